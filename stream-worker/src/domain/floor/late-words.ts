import { confirmBargeIn } from "../barge-in/confirm.ts";
import { chain, QUIET, step, type FloorState, type FloorStep, type Stale } from "./state.ts";
import { bePatient } from "./turn-end.ts";

/** The turn's words are still wanted; what is told of them is not revised any more. */
export function staleOf({ stale }: FloorState, at: number): Stale | null {
  return stale !== null && at < stale.untilAt ? stale : null;
}

/** What is new in `text`: the words that were taken unsettled come once more, maybe spelled otherwise. */
export function newIn(text: string, { partial }: Stale): string {
  const known = partial.split(/\s+/u).filter((word) => word !== "").length;
  return text.trim().split(/\s+/u).slice(known).join(" ");
}

/** Of words that others have been answered of only such as would stop an answer bring one back. */
function isWanted(state: FloorState, stale: Stale, text: string): boolean {
  const { language, expectation, bot } = state;
  const botText = bot.audible ? bot.text : "";
  const sound = { words: text, speechMs: 0, language, expectation, botText };
  return stale.wordless || confirmBargeIn(sound) === "confirmed";
}

/** The turn was not over: it goes on with the words that came late, and what answers it is stopped. */
export function reopened(state: FloorState, stale: Stale, text: string, at: number): FloorStep {
  if (!isWanted(state, stale, text)) return step(state);
  const isGuarded = state.bot.audible && state.bot.guarded;
  const isCut = state.phase !== "idle" && !isGuarded;
  const startedAt = stale.startedAt ?? stale.quietAt;
  const { quietAt, flushes } = stale;
  const open: FloorState = {
    ...state,
    phase: "maybeDone",
    patience: null,
    stale: null,
    caller: { ...QUIET, startedAt, quietAt, flushes, settled: text },
    bot: { ...state.bot, audible: state.bot.audible && !isCut },
  };
  const cut = isCut ? [{ type: "cutVoice" } as const] : [];
  return chain(
    step(
      open,
      ...cut,
      { type: "callerAudible", on: true, at: startedAt },
      { type: "showWords", text },
    ),
    (next) => bePatient(next, at),
  );
}
