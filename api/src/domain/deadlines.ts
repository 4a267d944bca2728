import type { CallState } from "./call-state.ts";

/**
 * Timers are part of the state, so that a restart knows them: this is the next moment at which
 * the call wants `time.passed`, or null.
 */
export function nextDeadline(state: CallState): number | null {
  if (state.status === "ended") return null;
  const wanted = [
    state.claim?.deadlineAt,
    state.phase === "lost" ? state.lostUntil : null,
    state.holder.kind === "bot" ? state.bot.connectBy : null,
    state.bot.goodbyeBy,
    state.closeBy,
    state.ring?.expiresAt,
  ].filter((at) => at !== null && at !== undefined);
  return wanted.length === 0 ? null : Math.min(...wanted);
}
