import { Router, type Request, type RequestHandler } from "express";
import type { Logger } from "pino";
import { z } from "zod";
import { callIdOf } from "../domain/call-id.ts";
import { AppError } from "../domain/errors.ts";
import type { CallReport } from "../domain/call-events.ts";
import { readConference } from "../domain/join.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { whileAway } from "../runtime/while-away.ts";
import { paramsOf, type CarrierParams } from "./carrier-door.ts";

const PATIENCE_MS = 10_000;
const callQuery = z.uuid();
const RECORDING = /^RE[0-9a-zA-Z]{32}$/;

export interface CallbackDeps {
  runtime: CallRuntime;
  recordings: {
    /** Row and job together; false where there is no such call. */
    completed(callId: string, recordingSid: string): Promise<boolean>;
  };
  /** The carrier spoke of this call: it is not quiet. */
  heard(callId: string): void;
  log: Logger;
}

/** What the carrier reports without asking. Repeated or late, it changes nothing. */
export function carrierCallbackRoutes(deps: CallbackDeps): Router {
  const { runtime, log } = deps;
  const router = Router();

  async function report(callId: string, happening: CallReport): Promise<void> {
    deps.heard(callId);
    await whileAway(PATIENCE_MS, () => runtime.dispatch(callId, happening)).catch(
      (error: unknown) => {
        if (error instanceof AppError && error.code === "not_found")
          return log.info({ callId, event: happening.type }, "a callback about no call of ours");
        throw error;
      },
    );
  }

  /** Answers 204 whatever came of it, as nothing is asked; 503 lets the carrier note a fault. */
  const take =
    (read: (params: CarrierParams, request: Request) => Promise<void>): RequestHandler =>
    async (request, response) => {
      await read(paramsOf(request), request);
      response.status(204).end();
    };

  router.post(
    "/status",
    take(async (params, request) => {
      const sid = params["CallSid"] ?? "";
      const named = callQuery.safeParse(request.query["call"]);
      const status = legStatus.safeParse(params["CallStatus"]);
      if (!status.success) return;
      const seconds = Number.parseInt(params["CallDuration"] ?? "", 10);
      await report(named.data ?? callIdOf(sid), {
        type: "leg.progressed",
        sid,
        status: status.data,
        durationSeconds: Number.isNaN(seconds) ? null : seconds,
      });
    }),
  );

  router.post(
    "/conference",
    take(async (params) => {
      const room = readConference(params["FriendlyName"] ?? "");
      const sid = params["CallSid"] ?? "";
      const kind = params["StatusCallbackEvent"];
      if (room === undefined || sid === "") return;
      if (kind !== "participant-join" && kind !== "participant-leave") return;
      const about = {
        epoch: room.epoch,
        sid,
        label: params["ParticipantLabel"] ?? "",
        seq: Number.parseInt(params["SequenceNumber"] ?? "0", 10) || 0,
      };
      const withCaller = params["ReasonParticipantLeft"] === "moderator_ended_conference";
      await report(
        room.callId,
        kind === "participant-join"
          ? { type: "participant.joined", ...about }
          : { type: "participant.left", ...about, withCaller },
      );
    }),
  );

  router.post(
    "/stream",
    take(async (params) => {
      const name = /^fork-([0-9a-f-]{36})-(\d+)$/.exec(params["StreamName"] ?? "");
      // How the bot's own stream fares its worker reports; why it never began, only the carrier.
      if (params["StreamEvent"] === "stream-error")
        log.warn({ leg: params["CallSid"] }, "the carrier could not carry a media socket");
      if (name?.[1] === undefined) return;
      await report(name[1], {
        type: "fork.changed",
        on: params["StreamEvent"] === "stream-started",
        step: Number(name[2]),
      });
    }),
  );

  router.post(
    "/recording",
    take(async (params, request) => {
      const callId = callQuery.safeParse(request.query["call"]).data;
      const sid = params["RecordingSid"] ?? "";
      // The URL in the request is never fetched: the job builds its own from the sid.
      if (callId === undefined || !RECORDING.test(sid)) return;
      const status = params["RecordingStatus"];
      if (status === "completed") {
        const isKnown = await whileAway(PATIENCE_MS, () => deps.recordings.completed(callId, sid));
        if (!isKnown) log.warn({ callId }, "a recording of no call of ours");
      }
      if (status === "in-progress" || status === "completed")
        await report(callId, { type: "recording.changed", on: status === "in-progress" });
    }),
  );

  return router;
}

const legStatus = z.enum([
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
]);
