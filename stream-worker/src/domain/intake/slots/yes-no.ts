import { findAll, overlap } from "../../speech/phrases.ts";
import type { Word } from "../../speech/words.ts";
import type { Lexicon } from "../lexicon/types.ts";

export type Answer = "yes" | "no";

/** Yes, no or neither; "that's not right" is no although "right" is in it. */
export function findAnswer(said: readonly Word[], lexicon: Lexicon): Answer | undefined {
  const no = findAll(said, lexicon.no);
  const yes = findAll(said, lexicon.yes).filter((span) => {
    const hidden = no.find((one) => overlap(one, span));
    return !hidden || hidden.to - hidden.from < span.to - span.from;
  });
  const onlyNo = no.filter((span) => {
    const hidden = yes.find((one) => overlap(one, span));
    return !hidden || hidden.to - hidden.from <= span.to - span.from;
  });
  if (onlyNo.length > 0) return "no";
  return yes.length > 0 ? "yes" : undefined;
}
