import { z } from "zod";
import { language } from "./organization.ts";

/** What the bot's own engine (`stream`) hears and speaks with, and what is told of each turn. */

/** `local` needs no key: a recogniser or voice on this machine. */
export const speechToTextVendor = z.enum([
  "deepgram",
  "deepgram_flux",
  "azure",
  "openai",
  "whisper",
  "local",
]);
export type SpeechToTextVendor = z.infer<typeof speechToTextVendor>;

export const textToSpeechVendor = z.enum(["azure", "elevenlabs", "deepgram", "openai", "local"]);
export type TextToSpeechVendor = z.infer<typeof textToSpeechVendor>;

/**
 * How loud and how long a sound must be to count as speech. Durations are milliseconds; `level` is
 * the RMS of 16-bit samples below which nothing is speech; `threshold` is the model's probability.
 */
export const listening = z.object({
  threshold: z.number().min(0.05).max(0.95),
  level: z.number().min(0).max(8_000),
  onsetMs: z.number().int().min(32).max(1_000),
  /** Silence after which a sound counts as over; the turn's own patience comes on top. */
  offsetMs: z.number().int().min(64).max(2_000),
  /** Fixed patience in the place of ours, such as the 1.5 s that FreeSWITCH users know. */
  patienceMs: z.number().int().min(200).max(5_000).nullable(),
});
export type Listening = z.infer<typeof listening>;

/** What a worker needs to hear and speak for one bot. Vendors are tried in this order. */
export const speechSetup = z.object({
  speechToText: z.array(speechToTextVendor).max(6),
  textToSpeech: z.array(textToSpeechVendor).max(5),
  /** The vendor's name of a voice; null takes the vendor's default for the language. */
  voice: z.string().max(120).nullable(),
  listening,
});
export type SpeechSetup = z.infer<typeof speechSetup>;

/** Sentences a worker renders before anybody calls, so that a greeting starts at once. */
export const preparation = z.object({
  language,
  speech: speechSetup,
  texts: z.array(z.string().max(2_000)).max(8),
});
export type Preparation = z.infer<typeof preparation>;

/** Which question the bot asked last decides how long a pause may be. */
export const expectation = z.enum(["open", "yes_no", "digits", "spelling", "address"]);
export type Expectation = z.infer<typeof expectation>;

/** Why a caller's turn counted as ended, and how long they waited for the answer. */
export const turnMeasured = z.object({
  /** The caller's utterance that ended the turn. */
  utteranceId: z.uuid(),
  reason: z.enum(["recogniser", "silence", "keys", "cap"]),
  expectation,
  /** Silence that was waited for, and that was there when the turn ended. */
  patienceMs: z.number().int().nonnegative(),
  silenceMs: z.number().int().nonnegative(),
  /** The answer was begun before the turn had ended. */
  speculated: z.boolean(),
  /** End of turn → first words of the head; null where it said none. */
  headMs: z.number().int().nonnegative().nullable(),
  /** First words → first frame of the voice. */
  voiceMs: z.number().int().nonnegative().nullable(),
  /** End of the caller's speech → first frame out: what the caller waited. */
  totalMs: z.number().int().nonnegative().nullable(),
});
export type TurnMeasured = z.infer<typeof turnMeasured>;
