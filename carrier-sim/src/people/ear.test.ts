import { afterAll, expect, test } from "vitest";
import { holdMusic } from "../audio/hold-music.ts";
import { concat, dtmf, engaged, ringback, tone } from "../audio/tones.ts";
import type { Pcm8k } from "../ports.ts";
import { createVoiceBank } from "../voices/bank.ts";
import { createEar, type Heard } from "./ear.ts";

const bank = createVoiceBank();
afterAll(() => bank.close());

const silence = (ms: number): Pcm8k => new Int16Array(ms * 8);

function listen(sound: Pcm8k, told: (atMs: number) => boolean = () => false): Heard[] {
  const ear = createEar();
  const heard: Heard[] = [];
  for (let at = 0; at + 160 <= sound.length; at += 160) {
    const atMs = at / 8 + 20;
    const found = ear.push(sound.subarray(at, at + 160), atMs, told(atMs));
    if (found !== undefined) heard.push(found);
  }
  return heard;
}

const voices = (sound: Pcm8k): boolean[] =>
  listen(concat([silence(300), sound, silence(600)])).flatMap((heard) =>
    heard.kind === "ended" ? [heard.voice] : [],
  );

const said: [string, string][] = [
  ["en-US", "Okay."],
  ["en-US", "Hello, this is Anna from the office, how can I help you?"],
  ["de-DE", "Ja, hallo?"],
  ["de-DE", "Ich habe jetzt übernommen, guten Tag."],
  ["tr-TR", "Alo?"],
  ["tr-TR", "Merhaba, ben devraldım."],
  ["ru-RU", "Алло, да."],
  ["ru-RU", "Здравствуйте, я вас слушаю."],
];

for (const [language, text] of said) {
  test.skipIf(bank.voiceFor(language) === "tone")(
    `"${text}" is a voice, from a woman and from a man`,
    async () => {
      for (const voice of ["f3", "m3/40"]) {
        const { pcm } = await bank.speak(text, language, { voice });
        expect(voices(pcm)).toContain(true);
      }
    },
  );
}

const noise = (ms: number, level: number): Pcm8k =>
  Int16Array.from({ length: ms * 8 }, (_, i) => level * Math.sin(i * i * 0.7));
const swelling = tone(440, 4_000).map((value, i) => value * (0.55 + 0.45 * Math.sin(i / 300)));
const bursts = concat(Array.from({ length: 8 }, () => [noise(80, 9_000), silence(200)]).flat());

test.each([
  ["hold music", holdMusic().subarray(0, 40_000)],
  ["a piece of hold music", holdMusic().subarray(30_000, 36_000)],
  ["a test tone", tone(1_000, 2_000)],
  ["two tones", concat([tone(440, 1_000), tone(1_000, 1_000)])],
  ["a swelling tone", swelling],
  ["keys", dtmf("1590#")],
  ["ringback", concat([ringback(), ringback()])],
  ["an engaged line", concat([engaged(), engaged(), engaged()])],
  ["a beep", tone(1_000, 500)],
  ["noise", noise(3_000, 2_000)],
  ["bursts of noise", bursts],
])("%s is no voice", (_name, sound) => {
  expect(voices(sound)).not.toContain(true);
});

test.skipIf(bank.voiceFor("en-US") === "tone")(
  "what the carrier announced is not heard as somebody else, what comes after it is",
  async () => {
    const { pcm } = await bank.speak("Hello, this is the operator speaking.", "en-US");
    const announcedMs = 300 + pcm.length / 8;
    const sound = concat([silence(300), pcm, silence(1_000), pcm, silence(600)]);
    const heard = listen(sound, (atMs) => atMs <= announcedMs);
    expect(heard[0]?.kind).toBe("began");
    expect(heard.every(({ atMs }) => atMs > announcedMs + 500)).toBe(true);
    expect(heard.some((one) => one.kind === "ended" && one.voice)).toBe(true);
  },
);

test("music that plays for ever ends in no voice", () => {
  const music = concat([holdMusic(), holdMusic(), holdMusic()]);
  expect(voices(music)).not.toContain(true);
});
