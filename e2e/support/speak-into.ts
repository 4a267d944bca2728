import type { BoothCaller, Frame } from "./caller.ts";

/** A sample above this is a voice; a line's hiss stays far below. */
const LOUD = 800;
/** Long enough into a sentence that there is something to interrupt. */
const INTO_IT_MS = 1500;
/** So long a silence is no pause between words. */
const SILENT_MS = 400;

const isLoud = (samples: Int16Array): boolean => samples.some((sample) => Math.abs(sample) > LOUD);
const lastOf = (frames: readonly Frame[], side: "heard" | "said"): number | undefined =>
  frames.findLast((frame) => isLoud(frame[side]))?.atMs;

/**
 * Waits until the bot answers what the caller said last, lets it speak for a while, and says a line into it.
 * Answers after how many ms from the caller's first sound the caller heard nothing of the bot any more.
 */
export async function speakInto(caller: BoothCaller, line: string): Promise<number> {
  const all = (): readonly Frame[] => caller.framesSince(0);
  const theirEnd = lastOf(all(), "said") ?? 0;
  const answering = (): Frame | undefined =>
    caller.framesSince(theirEnd + 1).find(({ heard }) => isLoud(heard));
  await caller.until("the bot's answer", () => answering() !== undefined);
  const answeredAt = answering()?.atMs ?? 0;
  await caller.until("a part of it", () => (all().at(-1)?.atMs ?? 0) > answeredAt + INTO_IT_MS);
  caller.say(line);
  const speaking = (): Frame | undefined =>
    caller.framesSince(answeredAt).find(({ said }) => isLoud(said));
  await caller.until("the caller's own voice", () => speaking() !== undefined);
  const spokeAt = speaking()?.atMs ?? 0;
  await caller.until("the bot's silence", () => {
    const since = caller.framesSince(spokeAt);
    const last = lastOf(since, "heard") ?? spokeAt;
    return (since.at(-1)?.atMs ?? 0) - last > SILENT_MS;
  });
  const quietFrom = lastOf(caller.framesSince(spokeAt), "heard") ?? spokeAt;
  return Math.round(quietFrom - spokeAt);
}
