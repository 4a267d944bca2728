import type { Settings } from "./settings.ts";

/** Whether some vendor is to hear callers, and some vendor to speak to them, on the `stream` engine. */
export function speechVendors(settings: Settings): { hear: boolean; speak: boolean } {
  const { AZURE_SPEECH_KEY, DEEPGRAM_API_KEY, OPENAI_API_KEY } = settings;
  const doesBoth = AZURE_SPEECH_KEY ?? DEEPGRAM_API_KEY ?? OPENAI_API_KEY;
  return {
    hear: (doesBoth ?? settings.WHISPER_URL) !== undefined,
    speak: (doesBoth ?? settings.ELEVENLABS_API_KEY) !== undefined,
  };
}
