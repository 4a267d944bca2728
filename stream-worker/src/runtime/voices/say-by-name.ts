import {
  SpeechError,
  type SpeakRequest,
  type SpokenPiece,
  type TextToSpeech,
} from "../../ports/speech.ts";

/**
 * A text by a vendor's named voice. A name that the vendor does not know must not cost the call its
 * vendor, nor other calls its good name: the vendor's own voice says it then, and `unknown` is told.
 */
export async function* sayByName(
  vendor: TextToSpeech,
  request: SpeakRequest,
  unknown: () => void,
  signal: AbortSignal,
): AsyncGenerator<SpokenPiece> {
  let begun = false;
  try {
    for await (const piece of vendor.speak(request, signal)) {
      begun = true;
      yield piece;
    }
    return;
  } catch (cause) {
    const isRefused = cause instanceof SpeechError && cause.fault === "refused";
    if (begun || request.voice === null || !isRefused) throw cause;
    unknown();
  }
  yield* vendor.speak({ ...request, voice: null }, signal);
}
