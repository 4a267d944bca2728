import type { TextToSpeech } from "../../ports/speech.ts";

export type VoiceStanding = {
  /** Spoke last on this call. */
  readonly current: TextToSpeech | null;
  /** Broke down on this call: coming back, the caller would hear a third change of voice. */
  readonly failed: ReadonlySet<TextToSpeech>;
  /** Its breaker is open. */
  rests(voice: TextToSpeech): boolean;
};

/**
 * Who is asked in turn: the one that speaks already, the organization's order, then those that
 * failed before, and at last, before there is silence, those that rest.
 */
export function orderOf(
  voices: readonly TextToSpeech[],
  { current, failed, rests }: VoiceStanding,
): readonly TextToSpeech[] {
  const rank = (voice: TextToSpeech): number => {
    if (rests(voice)) return 3;
    if (voice === current) return 0;
    return failed.has(voice) ? 2 : 1;
  };
  return voices.toSorted((one, other) => rank(one) - rank(other));
}
