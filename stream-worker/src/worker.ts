import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { MediaTokenClaims } from "@patchbay/contracts";
import { connectApi } from "./adapters/api-link.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { idle, isFull, noteLoad } from "./domain/load.ts";
import { serveFork } from "./media/audio-fork.ts";
import { serveRelay } from "./media/conversation-relay.ts";
import { serveStream } from "./media/media-stream.ts";
import { createMediaTokens } from "./media/media-token.ts";
import { createMetrics } from "./metrics.ts";
import type { Clock, LanguageModel, Log } from "./ports.ts";
import type { VoiceActivity } from "./ports/speech.ts";
import type { BotSession } from "./runtime/bot-side.ts";
import { openForkSession } from "./runtime/fork-session.ts";
import { createHeads } from "./runtime/heads.ts";
import { createHintDesk } from "./runtime/hint-desk.ts";
import { openRelaySession } from "./runtime/relay-session.ts";
import { createSessions } from "./runtime/sessions.ts";
import { openStreamSession } from "./runtime/stream-session.ts";
import { createSpeech } from "./worker/speech-parts.ts";

export type Worker = {
  readonly port: number;
  /** Takes no new sessions, waits for the running ones, then hands them over; about `limitMs` in all. */
  close(limitMs: number): Promise<void>;
};

const BUILD = "0.1.0";
const SAMPLE_MS = 1_000;
const DISMISS_LIMIT_MS = 500;
/** What the api has not taken by then is in the journal and delivered by the next run. */
const DELIVERY_LIMIT_MS = 1_000;

/**
 * Builds the whole worker from its parts and listens.
 * @param activity a detector in the place of the configured one
 */
export async function startWorker(
  config: Config,
  clock: Clock,
  log: Log,
  activity?: VoiceActivity,
): Promise<Worker> {
  const sessions = createSessions(() => clock.wall());
  const metrics = createMetrics(() => sessions.size());
  const tokens = createMediaTokens(config.mediaTokenSecret);
  const models = config.model === null ? [] : await loadModels(config.model, clock);
  const heads = createHeads(models, clock, metrics);
  const speech = await createSpeech(config.speech, { clock, log, metrics, activity });
  let accepting = true;
  let load = idle;
  const sampleLoad = (): void => {
    load = noteLoad(load, metrics.sample());
    cancelSample = clock.after(SAMPLE_MS, sampleLoad);
  };
  let cancelSample = clock.after(SAMPLE_MS, sampleLoad);
  let publicUrl = config.publicUrl;

  const link = await connectApi(
    {
      apiUrl: config.apiUrl,
      workerToken: config.workerToken,
      workerId: config.workerId ?? randomUUID(),
      mediaUrl: () => publicUrl,
      build: BUILD,
      dataDir: config.dataDir,
      lagMs: () => metrics.lagMs(),
      streams: speech.streams,
      prepare: speech.prepare,
      clock,
      metrics,
      log,
    },
    sessions.commands,
  );

  const botDeps = (
    { sub: callId, epoch }: MediaTokenClaims,
    opening: { purpose: "relay" | "stream"; carrierSessionId: string },
  ) => {
    const line = link.session({ callId, epoch, ...opening });
    const hints = createHintDesk(line, clock);
    return { callId, epoch, link: line, heads, hints, clock, metrics, log };
  };

  const { server, dismiss } = createApp({
    publicUrl: () => publicUrl,
    carrierTokens: config.carrierTokens,
    metrics,
    ready: () => link.connected(),
    accepting: () => accepting && !isFull(load, sessions.size()),
    scrape: () => metrics.scrape(),
    serveFork: (socket) =>
      serveFork(socket, {
        tokens,
        clock,
        metrics,
        openSession: ({ claims, carrierSessionId }) => {
          const callId = claims.sub;
          const { epoch } = claims;
          const opening = { callId, epoch, purpose: "fork", carrierSessionId } as const;
          const session = openForkSession({ callId, link: link.session(opening), clock, log });
          sessions.addFork(callId, session);
          return {
            ...session,
            closed(cause) {
              session.closed(cause);
              sessions.removeFork(callId, session);
            },
          };
        },
      }),
    serveRelay: (socket) =>
      serveRelay(socket, {
        tokens,
        clock,
        metrics,
        openSession: ({ claims, carrierSessionId, language, wire }) => {
          const session = openRelaySession({
            ...botDeps(claims, { purpose: "relay", carrierSessionId }),
            language,
            wire,
          });
          sessions.addBot(session);
          return { ...session, closed: closing(session, () => sessions.removeBot(session)) };
        },
      }),
    serveStream: (socket) =>
      serveStream(socket, {
        tokens,
        clock,
        metrics,
        openSession: ({ claims, carrierSessionId, language, wire }) => {
          const session = openStreamSession({
            ...botDeps(claims, { purpose: "stream", carrierSessionId }),
            language,
            wire,
            speech: speech.parts,
          });
          sessions.addBot(session, session);
          const forget = (): void => sessions.removeBot(session, session);
          return { ...session, closed: closing(session, forget) };
        },
      }),
  });
  const port = await listen(server, config.port, config.host);
  if (publicUrl.endsWith(":0")) publicUrl = `${publicUrl.slice(0, -1)}${port}`;

  return {
    port,
    async close(limitMs) {
      accepting = false;
      const wait = (ms: number) => new Promise<void>((resolve) => void clock.after(ms, resolve));
      // The whole of it must fit into the limit: who started us waits no longer.
      const closingMs = DISMISS_LIMIT_MS + DELIVERY_LIMIT_MS;
      await Promise.race([sessions.gone(), wait(Math.max(0, limitMs - closingMs))]);
      dismiss();
      await Promise.race([sessions.gone(), wait(DISMISS_LIMIT_MS)]);
      await link.close(DELIVERY_LIMIT_MS);
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      cancelSample();
      metrics.close();
      await speech.close();
    },
  };
}

/** What ends a session also takes it off the list. */
function closing(session: BotSession, forget: () => void): BotSession["closed"] {
  return (code) => {
    session.closed(code);
    forget();
  };
}

/** The vendor's SDK takes a tenth of a second to load: a worker without a key starts without it. */
async function loadModels(
  { apiKey, baseUrl, names }: NonNullable<Config["model"]>,
  clock: Clock,
): Promise<readonly LanguageModel[]> {
  const { createClaude } = await import("./adapters/claude.ts");
  return names.map((model) => createClaude({ apiKey, baseUrl, model, clock }));
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}
