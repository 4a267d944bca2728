import { expect, test } from "vitest";
import { captionsBy, choose, chooseNumber, empty, received } from "./page/call-state.ts";
import type { BoothNumber, BoothPersona } from "./wire.ts";

const number = (e164: string, language: string, ownVoice: boolean): BoothNumber => ({
  e164,
  shown: e164,
  label: e164,
  language,
  ownVoice,
});
const persona = (id: string, language: string): BoothPersona => ({
  id,
  name: id,
  language,
  problem: "",
  temper: [],
  number: "",
  shown: "",
  silent: false,
});

const booth = received(
  empty,
  {
    type: "hello",
    numbers: [
      number("+1", "en-US", false),
      number("+2", "de-DE", false),
      number("+3", "en-US", true),
      number("+4", "de-DE", true),
      number("+5", "tr-TR", false),
    ],
    personas: [persona("hannah", "en-US"), persona("martina", "de-DE"), persona("zeynep", "tr-TR")],
    voices: {},
  },
  0,
);

test("whoever opens the booth finds an ordinary line chosen", () => {
  expect(booth.number).toBe("+1");
  expect(captionsBy(booth)).toBe("captions by the carrier’s script");
});

test("another caller calls in their language, on a line of the kind that was chosen", () => {
  expect(choose(booth, "martina").number).toBe("+2");
  const own = chooseNumber(booth, "+3");
  expect(choose(own, "martina").number).toBe("+4");
  expect(captionsBy(own)).toBe("the bot’s captions by ear");
});

test("who has no line of that kind takes the other", () => {
  expect(choose(chooseNumber(booth, "+4"), "zeynep").number).toBe("+5");
});

test("what was being said when the line went dead is told as broken off, and completed by words that come later", () => {
  const growing = {
    type: "caption",
    id: "SY1",
    by: "bot",
    text: "We will send",
    atMs: 900,
    state: "speaking",
    byEar: true,
  } as const;
  const speech = (of: typeof booth) => of.lines.find(({ id }) => id === "SY1");
  const over = received(received(booth, growing, 1_000), { type: "ended", cause: "completed" }, 0);
  expect(speech(over)).toMatchObject({ text: "We will send", state: "cut" });
  const later = received(over, { ...growing, text: "We will send a", state: "cut" }, 0);
  expect(speech(later)).toMatchObject({ text: "We will send a", state: "cut" });
});
