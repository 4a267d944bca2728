import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, it } from "vitest";
import { LISTENING_PRESETS } from "../../domain/activity/presets.ts";
import { encodeMulaw } from "../../domain/mulaw.ts";
import type { VoiceActivity, VoiceActivityEvent } from "../../ports/speech.ts";
import { systemClock } from "../../runtime/clock.ts";
import { hasEspeak, speak } from "../../testing/espeak.ts";
import { mix } from "../../testing/sounds.ts";
import { createSilero, startSilero } from "./silero.ts";

const FRAME = 160;
let silero: VoiceActivity | null = null;
afterEach(() => silero?.close());

/** A real thread, and a way to wait until it has judged so many windows in all. */
async function open(threads = 1) {
  const workers: Worker[] = [];
  let judged = 0;
  let dropped = 0;
  let waiting: { count: number; done: () => void }[] = [];
  const activity = await createSilero({
    clock: systemClock,
    threads,
    dropped: (windows) => {
      dropped += windows;
    },
    startThread: (shared) => {
      const worker = startSilero(shared);
      workers.push(worker);
      worker.on("message", (message) => {
        if (typeof message === "number") judged += message;
        for (const { count, done } of waiting) if (judged >= count) done();
        waiting = waiting.filter(({ count }) => judged < count);
      });
      return worker;
    },
  });
  silero = activity;
  const until = (count: number): Promise<void> =>
    judged >= count
      ? Promise.resolve()
      : new Promise((done) => {
          waiting.push({ count, done });
        });
  return { activity, workers, until, dropped: () => dropped, judged: () => judged };
}

type Told = VoiceActivityEvent & { readonly atMs: number };

/** Plays lines side by side, frame by frame, as fast as they are judged. */
async function play(
  { activity, until, judged }: Awaited<ReturnType<typeof open>>,
  lines: readonly Uint8Array[],
): Promise<Told[][]> {
  const told: Told[][] = lines.map(() => []);
  let pushed = 0;
  const streams = lines.map((_, index) =>
    activity.open(LISTENING_PRESETS.balanced, (event) =>
      told[index]?.push({ ...event, atMs: pushed / 8 - event.agoMs }),
    ),
  );
  const before = judged();
  for (let at = 0; at < (lines[0]?.length ?? 0); at += FRAME) {
    pushed = at + FRAME;
    lines.forEach((line, index) => streams[index]?.push(line.subarray(at, at + FRAME)));
    await until(before + lines.length * Math.floor(pushed / 256));
  }
  for (const stream of streams) stream.close();
  return told;
}

const TEXT = "Hello, the tap in my kitchen is leaking.";

describe.skipIf(!hasEspeak)("Silero in threads", () => {
  it("tells where speech began and ended, to the sample", async () => {
    const { sound, from, to } = await speak("en-us", TEXT);
    const line = encodeMulaw(mix(8_000 + sound.length + 8_000, [[8_000, sound]]));
    const [told = []] = await play(await open(), [line]);
    expect(told[0]?.type).toBe("onset");
    expect(Math.abs((told[0]?.atMs ?? 0) - 1_000 - from / 8)).toBeLessThan(100);
    expect(told.at(-1)?.type).toBe("offset");
    expect(Math.abs((told.at(-1)?.atMs ?? 0) - 1_000 - to / 8)).toBeLessThan(64);
    // Windows begin every 32 ms: a place between them would be a miscount.
    for (const { atMs } of told) expect(atMs % 32).toBe(0);
  });

  it("hears each of many calls as it would hear it alone", async () => {
    const { sound } = await speak("de", "Guten Tag, bei mir tropft der Wasserhahn.");
    const samples = 20_000;
    const lines = Array.from({ length: 4 }, (_, index) =>
      encodeMulaw(mix(samples, index % 2 === 0 ? [[2_000 + 777 * index, sound]] : [])),
    );
    const together = await play(await open(2), lines);
    await silero?.close();
    const alone: Told[][] = [];
    const one = await open();
    for (const line of lines) alone.push(...(await play(one, [line])));
    expect(together).toEqual(alone);
    expect(together.map(({ length }) => length > 0)).toEqual(
      lines.map((_, index) => index % 2 === 0),
    );
  });

  it("goes on with a new thread when one is killed", async () => {
    const set = await open();
    const { sound } = await speak("en-us", TEXT);
    const line = encodeMulaw(mix(8_000 + sound.length, [[8_000, sound]]));
    const heard: VoiceActivityEvent[] = [];
    const stream = set.activity.open(LISTENING_PRESETS.balanced, (event) => heard.push(event));
    // Idle, as it is: within a run onnxruntime would take the process with it.
    await set.workers[0]?.terminate();
    // What comes while there is none waits, half a second of it; then there is one again.
    stream.push(line.subarray(0, 256));
    await set.until(1);
    expect(set.workers).toHaveLength(2);
    for (let at = 256, count = 1; at + 256 <= line.length; at += 256) {
      stream.push(line.subarray(at, at + 256));
      count += 1;
      await set.until(count);
    }
    expect(heard[0]?.type).toBe("onset");
    expect(set.dropped()).toBe(0);
  });
});

describe("Silero's threads", () => {
  it("leave nothing behind after a thousand calls", async () => {
    const ports = (): number =>
      process.getActiveResourcesInfo().filter((kind) => kind === "MessagePort").length;
    const before = ports();
    const set = await open(2);
    expect(ports()).toBeGreaterThan(before);
    const frame = new Uint8Array(256).fill(0xff);
    for (let round = 0; round < 50; round += 1) {
      const streams = Array.from({ length: 20 }, () =>
        set.activity.open(LISTENING_PRESETS.balanced, () => undefined),
      );
      for (const stream of streams) stream.push(frame);
      await set.until((round + 1) * 20);
      for (const stream of streams) stream.close();
    }
    const ended = set.workers.map((worker) => once(worker, "exit"));
    await set.activity.close();
    await Promise.all(ended);
    expect(ports()).toBe(before);
  });

  it("reject what they cannot load, and end", async () => {
    const workers: Worker[] = [];
    const broken = createSilero({
      clock: systemClock,
      threads: 2,
      dropped: () => undefined,
      startThread: () => {
        const worker = new Worker("throw new Error('no addon for this machine')", { eval: true });
        workers.push(worker);
        return worker;
      },
    });
    await expect(broken).rejects.toThrow("no addon");
    expect(workers.map(({ threadId }) => threadId)).toEqual([-1, -1]);
  });
});
