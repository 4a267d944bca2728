import type {
  Listening,
  SpeechSetup,
  SpeechToTextVendor,
  TextToSpeechVendor,
} from "@patchbay/contracts";

/** Of a call without a bot, where nothing listens but something must be said of it; as the standard preset. */
const STANDARD: Listening = {
  threshold: 0.5,
  level: 200,
  onsetMs: 96,
  offsetMs: 192,
  patienceMs: null,
};

/** The organization's vendors with the bot's voice and thresholds; null where there is no bot. */
export const speechOf = (kept: {
  speech_to_text: SpeechToTextVendor[];
  text_to_speech: TextToSpeechVendor[];
  voice: string | null;
  listening: Listening | null;
}): SpeechSetup => ({
  speechToText: kept.speech_to_text,
  textToSpeech: kept.text_to_speech,
  voice: kept.voice,
  listening: kept.listening ?? STANDARD,
});
