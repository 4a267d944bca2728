import type { CallView } from "@patchbay/contracts";
import type { CallState } from "./call-state.ts";

export const instant = (at: number): string => new Date(at).toISOString();
const instantOrNull = (at: number | null): string | null => (at === null ? null : instant(at));

/** A call as consoles see it. */
export function viewOf(state: CallState): CallView {
  return {
    id: state.id,
    direction: state.direction,
    status: state.status,
    fromNumber: state.fromNumber,
    toNumber: state.toNumber,
    callerName: state.callerName,
    language: state.language,
    engine: state.engine,
    holder: state.holder,
    phase: state.phase,
    epoch: state.epoch,
    startedAt: instant(state.startedAt),
    answeredAt: instantOrNull(state.answeredAt),
    endedAt: instantOrNull(state.endedAt),
    durationSeconds: state.durationSeconds,
    outcome: state.outcome,
    recording: state.recording === "asked" ? "off" : state.recording,
    onHold: state.onHold,
    ringing:
      state.ring === null
        ? null
        : {
            offerId: state.ring.offerId,
            operatorId: state.ring.operatorId,
            reason: state.ring.reason,
            brief: state.ring.brief,
            offeredAt: instant(state.ring.offeredAt),
            expiresAt: instant(state.ring.expiresAt),
          },
    listeners: state.listeners.map(({ userId, name }) => ({ userId, name })),
    demo: state.demo,
    takenOver: state.takenOver,
    requestId: state.requestId,
  };
}
