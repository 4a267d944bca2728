import { describe, expect, it } from "vitest";
import { checkDial, type DialRules } from "./outbound.ts";

const rules: DialRules = {
  countries: ["DE", "US"],
  numberTypes: ["FIXED_LINE", "MOBILE", "FIXED_LINE_OR_MOBILE"],
  ringMs: 20_000,
  callerId: null,
};

describe("a number to dial", () => {
  it.each([
    ["+49 30 901820", "+4930901820"],
    ["+49 30 901112", "+4930901112"],
    ["+49 (0)151 23456789", "+4915123456789"],
    ["+1 202-555-0142", "+12025550142"],
    ["  +12025550142 ", "+12025550142"],
  ])("%s is %s", (input, e164) => {
    expect(checkDial(input, rules)).toEqual({ ok: true, e164 });
  });

  it.each([
    "",
    "hello",
    "030 901820",
    "+49",
    "+49 30",
    "+999 12345678",
    "+12025550142x",
    "++4930901820",
    "+49 30 901820; rm -rf",
  ])("%j is none", (input) => {
    expect(checkDial(input, rules)).toEqual({ ok: false, code: "number_invalid" });
  });

  it.each([
    "112",
    "911",
    "110",
    "999",
    "+49 112",
    "+1 911",
    "1 1 2",
    "+44 999",
    "+49 30 112",
    "+49 89/110",
    "+49 40 19222",
  ])("%s summons help and is refused", (input) => {
    expect(checkDial(input, rules)).toEqual({ ok: false, code: "number_emergency" });
  });

  it.each([
    ["+43 1 58858", "a country that is not allowed"],
    ["+49 900 1234567", "premium rate"],
    ["+1 900 555 0123", "premium rate overseas"],
    ["+49 800 1234567", "toll free"],
  ])("%s is refused: %s", (input) => {
    expect(checkDial(input, rules)).toEqual({ ok: false, code: "number_not_allowed" });
  });

  it("is refused wherever nothing is allowed", () => {
    const nothing = { ...rules, countries: [], numberTypes: [] };
    expect(checkDial("+4930901820", nothing)).toEqual({ ok: false, code: "number_not_allowed" });
  });
});
