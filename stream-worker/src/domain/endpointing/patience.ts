import type { Expectation, Language, Listening } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import { findIntents } from "../intake/slots/intent.ts";
import { type Word, words } from "../speech/words.ts";
import { answeringPatience } from "./answering.ts";
import { collectingPatience, dictatingPatience } from "./collecting.ts";
import { type Pauses, usualPauseMs } from "./pauses.ts";
import { NORMAL_MS, talkingPatience } from "./talking.ts";
import type { Patience, PatienceReason } from "./types.ts";
import { isUnfinished } from "./unfinished.ts";

/** Behind half a sentence the other half comes: waiting costs nothing, and a cut everything. */
const UNFINISHED_MS = 500;
const WAIT_WORDS = 6;
/** A little longer than this caller usually pauses. */
const OWN_FACTOR = 1.2;
const OWN_AT_MOST_MS = 400;
/** Beyond it a caller wonders whether anybody is there. */
const LONGEST_MS = 2_200;

/**
 * Silence in ms to wait after the caller's last sound before their turn counts as ended, given the
 * words of this turn so far (all partials and finals), the kind of answer asked for and the
 * caller's own pauses. A bot's fixed patience stands in place of all of it.
 */
export function patienceMs(heard: {
  readonly expectation: Expectation;
  readonly words: string;
  readonly language: Language;
  readonly pauses: Pauses;
  readonly listening: Pick<Listening, "patienceMs">;
}): Patience {
  const { expectation, language, pauses, listening } = heard;
  if (listening.patienceMs !== null) return { ms: listening.patienceMs, why: "fixed" };
  const said = words(heard.words, language);
  if (asksToWait(said, language)) return { ms: LONGEST_MS, why: "waiting" };
  const base = basePatience(heard.words, said, expectation, language);
  if (base.why === "whole") return base;
  const usual = usualPauseMs(pauses, expectation);
  if (isUnfinished(heard.words, said, language)) {
    // Whatever was asked, half a sentence is no answer; half a number has its own patience.
    const whole = expectation === "open" || expectation === "yes_no" ? NORMAL_MS : base.ms;
    return bounded(adapted(whole, usual) + UNFINISHED_MS, "unfinished");
  }
  return base.why === "yes" ? base : bounded(adapted(base.ms, usual), base.why);
}

/** "One moment", "let me look": they said that they will be quiet. */
function asksToWait(said: readonly Word[], language: Language): boolean {
  return said.length <= WAIT_WORDS && findIntents(said, LEXICONS[language]).includes("wait");
}

function basePatience(
  text: string,
  said: readonly Word[],
  expectation: Expectation,
  language: Language,
): Patience {
  switch (expectation) {
    case "yes_no":
      return answeringPatience(said, language);
    case "open":
      return dictatingPatience(said, language) ?? talkingPatience(text, said, language);
    case "digits":
    case "address":
    case "spelling":
      return (
        collectingPatience(said, expectation, language) ?? talkingPatience(text, said, language)
      );
  }
}

function bounded(ms: number, why: PatienceReason): Patience {
  return { ms: Math.min(LONGEST_MS, Math.round(ms)), why };
}

/** Slow speakers get more time; nobody gets less, because a cut costs more than a moment. */
function adapted(baseMs: number, usual: number | null): number {
  if (usual === null) return baseMs;
  return Math.max(baseMs, Math.min(usual * OWN_FACTOR, baseMs + OWN_AT_MOST_MS));
}
