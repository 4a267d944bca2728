/** A scripted caller: one data file each under `personas/`. All numbers are from ranges kept for fiction. */
export interface Persona {
  id: string;
  name: string;
  /** E.164. They call from it and answer it. */
  from: string;
  language: "en" | "de" | "tr" | "ru";
  /** BCP 47, for voice and recogniser. */
  locale: string;
  /** One line for the booth. */
  problem: string;
  /** Chips for the booth. */
  temper: readonly string[];
  /** A voice of `VoiceBank.speak`, e.g. `f3` or `m2/40`. */
  voice: string;
  /** 1 is a normal pace. */
  rate: number;
  timing: {
    /** From the end of a question to the answer. */
    reactionMs: number;
    /** Added at each comma and full stop inside a line. */
    pauseMs: number;
    /** Talks over one long sentence of the bot's. */
    interrupts: boolean;
  };
  /** Says nothing at all, but breathes. The lines below are then never used. */
  silent?: boolean;
  opening: string;
  /** First match wins; topics without an entry get the language's manners. A list is used up in order, its last line again and again. */
  answers: readonly Answer[];
  /** Said in order when nothing matches; then the language's fillers. */
  otherwise: readonly string[];
  /** Said in order to a voice whose words nobody knows: an operator's. */
  toOperator: readonly string[];
  /** Required when `timing.interrupts`. */
  interruption?: string;
  /** Said when they pick up a call from outside. */
  outboundGreeting: string;
  /** The key they press when a menu asks. */
  menuKey: string;
}

export interface Answer {
  /** A topic of the language, or words of which one must occur in the sentence answered. */
  when: Topic | readonly string[];
  say: string | readonly string[];
}

/** What a bot's or a carrier's sentence may be about, most telling first. */
export const TOPICS = [
  "bye",
  "more",
  "human",
  "confirm",
  "present",
  "menu",
  "message",
  "wait",
  "callback",
  "address",
  "urgency",
  "name",
  // After what can be asked for by name: "the street once more, please" wants the street.
  "repeat",
  "problem",
] as const;
export type Topic = (typeof TOPICS)[number];

/** What everybody who speaks a language understands and says in common. */
export interface Manners {
  /** Beginnings of words, folded as `fold` does; a blank at the end asks for the whole word. */
  topics: Record<Topic, readonly string[]>;
  /** A sentence without a question mark still asks when it has one of these. */
  asks: readonly string[];
  say: {
    confirm: string;
    more: string;
    human: string;
    present: string;
    message: string;
    bye: string;
    /** Into a long silence. */
    nudge: string;
    /** Before they hang up because nobody is there any more. */
    giveUp: string;
    fillers: readonly string[];
  };
}
