import twilio from "twilio";
import { describe, expect, it } from "vitest";
import { addressToSign, signature } from "./sign.ts";

describe("signatures", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const params = (last: string) => ({
    CallSid: "CA1234567890ABCDE",
    Digits: "1234",
    To: "+18005551212",
    From: `+141586753${last}`,
    Caller: `+141586753${last}`,
  });

  it("agree with the published vectors", () => {
    expect(signature("12345", url, params("09"))).toBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
    expect(signature("12345", url, params("10"))).toBe("GvWf1cFY/Q7PnoempGyD5oXAezc=");
  });

  it("are accepted by the official client", () => {
    const made = signature("secret", "http://127.0.0.1:4000/voice?x=1", {
      To: "",
      From: "+49301234",
    });
    expect(
      twilio.validateRequest("secret", made, "http://127.0.0.1:4000/voice?x=1", {
        To: "",
        From: "+49301234",
      }),
    ).toBe(true);
  });

  it.each([
    ["https://user:pw@a.example:8443/x?y=1#rc=2", "https://a.example/x?y=1"],
    ["http://a.example:8080/x", "http://a.example:8080/x"],
    ["wss://a.example/media", "wss://a.example/media"],
    ["https://a.example:443", "https://a.example"],
  ])("are made over %s as %s", (given, signed) => {
    expect(addressToSign(given)).toBe(signed);
  });
});
