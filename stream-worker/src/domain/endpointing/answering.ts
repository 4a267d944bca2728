import type { Language } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import { findAnswer } from "../intake/slots/yes-no.ts";
import { endAt, type Phrase } from "../speech/phrases.ts";
import type { Word } from "../speech/words.ts";
import { NORMAL_MS } from "./talking.ts";
import type { Patience } from "./types.ts";

/** A yes stands alone, and whoever said it waits for us. */
const YES_MS = 300;
/** A bare no is as often the beginning of what is wrong: "no … the house number is sixteen". */
const NO_MS = 900;

/** Patience after a yes/no question. */
export function answeringPatience(said: readonly Word[], language: Language): Patience {
  const lexicon = LEXICONS[language];
  const answer = findAnswer(said, lexicon);
  const isBare = isCovered(said, [
    ...lexicon.yes,
    ...lexicon.no,
    ...lexicon.leadIns,
    ...lexicon.tails,
  ]);
  if (answer === undefined || !isBare) return { ms: NORMAL_MS, why: "normal" };
  return answer === "yes" ? { ms: YES_MS, why: "yes" } : { ms: NO_MS, why: "no" };
}

/** Every word belongs to one of the phrases. */
function isCovered(said: readonly Word[], wanted: readonly Phrase[]): boolean {
  let at = 0;
  while (at < said.length) {
    const end = endAt(said, wanted, at);
    if (end <= at) return false;
    at = end;
  }
  return true;
}
