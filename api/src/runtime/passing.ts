import type { Logger } from "pino";
import type { PassingEffect } from "../domain/call-effects.ts";
import type { CallReport } from "../domain/call-events.ts";
import type { CallState } from "../domain/call-state.ts";
import { viewOf } from "../domain/view.ts";
import type { Publisher, Workers } from "../ports.ts";
import { nameOf } from "./name-of.ts";

/** Tells workers and operators what is not stored because they can find it out again. */
export function createPassing(deps: {
  workers: Pick<Workers, "tell">;
  publisher: Publisher;
  log: Logger;
  dispatch(callId: string, report: CallReport): Promise<unknown>;
}) {
  const { workers, publisher, log, dispatch } = deps;

  return function pass(state: CallState, effect: PassingEffect): void {
    const callId = state.id;
    switch (effect.kind) {
      case "stop_bot":
        workers
          .tell(callId, "bot.stop", { callId, epoch: effect.epoch, reason: effect.reason })
          .then((isStopped) =>
            isStopped && effect.reason !== "call_over"
              ? dispatch(callId, { type: "bot.silenced", epoch: effect.epoch })
              : undefined,
          )
          .catch((error: unknown) =>
            log.warn({ callId, error: nameOf(error) }, "the bot's silence was not noted"),
          );
        return;
      case "resume_bot":
        workers
          .tell(callId, "bot.resume", { callId, epoch: effect.epoch, reason: effect.reason })
          .then((isResumed) =>
            isResumed || effect.reason !== "takeover_failed"
              ? undefined
              : dispatch(callId, { type: "bot.lost", reason: "worker_lost" }),
          )
          .catch((error: unknown) =>
            log.warn({ callId, error: nameOf(error) }, "the bot could not be resumed"),
          );
        return;
      case "ring":
        return publisher.toOperator(effect.operatorId, {
          type: "ring.offered",
          call: viewOf(state),
          ringing: effect.ringing,
        });
      case "withdraw_ring":
        return publisher.toOperator(effect.operatorId, {
          type: "ring.withdrawn",
          callId,
          offerId: effect.offerId,
          cause: effect.cause,
        });
      case "tell_leg":
        return publisher.toOperator(effect.operatorId, {
          type: "leg.changed",
          callId,
          epoch: effect.epoch,
          state: effect.state,
        });
    }
  };
}
