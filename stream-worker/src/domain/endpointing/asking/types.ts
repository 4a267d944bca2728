import { type Phrase, phrases } from "../../speech/phrases.ts";

/** How a language asks, as written down; see `phrase` for the pattern signs. */
export type AskingSource = {
  locale: string;
  /** Question words. */
  question: readonly string[];
  /** They open a clause (German, English, Russian) or stand anywhere (Turkish). */
  questionAnywhere: boolean;
  /** May stand before a clause's question word: "and on which". */
  leads: readonly string[];
  /** Make a sentence a yes/no question: auxiliaries, particles, "right?". */
  yesNo: readonly string[];
  /** Ask for words although they look like a yes/no question: "could you tell me". */
  requests: readonly string[];
  /** Open a question politely: "Tell me, is it leaking?" */
  softly: readonly string[];
  /** Leave a choice. */
  or: readonly string[];
  /** "Anything else?": a yes brings a story along. */
  more: readonly string[];
  /** "Yes, and then?", said when half a number is known. */
  goOn: readonly string[];
  /** The same question stands: say it again, take your time, go on. */
  again: readonly string[];
  /** The number may be keyed in. */
  keying: readonly string[];
  /** An example of the answer wanted. */
  example: readonly string[];
  /** Before a topic: it is known, and not asked for. */
  known: readonly string[];
  spelling: readonly string[];
  address: readonly string[];
  digits: readonly string[];
};

export type Asking = {
  readonly [key in keyof Omit<AskingSource, "locale" | "questionAnywhere">]: readonly Phrase[];
} & Pick<AskingSource, "locale" | "questionAnywhere">;

/** Compiles a language's ways of asking once. */
export function compileAsking(source: AskingSource): Asking {
  const all = (patterns: readonly string[]): readonly Phrase[] => phrases(patterns, source.locale);
  return {
    locale: source.locale,
    questionAnywhere: source.questionAnywhere,
    question: all(source.question),
    leads: all(source.leads),
    yesNo: all(source.yesNo),
    requests: all(source.requests),
    softly: all(source.softly),
    or: all(source.or),
    more: all(source.more),
    goOn: all(source.goOn),
    again: all(source.again),
    keying: all(source.keying),
    example: all(source.example),
    known: all(source.known),
    spelling: all(source.spelling),
    address: all(source.address),
    digits: all(source.digits),
  };
}
