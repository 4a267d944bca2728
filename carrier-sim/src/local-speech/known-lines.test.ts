import { expect, test } from "vitest";
import { tone } from "../audio/tones.ts";
import { linesOf } from "../people/persona-lines.ts";
import { PERSONAS } from "../people/personas/all.ts";
import type { VoiceBank } from "../ports.ts";
import { toneVoices } from "../test-kit/tone-voices.ts";
import { createKnownLines } from "./known-lines.ts";

const persona = PERSONAS.find(({ id }) => id === "stuck-door")!;
const silent = PERSONAS.find((one) => one.silent === true)!;

/** Hums under a name of its own, because the soft tone of a bank without a voice is no line's sound. */
function humming(voice = () => "hum"): VoiceBank & { spoken: string[] } {
  const spoken: string[] = [];
  return {
    spoken,
    voiceFor: voice,
    speak: async (text) => {
      spoken.push(text);
      return { pcm: tone(300, 400), voice: voice(), wordEndsMs: [400] };
    },
  };
}
const knowing = (scriptVoices: VoiceBank) =>
  createKnownLines({ personas: [persona, silent], voices: humming(), scriptVoices });

test("a language's lines are spoken at the first call in it, and once", async () => {
  const voices = humming();
  const lines = knowing(voices);
  const [first, second] = await Promise.all([lines.clips("ru"), lines.clips("ru-RU")]);
  expect(first.length).toBe(linesOf(persona).length);
  expect(second).toEqual(first);
  expect(voices.spoken.length).toBe(first.length);
  expect(await lines.clips("de")).toEqual([]);
  expect(await lines.clips("fr-FR")).toEqual([]);
});

test("a voice that failed is tried again at the next call", async () => {
  let isAway = true;
  const lines = knowing(humming(() => (isAway ? "tone" : "hum")));
  expect(await lines.clips("ru")).toEqual([]);
  isAway = false;
  expect((await lines.clips("ru")).length).toBe(linesOf(persona).length);
  expect(await knowing(toneVoices()).clips("ru")).toEqual([]);
});

test("of typed lines the last hundred are remembered, the newest at once", async () => {
  const lines = knowing(humming());
  const script = (await lines.clips("ru")).length;
  for (let at = 0; at < 150; at += 1) lines.expect(`строка ${at}`, { locale: "ru-RU" });
  lines.expect("  ", { locale: "ru-RU" });
  lines.expect("no such language here", { locale: "fr-FR" });
  const clips = await lines.clips("ru");
  expect(clips.length).toBe(script + 100);
  expect(clips.slice(0, 100).at(-1)?.words).toEqual(["строка", "149"]);
});
