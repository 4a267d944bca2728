import { tone } from "../audio/tones.ts";
import type { VoiceBank } from "../ports.ts";

/** A voice that hums: 40 ms for every word of the text, at once. */
export function toneVoices(wordMs = 40): VoiceBank {
  return {
    voiceFor: () => "tone",
    speak: async (text) => {
      const words = text.split(/\s+/).filter((word) => word !== "");
      return {
        pcm: tone(300, words.length * wordMs),
        voice: "tone",
        wordEndsMs: words.map((_, index) => (index + 1) * wordMs),
      };
    },
  };
}
