import { expect, it } from "vitest";
import { createPlayedFrames } from "./played-frames.ts";

const frame = (byte: number): Uint8Array => new Uint8Array(160).fill(byte);

it("gives each frame at the instant it plays, though it was handed over ahead of time", () => {
  const played = createPlayedFrames();
  played.fed(new Uint8Array(480).fill(1), 1_000);
  played.fed(frame(2), 1_000);
  expect([1_000, 1_020, 1_040, 1_060, 1_080].map((ms) => played.at(ms)[0])).toEqual([
    1, 1, 1, 2, 0xff,
  ]);
});

it("is silent about what was cleared, and begins anew at once", () => {
  const played = createPlayedFrames();
  played.fed(new Uint8Array(1_600).fill(1), 0);
  expect(played.at(0)[0]).toBe(1);
  played.cleared();
  expect(played.at(20)[0]).toBe(0xff);
  played.fed(frame(3), 40);
  expect(played.at(40)[0]).toBe(3);
});
