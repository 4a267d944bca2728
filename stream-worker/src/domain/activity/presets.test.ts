import { listening } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import { aggressivenessFor, thresholdFor } from "./aggressiveness.ts";
import { LISTENING_PRESETS } from "./presets.ts";

describe("the presets", () => {
  it.each(Object.entries(LISTENING_PRESETS))("%s is what a bot may be set to", (_, preset) => {
    expect(listening.parse(preset)).toEqual(preset);
  });

  it("carry over what FreeSWITCH's assistant was set to", () => {
    expect(LISTENING_PRESETS.freeswitch).toMatchObject({ level: 500, patienceMs: 1_500 });
    expect(aggressivenessFor(LISTENING_PRESETS.freeswitch.threshold)).toBe(3);
  });
});

describe("aggressiveness and threshold", () => {
  it.each([0, 1, 2, 3] as const)("go there and back at %i", (aggressiveness) => {
    expect(aggressivenessFor(thresholdFor(aggressiveness))).toBe(aggressiveness);
  });
});
