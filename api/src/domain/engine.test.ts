import { describe, expect, it } from "vitest";
import { botEngine, engineFor } from "./engine.ts";

describe("the engine of a call", () => {
  it.each([
    ["stream", true, "stream"],
    ["stream", false, "stream"],
    ["auto", true, "stream"],
    ["auto", false, "relay"],
    ["relay", true, "relay"],
    ["realtime", true, "relay"],
    ["gather", true, "relay"],
    ["something new", true, "relay"],
  ])("to a number with %s, with vendors at a worker: %s, is %s", (wanted, isStreamed, engine) => {
    expect(engineFor(wanted, isStreamed)).toBe(engine);
  });

  it("that nothing serves yet is the carrier's", () => {
    expect((["relay", "stream", "realtime", "gather"] as const).map(botEngine)).toEqual([
      "relay",
      "stream",
      "relay",
      "relay",
    ]);
  });
});
