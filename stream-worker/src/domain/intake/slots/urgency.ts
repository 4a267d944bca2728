import { findAll, overlap, type Span } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Lexicon } from "../lexicon/types.ts";
import type { Urgency } from "../types.ts";

export type FoundUrgency = { readonly urgency: Urgency; readonly spans: readonly Span[] };

/** The narrower wish wins: "no emergency, this week is enough". */
const LEVELS: readonly Urgency[] = ["emergency", "today", "this_week", "whenever"];

/** How soon the caller wants somebody; a longer phrase hides the words inside it. */
export function findUrgency(
  said: readonly Word[],
  lexicon: Lexicon,
  taken: readonly Span[],
): FoundUrgency | undefined {
  const spans: (Span & { level?: Urgency })[] = [
    ...findAll(said, lexicon.notUrgency),
    ...LEVELS.flatMap((level) =>
      findAll(said, lexicon.urgency[level]).map((span) => ({ ...span, level })),
    ),
  ].filter((span) => !taken.some((one) => overlap(one, span)));
  spans.sort((one, other) => other.to - other.from - (one.to - one.from));
  const kept: (Span & { level?: Urgency })[] = [];
  for (const span of spans) {
    if (!kept.some((one) => overlap(one, span))) kept.push(span);
  }
  const urgency = LEVELS.find((level) => kept.some((span) => span.level === level));
  return urgency && { urgency, spans: kept.filter((span) => span.level !== undefined) };
}
