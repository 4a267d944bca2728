import type { Expectation, Language } from "@patchbay/contracts";
import { words } from "../speech/words.ts";
import { isAnswer, isBackchannel, isHesitation, mayBecomeBackchannel } from "./backchannels.ts";
import { isEcho } from "./echo.ts";
import { asksToStop } from "./stop-words.ts";

/** Longer than a cough, a click or most murmurs; VOICE's second step. */
const SPEECH_MS = 400;

/**
 * `confirmed`: the caller takes the floor. `backchannel`: nothing is to stop, the words are a murmur
 * or our own echo. `undecided`: not enough is known yet.
 */
export type BargeIn = "confirmed" | "backchannel" | "undecided";

/**
 * Judges a sound of the caller's while the bot speaks. `words` are all partial and final words of
 * that sound, `speechMs` its voiced time, `botText` what the bot is saying now (for echo). One word
 * that is no murmur confirms, so do 400 ms of speech of unknown words. A key is no question: it
 * always stops the bot.
 */
export function confirmBargeIn(sound: {
  readonly words: string;
  readonly speechMs: number;
  readonly language: Language;
  readonly expectation: Expectation;
  readonly botText: string;
}): BargeIn {
  const { speechMs, language, expectation } = sound;
  const said = words(sound.words, language);
  const longEnough = speechMs >= SPEECH_MS;
  if (said.length === 0) return longEnough ? "confirmed" : "undecided";
  if (isEcho(said, words(sound.botText, language))) return "backchannel";
  if (asksToStop(said, language)) return "confirmed";
  if (expectation === "yes_no" && isAnswer(said, language)) return "confirmed";
  if (isBackchannel(said, language)) return "backchannel";
  if (mayBecomeBackchannel(said, language)) return "undecided";
  return isHesitation(said, language) && !longEnough ? "undecided" : "confirmed";
}
