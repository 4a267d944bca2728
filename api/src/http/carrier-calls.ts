import { Router, type Request } from "express";
import type { Logger } from "pino";
import { language, type Language } from "@patchbay/contracts";
import { z } from "zod";
import { callIdOf } from "../domain/call-id.ts";
import { callerNumberOf } from "../domain/caller-number.ts";
import { AppError } from "../domain/errors.ts";
import type { Document } from "../domain/next.ts";
import type { CallState } from "../domain/call-state.ts";
import { openInbound } from "../domain/opening.ts";
import { languageOfNumber } from "../domain/spoken.ts";
import { engineFor } from "../domain/engine.ts";
import type { CarrierWords, Clock, Workers } from "../ports.ts";
import type { Route, Routing } from "../ports/routing.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import type { Replying } from "../runtime/change-of.ts";
import { nameOf } from "../runtime/name-of.ts";
import type { RouteCache } from "../runtime/route-cache.ts";
import { whileAway } from "../runtime/while-away.ts";
import { paramsOf, sendXml, type CarrierParams } from "./carrier-door.ts";

/** The carrier gives up at 15 s; asking again must still fit in. */
const PATIENCE_MS = 10_000;

export interface CarrierCallDeps {
  runtime: CallRuntime;
  routes: RouteCache;
  routing: Pick<Routing, "refused" | "contactName">;
  workers: Pick<Workers, "streams">;
  words: CarrierWords;
  clock: Clock;
  log: Logger;
}

const nextQuery = z.object({ call: z.uuid(), step: z.coerce.number().int().min(0) });

/**
 * Which call asks, and what makes this question one with its repetitions. As a fallback the
 * address is asked without our query: then the carrier's own sid names the call.
 */
function readQuestion(
  request: Request,
  params: CarrierParams,
): { callId: string; step: number; key: string } {
  const sid = params["CallSid"] ?? "";
  const asked = nextQuery.safeParse(request.query);
  if (asked.success) {
    const { call, step } = asked.data;
    return { callId: call, step, key: `next:${sid}:${step}` };
  }
  const token = request.header("I-Twilio-Idempotency-Token") ?? params["ErrorUrl"] ?? "";
  return { callId: callIdOf(sid), step: 0, key: `fallback:${sid}:${token}`.slice(0, 400) };
}

const OVER = new Set(["completed", "busy", "failed", "no-answer", "canceled"]);

/** A call's two questions to us: how it begins, and what is next. */
export function carrierCallRoutes(deps: CarrierCallDeps): Router {
  const { runtime, routes, words, clock, log } = deps;
  const router = Router();

  const render = async (document: Document, state: CallState): Promise<string> => {
    const number = state.direction === "inbound" ? state.toNumber : state.fromNumber;
    const route = routes.known(number) ?? (await routes.find(number));
    // Where our own voice has failed, its name is one that the carrier would refuse.
    const voice = route?.engine === "stream" ? null : (route?.bot?.voice ?? null);
    return words.render(document, { greeting: route?.bot?.greeting ?? "", voice });
  };
  const replying = (key: string): Replying => ({ key, render });

  async function refuse(
    sid: string,
    reason: "unknown_number" | "plan_inactive",
    to: string,
    route: Route | undefined,
  ): Promise<string> {
    const kept = deps.routing.refused(sid, reason, route?.organizationId ?? null);
    await kept.catch((error: unknown) =>
      log.warn({ error: nameOf(error) }, "a refused call is not on record"),
    );
    return words.refusal(
      reason === "unknown_number" ? "unknown_number" : "closed",
      route?.language ?? languageOfNumber(to),
    );
  }

  async function begin(params: CarrierParams): Promise<string> {
    const sid = params["CallSid"] ?? "";
    const to = params["To"] ?? "";
    const route = await routes.find(to);
    if (route === undefined) return refuse(sid, "unknown_number", to, route);
    if (!route.isPlanActive) return refuse(sid, "plan_inactive", to, route);
    const from = callerNumberOf(params["From"] ?? "");
    const state = openInbound({
      id: callIdOf(sid),
      organizationId: route.organizationId,
      numberId: route.numberId,
      botId: route.bot?.id ?? null,
      language: route.language,
      fromNumber: from,
      toNumber: to,
      // A name is a courtesy: the call goes on without it.
      callerName: await deps.routing.contactName(route.organizationId, from).catch(() => null),
      record: route.record,
      ringMs: route.ringMs,
      callerSid: sid,
      engine: engineFor(route.engine, deps.workers.streams(route.language)),
      at: clock.now(),
    });
    const opened = await runtime.open(state, { type: "document.asked" }, replying(`voice:${sid}`));
    return opened.reply ?? words.hangUp();
  }

  /** A caller who came while we were away was sent on by the carrier, and is greeted now. */
  async function unheardOf(params: CarrierParams, tongue: Language): Promise<string> {
    const isCaller = params["Direction"] === "inbound" && !params["From"]?.startsWith("client:");
    return isCaller
      ? begin(params).catch(() => words.refusal("apology", tongue))
      : words.refusal("apology", tongue);
  }

  router.post("/voice", async (request, response) => {
    const params = paramsOf(request);
    try {
      sendXml(response, await begin(params));
    } catch (error) {
      log.error({ error: nameOf(error) }, "a caller heard an apology");
      sendXml(response, words.refusal("apology", languageOfNumber(params["To"] ?? "")));
    }
  });

  router.post("/next", async (request, response) => {
    const params = paramsOf(request);
    const { callId, step, key } = readQuestion(request, params);
    try {
      // The carrier asks once more after the caller has gone; nothing it is told matters then.
      if (OVER.has(params["CallStatus"] ?? "")) {
        await whileAway(PATIENCE_MS, () => runtime.dispatch(callId, { type: "caller.gone" }));
        return sendXml(response, words.hangUp());
      }
      const { reply } = await whileAway(PATIENCE_MS, () =>
        runtime.dispatch(callId, { type: "document.asked" }, replying(key)),
      );
      sendXml(response, reply ?? words.hangUp());
    } catch (error) {
      const tongue = runtime.latest(callId)?.language ?? languageOfNumber(params["To"] ?? "");
      if (error instanceof AppError && error.code === "not_found")
        return sendXml(response, await unheardOf(params, tongue));
      log.warn({ callId, error: nameOf(error) }, "a caller is asked to wait");
      sendXml(response, words.askAgain(callId, step, tongue));
    }
  });

  router.post("/hold", (request, response) => {
    const wanted = language.safeParse(request.query["language"]);
    sendXml(response, words.holdMusic(wanted.data ?? "en-US"));
  });

  return router;
}
