import type { Log } from "../ports.ts";
import type { VoiceActivity } from "../ports/speech.ts";
import { createFvad } from "./fvad.ts";
import { createSilero, type SileroOptions } from "./silero/silero.ts";

/** Silero where its native addon loads, WebRTC's detector elsewhere; `name` tells which. */
export async function createVoiceActivity(
  options: SileroOptions & { readonly log: Log },
): Promise<VoiceActivity> {
  try {
    return await createSilero(options);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    options.log.warn({ reason }, "Silero does not load; fvad hears more speech than there is");
    return createFvad();
  }
}
