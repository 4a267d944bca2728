import twilio from "twilio";
import { describe, expect, test } from "vitest";
import {
  ACCOUNT_SID,
  API_KEY_SECRET,
  API_KEY_SID,
  APPLICATION_SID,
  findTestKey,
  signToken,
  testClaims,
  testToken,
} from "./testing/tokens.ts";
import { verifyAccessToken } from "./token.ts";

const verify = (token: string, nowMs = Date.now()) => verifyAccessToken(token, findTestKey, nowMs);

describe("an access token", () => {
  test("made by the vendor’s own library is accepted", () => {
    const { AccessToken } = twilio.jwt;
    const token = new AccessToken(ACCOUNT_SID, API_KEY_SID, API_KEY_SECRET, {
      identity: "anna_1",
      ttl: 600,
    });
    token.addGrant(
      new AccessToken.VoiceGrant({
        incomingAllow: true,
        outgoingApplicationSid: APPLICATION_SID,
        outgoingApplicationParams: { desk: "4" },
      }),
    );
    expect(verify(token.toJwt())).toMatchObject({
      accountSid: ACCOUNT_SID,
      identity: "anna_1",
      incoming: true,
      applicationSid: APPLICATION_SID,
      params: { desk: "4" },
    });
  });

  test("without the incoming grant may not be rung", () => {
    const claims = testClaims("anna");
    claims["grants"] = {
      identity: "anna",
      voice: { outgoing: { application_sid: APPLICATION_SID } },
    };
    expect(verify(signToken(claims))).toMatchObject({
      incoming: false,
      applicationSid: APPLICATION_SID,
    });
  });

  test.each([
    ["expired", testToken("anna", -1), 31205],
    ["signed with another secret", signToken(testClaims("anna"), "other"), 31202],
    ["of an unknown key", signToken({ ...testClaims("anna"), iss: "SK1" }), 31201],
    ["for another account", signToken({ ...testClaims("anna"), sub: "AC1" }), 31201],
    ["of another content type", signToken(testClaims("anna"), API_KEY_SECRET, "jwt"), 31204],
    [
      "without a voice grant",
      signToken({ ...testClaims("anna"), grants: { identity: "anna" } }),
      31204,
    ],
    ["with an identity the SDK does not allow", testToken("anna@example.org"), 31204],
    ["valid for more than a day", testToken("anna", 3 * 24 * 3600), 31207],
    ["not a token", "abc", 31204],
    ["three parts of nothing", "..", 31204],
    ["not base64", "%.%.%", 31204],
    ["far too long", `${"a".repeat(5000)}.b.c`, 31204],
  ])("that is %s is refused", (_what, token, code) => {
    expect(verify(token)).toMatchObject({ code });
  });

  test("that names no algorithm or another one is refused", () => {
    const [, body] = testToken("anna").split(".");
    const header = Buffer.from(JSON.stringify({ alg: "none", cty: "twilio-fpa;v=1" })).toString(
      "base64url",
    );
    expect(verify(`${header}.${body}.x`)).toMatchObject({ code: 31204 });
  });

  test("expires at its instant", () => {
    const token = testToken("anna", 10);
    expect(verify(token)).toMatchObject({ identity: "anna" });
    expect(verify(token, Date.now() + 11_000)).toMatchObject({ code: 31205 });
  });
});
