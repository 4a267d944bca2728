import { describe, expect, it } from "vitest";
import type { StreamHappening } from "../../../stream-worker/src/testing/fake-stream.ts";
import { lastBeforePause } from "./barge-in.ts";
import { beyond } from "./churn.ts";
import { fitLine, whereItReaches } from "./line.ts";
import { heardBy } from "./reading.ts";

const sound = (ms: number, ...wordEndsMs: number[]) => ({ wav: new Uint8Array(), ms, wordEndsMs });
const media = (at: number): StreamHappening => ({ type: "media", at, playedMs: 0, handedMs: 0 });
const usage = (resources: Record<string, number>) => ({
  cpuMs: 0,
  rssBytes: 0,
  heapBytes: 0,
  resources,
});

describe("what was heard of sounds", () => {
  const sounds = [sound(995, 300, 900), sound(600, 500)];

  it.each([
    [0, 0, 0],
    [299, 0, 2],
    [300, 1, 2],
    [1_000, 2, 2],
    [1_001, 2, 3],
    // The first is handed over in whole frames: the second begins at 1,000 ms.
    [1_499, 2, 3],
    [1_500, 3, 3],
  ])("after %i ms are %i whole words, of sentences with %i", (ms, words, begun) => {
    expect(heardBy(sounds, ms)).toEqual({ words, begun });
  });
});

describe("where a bot stopped", () => {
  it("is before its first pause that reaches past the caller's onset", () => {
    const events = [0, 60, 120, 400, 460, 520].map(media);
    expect(lastBeforePause(events, 70)?.at).toBe(120);
    expect(lastBeforePause(events, 430)?.at).toBe(520);
  });

  it("is none of its ordinary steps", () => {
    const events = [0, 60, 120, 180, 240].map(media);
    expect(lastBeforePause(events, 70)?.at).toBe(240);
  });
});

describe("a line through what was measured", () => {
  it("finds where half a core is reached", () => {
    const line = fitLine([
      [25, 0.1],
      [50, 0.15],
      [100, 0.25],
    ]);
    expect(whereItReaches(line, 0.5)).toBeCloseTo(225);
  });
});

describe("what is left of calls", () => {
  it("is counted by kind, and what became less makes up for nothing", () => {
    const before = usage({ Timeout: 5, TCPSocketWrap: 3 });
    expect(beyond(before, usage({ Timeout: 4, TCPSocketWrap: 4, PipeWrap: 1 }))).toEqual({
      TCPSocketWrap: 1,
      PipeWrap: 1,
    });
    expect(beyond(before, usage({ Timeout: 5 }))).toEqual({});
  });
});
