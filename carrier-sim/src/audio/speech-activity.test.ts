import { expect, test } from "vitest";
import type { Pcm8k } from "../ports.ts";
import { createSpeechActivity, type SpeechEdge } from "./speech-activity.ts";
import { concat, tone } from "./tones.ts";

function edges(sound: Pcm8k): SpeechEdge[] {
  const activity = createSpeechActivity();
  const found: SpeechEdge[] = [];
  for (let at = 0; at + 160 <= sound.length; at += 160) {
    const edge = activity.push(sound.subarray(at, at + 160), at / 8 + 20);
    if (edge !== undefined) found.push(edge);
  }
  return found;
}

const silence = (ms: number): Pcm8k => new Int16Array(ms * 8);
const noise = (ms: number, level: number): Pcm8k =>
  Int16Array.from({ length: ms * 8 }, (_, i) => level * Math.sin(i * i * 0.7));

test("edges carry the instants at which speech began and ended", () => {
  expect(edges(concat([silence(400), tone(300, 600), silence(800)]))).toEqual([
    { kind: "on", atMs: 400 },
    { kind: "off", atMs: 1_000 },
  ]);
});

test("a click starts nothing and a short pause ends nothing", () => {
  expect(edges(concat([silence(200), tone(300, 40), silence(400)]))).toEqual([]);
  const sound = concat([silence(200), tone(300, 400), silence(240), tone(300, 400), silence(500)]);
  expect(edges(sound).map((edge) => edge.atMs)).toEqual([200, 1_240]);
});

test("a noisy line is not speech, and speech over it is", () => {
  const line = noise(8_000, 150);
  const spoken = noise(2_000, 150);
  const voice = tone(300, 1_000);
  for (let i = 0; i < voice.length; i += 1) spoken[i]! += voice[i]!;
  expect(edges(concat([line, spoken])).map((edge) => edge.kind)).toEqual(["on", "off"]);
});
