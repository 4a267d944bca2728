import type { Expectation, Language, Listening } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import type { Lexicon } from "../intake/lexicon/types.ts";
import { findIntents } from "../intake/slots/intent.ts";
import { findDigits } from "../intake/slots/phone.ts";
import { isGreeting } from "../intake/slots/problem.ts";
import { findUrgency } from "../intake/slots/urgency.ts";
import { findAnswer } from "../intake/slots/yes-no.ts";
import { endAt, find, type Phrase } from "../speech/phrases.ts";
import { type Word, words } from "../speech/words.ts";
import { type Completeness, completeness } from "./complete.ts";
import { type Pauses, usualPauseMs } from "./pauses.ts";
import { isUnfinished } from "./unfinished.ts";

export type PatienceReason =
  | "fixed"
  | "yes"
  | "no"
  | "normal"
  | "opening"
  | "unfinished"
  | "waiting"
  | "whole"
  | "likely"
  | "part"
  | "nothing";

export type Patience = { readonly ms: number; readonly why: PatienceReason };

/** A yes stands alone; VOICE's 250–300 ms. */
const YES_MS = 300;
/** A no is as often the beginning of what is wrong: "no, it is number sixteen". */
const NO_MS = 600;
const NORMAL_MS = 600;
/** "Good morning" and a breath: the trouble has yet to come. */
const OPENING_MS = 1_000;
const UNFINISHED_MS = 300;
/** Between groups of a number people pause for a second while they read or remember. */
const COLLECTING: Readonly<Record<Exclude<Completeness, "other">, number>> = {
  whole: 750,
  likely: 1_200,
  part: 1_800,
  nothing: 1_800,
};
/** Fewer are a house, a floor, a price. */
const LEAST_DICTATED = 3;
const FEW_WORDS = 4;
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
    // Whatever was asked: half a sentence is no answer.
    const ms = adapted(Math.max(NORMAL_MS, base.ms), usual) + UNFINISHED_MS;
    return bounded(ms, "unfinished");
  }
  return base.why === "yes" ? base : bounded(adapted(base.ms, usual), base.why);
}

/** "One moment", "let me look": they said that they will be quiet. */
function asksToWait(said: readonly Word[], language: Language): boolean {
  return said.length <= WAIT_WORDS && findIntents(said, LEXICONS[language]).includes("wait");
}

function bounded(ms: number, why: PatienceReason): Patience {
  return { ms: Math.min(LONGEST_MS, Math.round(ms)), why };
}

/** Slow speakers get more time; nobody gets less, because a cut costs more than a moment. */
function adapted(baseMs: number, usual: number | null): number {
  if (usual === null) return baseMs;
  return Math.max(baseMs, Math.min(usual * OWN_FACTOR, baseMs + OWN_AT_MOST_MS));
}

function basePatience(
  text: string,
  said: readonly Word[],
  expectation: Expectation,
  language: Language,
): Patience {
  if (expectation === "yes_no") return answerPatience(said, language);
  const unasked = expectation === "open" ? dictating(said, language) : undefined;
  if (unasked !== undefined) return { ms: COLLECTING[unasked], why: unasked };
  if (expectation === "open") return talking(text, said, language);
  const found = completeness(said, expectation, language);
  return found === "other" ? talking(text, said, language) : { ms: COLLECTING[found], why: found };
}

/** A number said without being asked for, or while the question was missed, comes in groups, too. */
function dictating(
  said: readonly Word[],
  language: Language,
): Exclude<Completeness, "other"> | undefined {
  const digits = findDigits(said, LEXICONS[language], [], LEAST_DICTATED);
  if (digits === undefined || digits.to < said.length) return undefined;
  const found = completeness(said, "digits", language);
  return found === "other" ? undefined : found;
}

function talking(text: string, said: readonly Word[], language: Language): Patience {
  return saysNothingYet(text, said, LEXICONS[language])
    ? { ms: OPENING_MS, why: "opening" }
    : { ms: NORMAL_MS, why: "normal" };
}

/** Nothing that could be answered: a greeting, a yes to no question, a name, a few words of a story. */
function saysNothingYet(text: string, said: readonly Word[], lexicon: Lexicon): boolean {
  if (said.length === 0) return false;
  if (isGreeting(said, lexicon)) return true;
  if (said.length > FEW_WORDS || /[.!?]\s*$/u.test(text)) return false;
  const answer = findAnswer(said, lexicon);
  if (answer === "no") return false;
  const isTold =
    lexicon.categories.some(([, wanted]) => find(said, wanted)) ||
    findIntents(said, lexicon).length > 0 ||
    findUrgency(said, lexicon, []) !== undefined ||
    findDigits(said, lexicon, [], 2) !== undefined;
  return !isTold;
}

function answerPatience(said: readonly Word[], language: Language): Patience {
  const lexicon = LEXICONS[language];
  const answer = findAnswer(said, lexicon);
  if (answer === "no") return { ms: NO_MS, why: "no" };
  const nothingElse = isCovered(said, [...lexicon.yes, ...lexicon.leadIns, ...lexicon.tails]);
  if (answer === "yes" && nothingElse) return { ms: YES_MS, why: "yes" };
  return { ms: NORMAL_MS, why: "normal" };
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
