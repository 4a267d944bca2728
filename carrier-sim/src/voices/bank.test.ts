import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { meanSquare, powerAt } from "../audio/goertzel.ts";
import { tone } from "../audio/tones.ts";
import type { Clip } from "../ports.ts";
import { createVoiceBank } from "./bank.ts";
import { createDebianEspeak } from "./espeak-debian.ts";
import { createNpmEspeak } from "./espeak-npm.ts";
import { createFlite } from "./flite-npm.ts";
import type { SpeakJob, Spoken, Synthesizer } from "./synthesizer.ts";

const cleanups: (() => void | Promise<void>)[] = [];
afterAll(async () => {
  for (const cleanup of cleanups) await cleanup();
});

function fake(
  speak: (job: SpeakJob) => Promise<Spoken>,
  languages = ["en"],
): Synthesizer & { jobs: SpeakJob[] } {
  const jobs: SpeakJob[] = [];
  return {
    jobs,
    voiceFor: (language, speaker) =>
      languages.includes(language) ? `fake, ${speaker.variant}` : undefined,
    speak: (job) => {
      jobs.push(job);
      return speak(job);
    },
    close: () => undefined,
  };
}

const sounding = (): Promise<Spoken> => Promise.resolve({ pcm: tone(300, 1_000) });

test("the same words at the same time are spoken once, and later come from memory", async () => {
  const one = fake(sounding);
  const bank = createVoiceBank({ synthesizers: [one] });
  const clips = await Promise.all([bank.speak("Hello", "en"), bank.speak("Hello", "en")]);
  expect(await bank.speak("Hello", "en")).toBe(clips[0]);
  expect(one.jobs.length).toBe(1);
  await bank.speak("Hello", "en", { voice: "m3" });
  expect(one.jobs.length).toBe(2);
});

test("a voice that fails or stays silent gives way to the next", async () => {
  const broken = fake(() => Promise.reject(new Error("broken")));
  const silent = fake(() => Promise.resolve({ pcm: new Int16Array(8_000) }));
  const working = fake(sounding);
  const bank = createVoiceBank({ synthesizers: [broken, silent, working] });
  expect((await bank.speak("Hello", "en")).pcm.length).toBeGreaterThan(7_000);
  await bank.speak("Hello again", "en");
  expect([broken.jobs.length, silent.jobs.length, working.jobs.length]).toEqual([1, 1, 2]);
});

test("without a voice for a language there is a soft tone with word times", async () => {
  const bank = createVoiceBank({ synthesizers: [fake(sounding)] });
  expect(bank.voiceFor("ja-JP")).toBe("tone");
  const clip = await bank.speak("two words", "ja-JP");
  expect(clip.voice).toBe("tone");
  expect(clip.wordEndsMs.length).toBe(2);
  expect(powerAt(440, clip.pcm) / meanSquare(clip.pcm)).toBeGreaterThan(0.4);
  expect((await bank.speak("  ", "en")).pcm.length).toBe(0);
});

test("clips survive in a folder, named by hashes only; a damaged file is spoken anew", async () => {
  const cacheDir = await mkdtemp(join(tmpdir(), "patchbay-clips-"));
  cleanups.push(() => rm(cacheDir, { recursive: true }));
  const first = await createVoiceBank({ synthesizers: [fake(sounding)], cacheDir }).speak(
    "secret",
    "en",
  );
  await expect
    .poll(() => readdir(cacheDir))
    .toEqual([expect.stringMatching(/^[0-9a-f]{64}\.clip$/)]);
  const later = fake(sounding);
  expect(await createVoiceBank({ synthesizers: [later], cacheDir }).speak("secret", "en")).toEqual(
    first,
  );
  expect(later.jobs.length).toBe(0);
  await writeFile(join(cacheDir, (await readdir(cacheDir))[0]!), "nonsense");
  await createVoiceBank({ synthesizers: [later], cacheDir }).speak("secret", "en");
  expect(later.jobs.length).toBe(1);
});

const sentences: [string, string][] = [
  ["en-US", "Hello, my kitchen sink is leaking."],
  ["de-DE", "Guten Tag, hier läuft Wasser durch die Decke."],
  ["tr-TR", "Merhaba, kombi sabahtan beri çalışmıyor."],
  ["ru-RU", "Здравствуйте, я застряла в лифте."],
];

function isSpeech(clip: Clip, text: string): void {
  const ms = clip.pcm.length / 8;
  expect(ms).toBeGreaterThan(text.length * 30);
  expect(ms).toBeLessThan(text.length * 150);
  expect(Math.sqrt(meanSquare(clip.pcm))).toBeGreaterThan(500);
  expect(clip.wordEndsMs.length).toBe(text.split(" ").length);
}

const real: [string, Synthesizer | undefined, [string, string][]][] = [
  ["espeak-ng of the system", createDebianEspeak(), sentences],
  ["espeak-ng from npm", createNpmEspeak(), sentences],
  ["flite from npm", createFlite(), sentences.slice(0, 1)],
];

for (const [name, synthesizer, texts] of real) {
  test.skipIf(synthesizer === undefined)(
    `${name} speaks ${texts.map(([language]) => language).join(", ")}, bot and caller apart`,
    async () => {
      const bank = createVoiceBank({ synthesizers: [synthesizer!] });
      cleanups.push(() => bank.close());
      for (const [language, text] of texts) {
        const [bot, caller] = await Promise.all([
          bank.speak(text, language),
          bank.speak(text, language, { voice: "m3/35" }),
        ]);
        isSpeech(bot, text);
        isSpeech(caller, text);
        expect(caller.voice).not.toBe(bot.voice);
        expect(caller.pcm).not.toEqual(bot.pcm);
      }
    },
  );
}
