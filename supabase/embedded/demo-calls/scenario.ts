import type { CallEvent, TurnMeasured } from "@patchbay/contracts";

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
  /** What the bot's own engine tells of the call; without it the carrier was the bot's ears and voice. */
  stream?: Told;
  outcome: "request_taken" | "bot_resolved" | "taken_over" | "callback_noted" | "abandoned";
}

type ToolUsed = Extract<CallEvent, { type: "tool.used" }>;

export interface Told {
  /** By index of the caller's line that ended the turn. */
  turns: Readonly<Record<number, Omit<TurnMeasured, "utteranceId" | "totalMs">>>;
  /** The line of a reply that the caller spoke into, and its words that were heard. */
  cut?: { line: number; heard: string };
  /** What was done after which line, and how long after it; `{…}` is filled with the call's own. */
  tools?: readonly ({ line: number; afterMs: number } & Pick<
    ToolUsed,
    "tool" | "input" | "result" | "tookMs"
  >)[];
  /** By index of the line after which another one stepped in. */
  fellBack?: { line: number; note: "ears_fell_back" | "voice_fell_back" };
}

/** A turn that silence ended; the voice activity tells it a window of 32 ms late at most. */
export function silence(
  expectation: TurnMeasured["expectation"],
  patienceMs: number,
  headMs: number,
  voiceMs: number,
): Told["turns"][number] {
  const silenceMs = patienceMs + 24;
  return {
    reason: "silence",
    expectation,
    patienceMs,
    silenceMs,
    speculated: false,
    headMs,
    voiceMs,
  };
}

/** A turn whose end the recogniser heard; the answer had been begun by then. */
export function recogniser(
  patienceMs: number,
  silenceMs: number,
  voiceMs: number,
): Told["turns"][number] {
  return {
    reason: "recogniser",
    expectation: "open",
    patienceMs,
    silenceMs,
    speculated: true,
    headMs: 0,
    voiceMs,
  };
}

/** Somebody who calls: all numbers are from ranges that no telephone has. */
export interface Caller {
  name: string;
  number: string;
  address: string;
}
