import type { Logger } from "pino";
import type { CallState } from "../domain/call-state.ts";
import { conferenceOf } from "../domain/join.ts";
import type { CallStore, Carrier, Clock } from "../ports.ts";
import type { CallRuntime } from "./call-runtime.ts";
import { nameOf } from "./name-of.ts";

/** A call that says nothing for this long is asked about. */
const QUIET_MS = 30_000;
const LOOK_EVERY_MS = 5000;
const ASKED_AT_ONCE = 10;

const LIVE = new Set(["queued", "initiated", "ringing", "in-progress"]);
type Final = "completed" | "busy" | "no-answer" | "failed" | "canceled";
const FINAL = new Set<string>(["completed", "busy", "no-answer", "failed", "canceled"]);
const isFinal = (status: string): status is Final => FINAL.has(status);

/**
 * Webhooks get lost. What the carrier says when asked is put through the same transitions as
 * the webhooks would have been, so the right state is reached after one pass.
 */
export function createReconciler(deps: {
  store: Pick<CallStore, "live">;
  carrier: Carrier;
  runtime: CallRuntime;
  clock: Clock;
  log: Logger;
}) {
  const { carrier, runtime, clock, log } = deps;
  const lookedAt = new Map<string, number>();

  async function lookAtLeg(callId: string, sid: string): Promise<boolean> {
    const leg = await carrier.leg(sid);
    const status = leg?.status ?? "completed";
    if (LIVE.has(status)) return true;
    if (isFinal(status))
      await runtime.dispatch(callId, {
        type: "leg.progressed",
        sid,
        status,
        durationSeconds: leg?.durationSeconds ?? null,
      });
    return false;
  }

  async function lookAtConference(state: CallState): Promise<void> {
    if (state.holder.kind !== "operator") return;
    const there = await carrier.participants(conferenceOf(state.id, state.epoch));
    const sids = new Set(there.map(({ sid }) => sid));
    for (const leg of state.legs)
      if (leg.epoch === state.epoch && leg.state === "joined" && !sids.has(leg.sid))
        await runtime.dispatch(state.id, {
          type: "participant.left",
          epoch: leg.epoch,
          sid: leg.sid,
          label: leg.label,
          seq: leg.seq + 1,
          withCaller: false,
        });
    for (const { sid, label } of there) {
      const known = state.legs.find((leg) => leg.sid === sid);
      if (known?.epoch === state.epoch && known.state === "joined") continue;
      await runtime.dispatch(state.id, {
        type: "participant.joined",
        epoch: state.epoch,
        sid,
        label: known?.label ?? label ?? "",
        seq: known?.epoch === state.epoch ? known.seq + 1 : 0,
      });
    }
  }

  async function look(state: CallState): Promise<void> {
    lookedAt.set(state.id, clock.now());
    try {
      if (state.callerSid === null || (await lookAtLeg(state.id, state.callerSid)))
        await lookAtConference(runtime.latest(state.id) ?? state);
    } catch (error) {
      log.warn({ callId: state.id, error: nameOf(error) }, "a call could not be asked about");
    }
  }

  return {
    look(callId: string): void {
      const state = runtime.latest(callId);
      if (state !== undefined) void look(state);
    },
    heard(callId: string): void {
      lookedAt.set(callId, clock.now());
    },
    /** All live calls after a start; later those that have gone quiet. */
    async pass(quietMs = QUIET_MS): Promise<void> {
      const live = await deps.store.live();
      const ids = new Set(live.map(({ id }) => id));
      for (const id of lookedAt.keys()) if (!ids.has(id)) lookedAt.delete(id);
      const quiet = live.filter(({ id }) => clock.now() - (lookedAt.get(id) ?? 0) >= quietMs);
      for (let from = 0; from < quiet.length; from += ASKED_AT_ONCE)
        await Promise.all(quiet.slice(from, from + ASKED_AT_ONCE).map(look));
    },
    everyMs: LOOK_EVERY_MS,
  };
}
