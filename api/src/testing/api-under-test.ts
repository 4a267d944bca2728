import { createHash, randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { io, type Socket } from "socket.io-client";
import twilio from "twilio";
import type {
  Ack,
  CallEvent,
  CommandInput,
  CommandOutput,
  ConsoleCommand,
  Grant,
  Language,
} from "@patchbay/contracts";
import { freshDatabase } from "../../../supabase/test-support/postgres.ts";
import { createMediaTokens } from "../adapters/media-token.ts";
import { connect } from "../adapters/postgres/connection.ts";
import { recordingCompleted } from "../adapters/postgres/recordings.ts";
import { standingOf } from "../adapters/postgres/standing.ts";
import { createStores } from "../adapters/postgres/stores.ts";
import { createAddresses } from "../adapters/twilio/addresses.ts";
import { createDocuments } from "../adapters/twilio/documents.ts";
import { isSigned } from "../adapters/twilio/signature.ts";
import { carrierRoutes } from "../app.ts";
import { createCalls } from "../calls.ts";
import type { Person } from "../domain/person.ts";
import { hashTicket } from "../http/carrier-client.ts";
import { problemHandler } from "../http/problem-handler.ts";
import { cuttableLine } from "./cuttable-line.ts";
import { createFakeCarrier } from "./fake-carrier.ts";

export const ENGLISH_LINE = "+12025550124";
/** Answered with our own ears and voice. */
export const ENGLISH_OWN_VOICE = "+12025550125";
export const AUTH_TOKEN = "the-carriers-auth-token";
export const OLD_AUTH_TOKEN = "the-token-it-is-rotated-from";
export const WORKER_TOKEN = "the-workers-token-0123456789abcdef";
export const MEDIA_SECRET = "the-media-tokens-secret-0123456789";
const PUBLIC_URL = "https://calls.example.test";

export type ConsoleClient = {
  socket: Socket;
  events: CallEvent[];
  command<C extends ConsoleCommand>(
    name: C,
    input: CommandInput<C>,
  ): Promise<Ack<CommandOutput<C>>>;
  /** The first stored event, past or to come, that fits. */
  seen(fits: (event: CallEvent) => boolean): Promise<CallEvent>;
  message<T>(name: string): Promise<T>;
};

type Stores = ReturnType<typeof createStores>;

/**
 * The api's call core over a real Postgres and real sockets; only the carrier is played.
 * `alter` puts other stores in the place of its own, to see what becomes of it without their care.
 */
export async function startApi(
  alter: (stores: Stores, sql: ReturnType<typeof connect>) => Stores = (stores) => stores,
) {
  const database = await freshDatabase({ seeded: true });
  const line = await cuttableLine(database.url);
  const sql = connect(line.url);
  const stores = alter(createStores(sql), sql);
  const carrier = createFakeCarrier();
  const logged: string[] = [];
  const log = pino({ level: "trace" }, { write: (text: string) => void logged.push(text) });
  const clock = { now: () => Date.now() };
  const addresses = createAddresses(PUBLIC_URL, "wss://media.example.test");
  const words = {
    ...createDocuments({ addresses, tokens: createMediaTokens(MEDIA_SECRET) }),
    isSigned: (request: Parameters<typeof isSigned>[0]) =>
      isSigned(request, { publicUrl: PUBLIC_URL, authTokens: [AUTH_TOKEN, OLD_AUTH_TOKEN] }),
  };
  const members = await database.sql<
    { user_id: string; name: string; organization_id: string; organization: string }[]
  >`select m.user_id, m.name, m.organization_id, o.name as organization
    from members m join organizations o on o.id = m.organization_id order by m.name`;
  const standing = await standingOf(
    database.sql,
    members.map((member) => member.user_id),
  );
  const people = new Map<string, Person>(
    members.map((member) => [
      member.name,
      {
        userId: member.user_id,
        email: "somebody@example.test",
        name: member.name,
        role: "operator",
        grants: (standing.get(member.user_id)?.grants ?? []) as Grant[],
        languages: ["en-US", "de-DE"],
        organization: { id: member.organization_id, name: member.organization, currency: "EUR" },
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    ]),
  );
  const server = createServer();
  const testCalls: string[] = [];
  const calls = createCalls({
    server,
    origins: [PUBLIC_URL],
    workerToken: WORKER_TOKEN,
    stores,
    carrier,
    people: { verify: async (name) => people.get(name) },
    testCaller: {
      choices: async () => ({ numbers: [], personas: [] }),
      place: async ({ toNumber }) => void testCalls.push(toNumber ?? ""),
    },
    hashTicket,
    members: { standing: (userIds) => standingOf(sql, userIds) },
    clock,
    log,
  });
  const enqueued: string[] = [];
  const app = express();
  app.use(
    "/carrier/twilio",
    carrierRoutes({
      ...calls,
      words,
      store: stores,
      story: stores,
      routing: stores,
      tickets: stores.tickets,
      recordings: {
        completed: (callId, recordingSid) =>
          recordingCompleted(sql, { callId, recordingSid, startedMs: null }, async (_tx, sid) => {
            enqueued.push(sid);
          }),
      },
      clock,
      log,
      build: "test",
    }),
  );
  app.use(problemHandler(log));
  server.on("request", app);
  await calls.start();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sockets: Socket[] = [];

  /** Posts as the carrier does. `token` null: unsigned. */
  async function post(
    path: string,
    params: Record<string, string>,
    token: string | null = AUTH_TOKEN,
  ): Promise<{ status: number; body: string }> {
    const route = `/carrier/twilio${path}`;
    const all = { AccountSid: "ACtest", ApiVersion: "2010-04-01", ...params };
    const signature =
      token === null
        ? {}
        : {
            "X-Twilio-Signature": twilio.getExpectedTwilioSignature(
              token,
              `${PUBLIC_URL}${route}`,
              all,
            ),
          };
    const reply = await fetch(`${base}${route}`, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", ...signature },
      body: new URLSearchParams(all),
    });
    return { status: reply.status, body: await reply.text() };
  }

  async function socket(space: string, auth: object): Promise<Socket> {
    const opened = io(`${base}${space}`, { transports: ["websocket"], auth, forceNew: true });
    sockets.push(opened);
    return opened;
  }

  return {
    base,
    /** Past the line that can be cut. */
    sql: database.sql,
    line,
    stores,
    carrier,
    calls,
    enqueued,
    /** The numbers test calls went to. */
    testCalls,
    /** Every line the api has logged. */
    logged,
    post,
    socket,
    people,
    async console(name: string): Promise<ConsoleClient> {
      const opened = await socket("/console", { token: name });
      const events: CallEvent[] = [];
      const waiting = new Set<() => void>();
      opened.on("call.event", (event: CallEvent) => {
        events.push(event);
        for (const check of waiting) check();
      });
      await new Promise<void>((resolve, reject) => {
        opened.once("calls.snapshot", () => resolve());
        opened.once("connect_error", reject);
      });
      return {
        socket: opened,
        events,
        command: (command, input) => opened.timeout(5000).emitWithAck(command, input),
        seen: (fits) =>
          new Promise((resolve) => {
            const check = (): void => {
              const found = events.find(fits);
              if (found === undefined) return;
              waiting.delete(check);
              resolve(found);
            };
            waiting.add(check);
            check();
          }),
        message: (message) => new Promise((resolve) => opened.once(message, resolve)),
      };
    },
    /** `streams`: the languages it has vendors for. */
    async worker(streams: Language[] = []): Promise<Socket> {
      const opened = await socket("/worker", { token: WORKER_TOKEN, workerId: randomUUID() });
      const hello = { workerId: "w", mediaUrl: "ws://w", build: "t", sessions: [], streams };
      await opened.timeout(5000).emitWithAck("worker.hello", hello);
      const beat = setInterval(
        () => opened.emit("worker.heartbeat", { sessions: 0, lagMs: 0 }, () => undefined),
        500,
      );
      opened.on("disconnect", () => clearInterval(beat));
      return opened;
    },
    async stop(): Promise<void> {
      for (const one of sockets) one.disconnect();
      await calls.stop();
      server.closeAllConnections();
      server.close();
      await sql.end({ timeout: 2 });
      line.close();
      await database.drop();
    },
  };
}
export type ApiUnderTest = Awaited<ReturnType<typeof startApi>>;

export const newSid = (): string => `CA${createHash("md5").update(randomUUID()).digest("hex")}`;

export const incoming = (sid: string, to = ENGLISH_LINE): Record<string, string> => ({
  CallSid: sid,
  From: "+12025550142",
  To: to,
  CallStatus: "ringing",
  Direction: "inbound",
});

/** An attribute of a document, unescaped. */
export function attribute(xml: string, element: string, name: string): string | undefined {
  const tag = new RegExp(`<${element}\\b[^>]*>`).exec(xml)?.[0];
  const value = tag === undefined ? undefined : new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value?.replaceAll("&amp;", "&").replaceAll("&apos;", "'");
}
