import type { BotVoice } from "./bot-voice.ts";
import type { Carrier } from "./carrier.ts";
import type { Decision, Watch } from "./watch.ts";

/** Words of a cut reply that are on record as heard, and words that were played to their end. */
export type Heard = { readonly recorded: number; readonly played: number };

const wordCount = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Compares what the record says was heard with what the carrier really played. */
export async function heardOf(
  decisions: readonly Decision[],
  sounds: Watch["sounds"],
  carrier: Carrier,
  voice: BotVoice,
): Promise<Heard[]> {
  const compared: Heard[] = [];
  for (const one of decisions) {
    if (one.type !== "said" || one.heard === null) continue;
    let played = 0;
    for (const [id, { text, gen }] of sounds) {
      if (gen !== one.gen) continue;
      const spoken = await voice.words(text);
      played += spoken.filter(({ endMs }) => endMs <= carrier.playedMs(id)).length;
    }
    compared.push({ recorded: wordCount(one.heard), played });
  }
  return compared;
}
