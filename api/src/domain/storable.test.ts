import { describe, expect, it } from "vitest";
import { storable } from "./storable.ts";

describe("what is stored", () => {
  it.each([
    ["a\u0000b", "a\ufffdb"],
    ["half \ud83d a face", "half \ufffd a face"],
    ["\udc00", "\ufffd"],
    ["\ud83d\ude00 whole", "\ud83d\ude00 whole"],
    ["spelled \\u0000 and \\\\ud83d", "spelled \\u0000 and \\\\ud83d"],
    ['quote " and \\', 'quote " and \\'],
  ])("of %j is %j", (given, kept) => {
    expect(storable({ said: [given], [given]: null })).toEqual({ said: [kept], [kept]: null });
  });

  it("is the very same object where nothing is wrong", () => {
    const value = { a: [1, "b"] };
    expect(storable(value)).toBe(value);
    expect(storable(undefined)).toBeUndefined();
  });

  it("is refused where it is nested too deeply", () => {
    expect(() => storable(JSON.parse("[".repeat(30_000) + "]".repeat(30_000)))).toThrow(
      expect.objectContaining({ code: "bad_request" }),
    );
  });
});
