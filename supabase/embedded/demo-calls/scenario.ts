export type Line = readonly [speaker: "caller" | "bot" | "operator", text: string];

/** A call that could have been: what was said, who took over when, and what came of it. */
export interface Scenario {
  language: "en-US" | "de-DE" | "tr-TR" | "ru-RU";
  /** The first line is the bot's greeting; `{…}` is filled with the caller's own. */
  lines: readonly Line[];
  /** Index of the first line after an operator took over. */
  takenOverAt?: number;
  hint?: {
    /** Index of the caller's line it rests on, and the words in it. */
    line: number;
    words: string;
    kind: "warning" | "suggested_reply" | "missing_field";
    title: string;
    say: string;
    source: string;
  };
  request?: {
    problem: string;
    urgency: "emergency" | "today" | "this_week" | "whenever";
    kind: "request" | "callback";
  };
  outcome: "request_taken" | "bot_resolved" | "taken_over" | "callback_noted" | "abandoned";
}

/** Somebody who calls: all numbers are from ranges that no telephone has. */
export interface Caller {
  name: string;
  number: string;
  address: string;
}
