import fc from "fast-check";
import { expect, test } from "vitest";
import { powerAt } from "../audio/goertzel.ts";
import { tone } from "../audio/tones.ts";
import type { Pcm8k, Words } from "../ports.ts";
import { createMicrophone } from "./microphone.ts";
import { createLab, toneVoices } from "./testing/lab.ts";
import { createVisitorPerson } from "./visitor.ts";

function booth() {
  const lab = createLab();
  const visitor = createVisitorPerson({
    voices: toneVoices,
    now: () => lab.engine.now(),
    locale: "de-DE",
  });
  const leg = lab.engine.attach("CA0", visitor);
  const words: Words[] = [];
  const said: Pcm8k[] = [];
  visitor.onWords((word) => words.push(word));
  leg.tap((frame) => said.push(frame.slice()));
  return { lab, visitor, leg, words, said };
}

test("typed words are spoken and known to the recogniser, in the order typed", async () => {
  const { lab, visitor, words } = booth();
  expect(visitor.say("Guten  Tag")).toBe(true);
  expect(visitor.say("Hallo")).toBe(true);
  await lab.passUntil(() => words.filter((word) => word.kind === "final").length === 2);
  expect(
    words.flatMap((word) => (word.kind === "final" ? [word.text, word.language] : [])),
  ).toEqual(["Guten Tag", "de-DE", "Hallo", "de-DE"]);
});

test("a microphone is heard as it is, and its words stay unknown", async () => {
  const { lab, visitor, words, said } = booth();
  const sound = tone(300, 1_000);
  for (let at = 0; at < sound.length; at += 160) {
    visitor.push(sound.subarray(at, at + 160));
    await lab.pass(20);
  }
  await lab.pass(800);
  expect(words.map(({ kind }) => kind)).toEqual(["started", "unknown"]);
  const [, unknown] = words;
  if (unknown?.kind !== "unknown") return expect.fail("not unknown");
  expect(unknown.endedMs - unknown.startedMs).toBeGreaterThan(900);
  expect(unknown.endedMs - unknown.startedMs).toBeLessThan(1_100);
  expect(said.some((frame) => powerAt(300, frame) > 1e7)).toBe(true);
});

test("keys are told and sound; what is no key is not", async () => {
  const { lab, visitor, said } = booth();
  const digits: string[] = [];
  visitor.onDigit((digit) => digits.push(digit));
  for (const key of ["5", "#", "x", "12"]) visitor.press(key);
  await lab.pass(300);
  expect(digits).toEqual(["5", "#"]);
  expect(said.some((frame) => powerAt(770, frame) > 1e7)).toBe(true);
});

test("what is played to the visitor reaches the page frame by frame", async () => {
  const { lab, visitor, leg } = booth();
  const heard: number[] = [];
  const stop = visitor.onHeard((frame) => heard.push(powerAt(1_000, frame)));
  leg.play(tone(1_000, 200));
  await lab.pass(200);
  stop();
  await lab.pass(100);
  expect(heard.length).toBe(10);
  expect(heard[5]).toBeGreaterThan(1e7);
});

test("more lines than anybody can say are refused", () => {
  const { visitor } = booth();
  const taken = Array.from({ length: 30 }, (_, index) => visitor.say(`line ${index}`));
  expect(taken.filter(Boolean).length).toBe(20);
});

test("bursts are evened out in order, and never more than 400 ms wait", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 900 }), { maxLength: 60 }), (bursts) => {
      const microphone = createMicrophone();
      let sent = 0;
      let last = -1;
      let heard = 0;
      for (const burst of bursts) {
        microphone.push(Int16Array.from({ length: burst }, () => sent++ % 32_768));
        expect(microphone.stats().waiting).toBeLessThanOrEqual(3_200);
        for (const sample of microphone.pull() ?? []) {
          expect(sample).toBeGreaterThan(last);
          last = sample;
          heard += 1;
        }
      }
      const { waiting, dropped } = microphone.stats();
      expect(heard + waiting + dropped).toBe(sent);
    }),
  );
});
