import type { CallState } from "./call-state.ts";

/**
 * A call has one clock: milliseconds from its answer (from its first ring until then). What
 * happened before counts as 0, so that every stored position can be played.
 */
export function onCallClock(
  state: Pick<CallState, "startedAt" | "answeredAt">,
  at: number,
): number {
  return Math.max(0, Math.round(at - (state.answeredAt ?? state.startedAt)));
}

/** A carrier's timestamp (ISO 8601 or RFC 2822) in milliseconds; `fallback` where it is none. */
export function carrierTime(stamp: string | undefined, fallback: number): number {
  const parsed = stamp === undefined ? Number.NaN : Date.parse(stamp);
  // A carrier's clock may be minutes off; beyond that the stamp says nothing about this moment.
  return Number.isNaN(parsed) || Math.abs(parsed - fallback) > 30_000 ? fallback : parsed;
}
