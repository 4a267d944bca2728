import { expect, it } from "vitest";
import type { SpokenPiece } from "../ports/speech.ts";
import { createMouth } from "./mouth.ts";

const LOUD = 0x80;
const SILENT = 0xff;

/** A voice whose pieces are handed over one by one. */
function scripted() {
  const asked: { text: string; signal: AbortSignal }[] = [];
  const queue: (SpokenPiece | "done" | "fail")[] = [];
  let wake = (): void => undefined;
  async function* speak(text: string, _before: string, signal: AbortSignal) {
    asked.push({ text, signal });
    for (;;) {
      const next = queue.shift();
      if (next === "done") return;
      if (next === "fail") throw new Error("no voice");
      if (next !== undefined) yield next;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
  }
  return {
    asked,
    speak,
    give(...pieces: (SpokenPiece | "done" | "fail")[]): void {
      queue.push(...pieces);
      wake();
    },
  };
}

const audio = (ms: number, byte = LOUD): SpokenPiece => ({
  type: "audio",
  audio: new Uint8Array(ms * 8).fill(byte),
});

it("tells how much is rendered, where the voice is in it, and when it is done", async () => {
  const voice = scripted();
  const told: object[] = [];
  const done = Promise.withResolvers<void>();
  const mouth = createMouth(voice.speak, "en-US", (event) => {
    told.push(event);
    if (event.type === "renderDone") done.resolve();
  });
  mouth.render(7, "Hello.", "");
  voice.give(audio(40, SILENT), audio(60), audio(20, SILENT), "done");
  await done.promise;
  expect(told).toEqual([
    { type: "rendered", id: 7, ms: 40, voicedFromMs: 0, voicedToMs: 40 },
    { type: "rendered", id: 7, ms: 100, voicedFromMs: 40, voicedToMs: 100 },
    { type: "rendered", id: 7, ms: 120, voicedFromMs: 40, voicedToMs: 100 },
    { type: "renderDone", id: 7 },
  ]);
  const padded = mouth.take(7, 90, 60);
  expect([padded[0], padded[80], padded[479]]).toEqual([LOUD, SILENT, SILENT]);
});

it("reads a reference aloud and gives its places back in the text as it is written", async () => {
  const voice = scripted();
  const timed = Promise.withResolvers<number>();
  const mouth = createMouth(voice.speak, "en-US", (event) => {
    if (event.type === "timed") timed.resolve(event.timing.chars);
  });
  const text = "Your reference is R-2041.";
  mouth.render(1, text, "");
  const spoken = voice.asked[0]?.text ?? "";
  expect(spoken).not.toContain("2041");
  voice.give({ type: "timing", ms: 900, chars: spoken.length });
  expect(await timed.promise).toBe(text.length);
});

it("uses what was prepared, and drops it when something else is said", async () => {
  const voice = scripted();
  const done = Promise.withResolvers<void>();
  const told: string[] = [];
  const mouth = createMouth(voice.speak, "en-US", (event) => {
    told.push(`${event.id} ${event.type}`);
    if (event.type === "renderDone") done.resolve();
  });
  mouth.prepare("I see.");
  voice.give(audio(20), "done");
  mouth.render(1, "I see.", "");
  await done.promise;
  expect(voice.asked).toHaveLength(1);
  expect(told).toEqual(["1 rendered", "1 renderDone"]);
  mouth.prepare("Perhaps.");
  mouth.render(2, "No.", "");
  expect(voice.asked.map((one) => [one.text, one.signal.aborted])).toEqual([
    ["I see.", false],
    ["Perhaps.", true],
    ["No.", false],
  ]);
});

it("tells a failure, and nothing more of what was forgotten", async () => {
  const voice = scripted();
  const failed = Promise.withResolvers<number>();
  const mouth = createMouth(voice.speak, "en-US", (event) => {
    if (event.type === "renderFailed") failed.resolve(event.id);
  });
  mouth.render(1, "One.", "");
  mouth.forget(1);
  voice.give("fail");
  mouth.render(2, "Two.", "");
  voice.give("fail");
  expect(await failed.promise).toBe(2);
  expect(voice.asked[0]?.signal.aborted).toBe(true);
});
