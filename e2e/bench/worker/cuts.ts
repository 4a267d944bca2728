import {
  callerSpeech,
  type CallerSpeech,
} from "../../../stream-worker/src/testing/caller-speech.ts";
import type { Language } from "./place.ts";
import { LANGUAGES } from "./texts.ts";

const BYTES_PER_MS = 8;

/** Sentences without a breath in them: a sound with a pause is two. */
const SENTENCES: Readonly<Record<Language, readonly [voice: string, text: string]>> = {
  "en-US": ["en-us+m3", "But I told you that yesterday already."],
  "de-DE": ["de+m3", "Aber das habe ich gestern schon gesagt."],
  "tr-TR": ["tr+m3", "Ama bunu dün zaten söylemiştim."],
  "ru-RU": ["ru+m3", "Но я вам это говорила и вчера и на той неделе."],
};

/** What a recogniser tells of it first: no murmur. */
export const FIRST_WORD: Readonly<Record<Language, string>> = {
  "en-US": "But I",
  "de-DE": "Aber das",
  "tr-TR": "Ama bunu",
  "ru-RU": "Но я",
};

/** What callers cut in with, without silence behind it. */
export async function callersWhoCutIn(): Promise<Readonly<Record<Language, CallerSpeech>>> {
  const said = LANGUAGES.map(async (language): Promise<[Language, CallerSpeech]> => {
    const caller = await callerSpeech(...SENTENCES[language]);
    const mulaw = caller.mulaw.subarray(0, caller.toMs * BYTES_PER_MS);
    return [language, { ...caller, mulaw }];
  });
  return Object.fromEntries(await Promise.all(said)) as Record<Language, CallerSpeech>;
}
