import type { CallEvent, TurnMeasured } from "@patchbay/contracts";

/** Half as long again as people leave between turns on the telephone: a pause begins to be felt. */
export const SLOW_AFTER_MS = 1_500;
/** Longer than this a caller asks whether anybody is there; the bot must never be. */
export const LATE_AFTER_MS = 3_000;

export type Pace = "prompt" | "slow" | "late";

export function paceOf(totalMs: number): Pace {
  if (totalMs > LATE_AFTER_MS) return "late";
  return totalMs > SLOW_AFTER_MS ? "slow" : "prompt";
}

export interface Stretch {
  part: "silence" | "head" | "voice" | "rest";
  ms: number;
}

/** Less than a frame of the telephone is rounding, not time that went somewhere. */
const FRAME_MS = 20;

/** Where the wait went, in the order of time; what no part accounts for is the rest. */
export function stretchesOf(turn: TurnMeasured): Stretch[] {
  const known = [
    { part: "silence", ms: turn.silenceMs },
    { part: "head", ms: turn.headMs ?? 0 },
    { part: "voice", ms: turn.voiceMs ?? 0 },
  ] as const;
  const rest = (turn.totalMs ?? 0) - known.reduce((sum, one) => sum + one.ms, 0);
  const all: Stretch[] = [...known, { part: "rest", ms: rest }];
  return all.filter(({ part, ms }) => (part === "rest" ? ms >= FRAME_MS : ms > 0));
}

export type TurnEvent = Extract<CallEvent, { type: "turn.measured" }>;

/** The newest measurement of each utterance that ended a turn. */
export function turnsOf(events: readonly CallEvent[]): ReadonlyMap<string, TurnEvent> {
  const turns = new Map<string, TurnEvent>();
  for (const event of events) {
    if (event.type === "turn.measured") turns.set(event.turn.utteranceId, event);
  }
  return turns;
}
