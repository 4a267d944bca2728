import { createHash } from "node:crypto";
import { Router } from "express";
import type { Logger } from "pino";
import { join } from "../domain/join.ts";
import type { CallStore, CarrierWords, Tickets } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { nameOf } from "../runtime/name-of.ts";
import { whileAway } from "../runtime/while-away.ts";
import { paramsOf, sendXml, type CarrierParams } from "./carrier-door.ts";

const PATIENCE_MS = 3000;
const TICKET = /^[\w-]{20,100}$/;

export const hashTicket = (ticket: string): string =>
  createHash("sha256").update(ticket).digest("hex");

export interface ClientDeps {
  runtime: CallRuntime;
  store: Pick<CallStore, "reply" | "keepReply">;
  tickets: Tickets;
  words: CarrierWords;
  log: Logger;
}

/**
 * A browser joins a call's audio. What its page sent is not trusted: only the ticket, which must
 * be its owner's, and the identity the carrier signed.
 */
export function carrierClientRoutes(deps: ClientDeps): Router {
  const { runtime, store, tickets, words, log } = deps;
  const router = Router();

  async function admit(params: CarrierParams): Promise<string> {
    const sid = params["CallSid"] ?? "";
    const from = params["From"] ?? "";
    const shown = params["ticket"] ?? "";
    if (!from.startsWith("client:") || !TICKET.test(shown)) return words.hangUp();
    const key = `client:${sid}`;
    const known = await store.reply(key);
    if (known !== undefined) return known;
    const ticket = await tickets.use(hashTicket(shown), from.slice("client:".length), sid);
    if (ticket === undefined) {
      log.info({ leg: sid }, "a ticket was refused");
      return words.hangUp();
    }
    const { callId, epoch, userId } = ticket;
    const seat = join({ id: callId, epoch }, "operator", sid.slice(-8));
    const { refused, state } = await runtime.dispatch(callId, {
      type: "operator.connecting",
      operatorId: userId,
      epoch,
      sid,
      label: seat.label,
    });
    if (refused !== undefined) {
      log.info({ callId, reason: refused.code }, "an operator's leg came too late");
      return words.hangUp();
    }
    const body = await words.render(
      {
        kind: "join",
        join: seat,
        language: state.language,
        step: null,
        startsFork: false,
        startsTranscription: null,
      },
      { greeting: "", voice: null },
    );
    await store.keepReply(key, body);
    return body;
  }

  router.post("/client", async (request, response) => {
    const params = paramsOf(request);
    try {
      sendXml(response, await whileAway(PATIENCE_MS, () => admit(params)));
    } catch (error) {
      log.warn({ error: nameOf(error) }, "an operator could not join");
      sendXml(response, words.hangUp());
    }
  });
  return router;
}
