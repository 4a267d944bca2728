import type { Phrase } from "../../speech/phrases.ts";
import { phrases } from "../../speech/phrases.ts";
import type { NumberWords } from "../numbers/read.ts";
import type { Category, SlotName, Urgency } from "../types.ts";

/** What a caller can want besides answering the open question. */
export type Intent =
  | "operator"
  | "recording"
  | "repeat"
  | "huh"
  | "goodbye"
  | "wait"
  | "robot"
  | "price"
  | "arrival"
  | "status"
  | "new_request";

/** A language's words as written down; see `phrase` for the pattern signs. */
export type LexiconSource = {
  locale: string;
  numbers: NumberWords;
  /** Words that may stand between the numbers of one telephone number. */
  betweenDigits: readonly string[];
  categories: Readonly<Record<Exclude<Category, "other">, readonly string[]>>;
  urgency: Readonly<Record<Urgency, readonly string[]>>;
  /** Say a time but no wish: "broke this morning". */
  notUrgency: readonly string[];
  yes: readonly string[];
  no: readonly string[];
  /** The caller says that something is wrong, without a plain no. */
  wrong: readonly string[];
  thisNumber: readonly string[];
  intents: Readonly<Record<Intent, readonly string[]>>;
  slotNames: Readonly<Record<SlotName, readonly string[]>>;
  /** Marks the house number in a correction: "number 16". */
  houseNumber: readonly string[];
  /** Marks the value that is to go: "not 14". */
  notThis: readonly string[];
  /** Stand before an answer without being part of it. */
  leadIns: readonly string[];
  /** Stand after it. */
  tails: readonly string[];
  /** Words that carry no trouble by themselves. */
  empty: readonly string[];
};

export type Lexicon = {
  readonly [
    key in keyof Omit<
      LexiconSource,
      "locale" | "numbers" | "categories" | "urgency" | "intents" | "slotNames"
    >
  ]: readonly Phrase[];
} & {
  readonly locale: string;
  readonly numbers: NumberWords;
  readonly categories: readonly (readonly [Exclude<Category, "other">, readonly Phrase[]])[];
  readonly urgency: Readonly<Record<Urgency, readonly Phrase[]>>;
  readonly intents: readonly (readonly [Intent, readonly Phrase[]])[];
  readonly slotNames: readonly (readonly [SlotName, readonly Phrase[]])[];
};

/** Compiles a language's words once. */
export function compile(source: LexiconSource): Lexicon {
  const { locale } = source;
  const all = (patterns: readonly string[]): readonly Phrase[] => phrases(patterns, locale);
  const table = <Key extends string>(
    record: Readonly<Record<Key, readonly string[]>>,
  ): (readonly [Key, readonly Phrase[]])[] =>
    (Object.keys(record) as Key[]).map((key) => [key, all(record[key])]);
  return {
    locale,
    numbers: source.numbers,
    betweenDigits: all(source.betweenDigits),
    categories: table(source.categories),
    urgency: {
      emergency: all(source.urgency.emergency),
      today: all(source.urgency.today),
      this_week: all(source.urgency.this_week),
      whenever: all(source.urgency.whenever),
    },
    notUrgency: all(source.notUrgency),
    yes: all(source.yes),
    no: all(source.no),
    wrong: all(source.wrong),
    thisNumber: all(source.thisNumber),
    intents: table(source.intents),
    slotNames: table(source.slotNames),
    houseNumber: all(source.houseNumber),
    notThis: all(source.notThis),
    leadIns: all(source.leadIns),
    tails: all(source.tails),
    empty: all(source.empty),
  };
}
