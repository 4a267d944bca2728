import type { ResumeReason, Operator, RingReason } from "./call-state.ts";

/** Operators who could be rung now, longest idle first. */
export type Candidates = readonly Operator[];

type Said =
  /** The carrier asks what the caller's leg does next. `hasWorker`: a bot could be had. */
  | { type: "document.asked"; candidates: Candidates; hasWorker: boolean }
  | {
      type: "leg.progressed";
      sid: string;
      status:
        | "ringing"
        | "in-progress"
        | "completed"
        | "busy"
        | "no-answer"
        | "failed"
        | "canceled";
      durationSeconds: number | null;
    }
  /** The carrier mentions in passing that the caller is gone; its final callback follows. */
  | { type: "caller.gone" }
  | { type: "participant.joined"; epoch: number; sid: string; label: string; seq: number }
  | {
      type: "participant.left";
      epoch: number;
      sid: string;
      label: string;
      seq: number;
      /** They went because the caller did, with whom the conference ends. */
      withCaller: boolean;
    }
  /** `step`: that of the document or request that started this fork. */
  | { type: "fork.changed"; on: boolean; step: number }
  | { type: "recording.changed"; on: boolean }
  | { type: "outside.dialled"; sid: string }
  | { type: "effect.failed"; effect: "redirect_caller" | "dial_outside"; step: number }
  // worker
  | { type: "bot.opened"; epoch: number; sessionId: string }
  /** `failed`: the engine gave up, its ears or its voice are gone. */
  | { type: "bot.closed"; sessionId: string; how: "over" | "dropped" | "failed" }
  /** Something the bot said was heard, as far as it was. */
  | { type: "bot.spoke" }
  | {
      type: "bot.lost";
      reason: Extract<ResumeReason, "worker_lost" | "socket_lost">;
      candidates: Candidates;
    }
  /** A worker has connected: who waits for one need not wait longer. */
  | { type: "worker.came" }
  | { type: "bot.silenced"; epoch: number }
  | { type: "bot.ending"; reason: "done" | "silent_caller" | "abuse" | "apology" }
  | { type: "handover.asked"; reason: RingReason; brief: string; candidates: Candidates }
  | { type: "recording.wanted" }
  // operators
  | { type: "takeover.asked"; operator: Operator; epoch: number }
  | { type: "offer.answered"; operator: Operator; offerId: string }
  | { type: "offer.declined"; operatorId: string; offerId: string; candidates: Candidates }
  | { type: "rejoin.asked"; operator: Operator }
  | { type: "claim.abandoned"; operatorId: string; epoch: number }
  | { type: "operator.connecting"; operatorId: string; epoch: number; sid: string; label: string }
  | { type: "hold.asked"; operatorId: string; on: boolean }
  | { type: "hangup.asked"; operatorId: string }
  | { type: "listener.came"; operator: Operator }
  | { type: "listener.went"; userId: string }
  | { type: "listeners.forgotten" }
  // ours
  | { type: "request.saved"; requestId: string; kind: "request" | "callback" }
  | { type: "cost.counted" }
  | { type: "time.passed"; candidates: Candidates };

/** What can happen to a call. `id` is fresh per event: what a transition must name gets it. */
export type CallHappening = Said & { at: number; id: string };

type Plain<E> = E extends { candidates: Candidates } ? Omit<E, "candidates" | "hasWorker"> : E;
/** What happened, as those report it who do not know the hour, who could be rung, or what runs. */
export type CallReport = Plain<Said>;
