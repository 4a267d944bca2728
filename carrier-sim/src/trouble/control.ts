import { Router, json } from "express";
import { z } from "zod";
import type { Exchange } from "../switchboard/exchange.ts";

/** What the gateway of browser voice clients lets trouble do. */
export interface SignalTrouble {
  killRegistration(identity: string): number;
  dropSockets(): void;
}

/** A persona's call and what that person has lived through. */
interface WatchedCall {
  callSid: string;
  events(): readonly object[];
}

export interface ControlDeps {
  signal: SignalTrouble;
  /** Has a persona call one of the numbers. undefined: no such persona. */
  personaCall(personaId: string, to: string): WatchedCall | undefined;
}

const placing = z.object({ personaId: z.string().max(64), to: z.string().max(20) });
const MAX_WATCHED = 200;

const count = z.number().int().min(0).max(10_000);

const wish = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("drop-socket"),
    callSid: z.string().optional(),
    socket: z.enum(["stream", "relay", "any"]).default("any"),
  }),
  z.object({
    kind: z.literal("freeze-webhook"),
    ms: z.number().int().min(0).max(60_000),
    count: count.default(1),
  }),
  z.object({
    kind: z.literal("refuse-rest"),
    status: z.union([z.literal(429), z.literal(500)]).default(429),
    count: count.default(1),
  }),
  z.object({
    kind: z.literal("callbacks"),
    lose: count.optional(),
    double: count.optional(),
    shuffle: count.optional(),
    delayMs: z.number().int().min(0).max(60_000).optional(),
  }),
  z.object({
    kind: z.literal("media"),
    lossPercent: z.number().min(0).max(100).optional(),
    jitterMs: z.number().min(0).max(5_000).optional(),
  }),
  z.object({ kind: z.literal("kill-registration"), identity: z.string() }),
  z.object({ kind: z.literal("drop-signalling") }),
  z.object({ kind: z.literal("hang-up"), callSid: z.string() }),
  z.object({ kind: z.literal("clear") }),
]);

/** Trouble on demand and a look inside. No password: it answers on loopback only, and to no page of another origin. */
export function controlRouter(x: Exchange, { signal, personaCall }: ControlDeps): Router {
  const watched = new Map<string, WatchedCall>();
  const router = Router();
  router.use((request, response, next) => {
    const { origin, host } = request.headers;
    const local = /^(::ffff:)?127\.|^::1$/.test(request.socket.remoteAddress ?? "");
    const foreign =
      origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
    // A page elsewhere may give its own name our address; its requests then come with that name as host.
    const named = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(host ?? "");
    if (local && named && !foreign) return next();
    response.status(403).json({ error: "The control interface answers to this machine only." });
  });
  router.use(json({ limit: "16kb" }));

  router.get("/trouble", (_request, response) => void response.json(x.trouble.snapshot()));
  router.post("/trouble", (request, response) => {
    const parsed = wish.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({
        error: parsed.error.issues
          .map((issue) => `${issue.path.join(".")}: ${issue.message}`)
          .join("; "),
      });
      return;
    }
    response.json({ ok: true, affected: perform(x, signal, parsed.data) });
  });
  router.get("/calls", (_request, response) => {
    response.json({
      calls: [...x.legs.values()].map((leg) => {
        const { sid, parentCallSid, from, to, status, direction, createdAt, answeredAt } =
          leg.record();
        const attachments = [...leg.attachments.values()].map(({ kind, sid: own, name }) => ({
          kind,
          sid: own,
          name,
        }));
        return {
          callSid: sid,
          parentCallSid,
          from,
          to,
          status,
          direction,
          createdAt,
          answeredAt,
          attachments,
        };
      }),
    });
  });
  router.post("/calls", (request, response) => {
    const parsed = placing.safeParse(request.body);
    const call = parsed.success ? personaCall(parsed.data.personaId, parsed.data.to) : undefined;
    if (call === undefined) {
      response.status(404).json({ error: "There is no such persona." });
      return;
    }
    watched.set(call.callSid, call);
    if (watched.size > MAX_WATCHED) watched.delete(watched.keys().next().value ?? "");
    response.status(201).json({ callSid: call.callSid });
  });
  router.get("/calls/:sid/events", (request, response) => {
    const call = watched.get(request.params.sid);
    if (call === undefined) response.status(404).json({ error: "No persona placed this call." });
    else response.json({ events: call.events() });
  });
  router.get("/alerts", (request, response) => {
    const { CallSid } = request.query;
    response.json({ alerts: x.alerts.list(typeof CallSid === "string" ? CallSid : undefined) });
  });
  router.get("/words", (_request, response) => {
    response.json({ words: x.handedWords.list() });
  });
  router.get("/clock", (_request, response) => void response.json(x.audio.stats()));
  return router;
}

/** Returns how many things were touched at once; 0 for what only arms a fault. */
function perform(x: Exchange, signal: SignalTrouble, asked: z.infer<typeof wish>): number {
  switch (asked.kind) {
    case "drop-socket": {
      const hit = [...x.streams.sockets].filter(
        (one) =>
          (asked.callSid === undefined || one.callSid === asked.callSid) &&
          (asked.socket === "any" || one.kind === asked.socket),
      );
      for (const one of hit) one.drop();
      return hit.length;
    }
    case "freeze-webhook":
      x.trouble.freezeWebhooks(asked.ms, asked.count);
      return 0;
    case "refuse-rest":
      x.trouble.refuseRest(asked.status, asked.count);
      return 0;
    case "callbacks": {
      const { lose, double, shuffle, delayMs } = asked;
      x.trouble.callbacks(given({ lose, double, shuffle, delayMs }));
      return 0;
    }
    case "media":
      x.trouble.media(given({ lossPercent: asked.lossPercent, jitterMs: asked.jitterMs }));
      return 0;
    case "kill-registration":
      return signal.killRegistration(asked.identity);
    case "drop-signalling":
      signal.dropSockets();
      return 0;
    case "hang-up": {
      const leg = x.legs.get(asked.callSid);
      leg?.finish("completed");
      return leg === undefined ? 0 : 1;
    }
    case "clear":
      x.trouble.clear();
      return 0;
  }
}

function given(values: { [name: string]: number | undefined }): { [name: string]: number } {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, number] => entry[1] !== undefined),
  );
}
