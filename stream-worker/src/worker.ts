import { randomUUID } from "node:crypto";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connectApi } from "./adapters/api-link.ts";
import { createApp } from "./app.ts";
import type { Config } from "./config.ts";
import { serveFork } from "./media/audio-fork.ts";
import { serveRelay } from "./media/conversation-relay.ts";
import { createMediaTokens } from "./media/media-token.ts";
import { createMetrics } from "./metrics.ts";
import type { Clock, LanguageModel, Log } from "./ports.ts";
import { openForkSession } from "./runtime/fork-session.ts";
import { createHeads } from "./runtime/heads.ts";
import { createHintDesk } from "./runtime/hint-desk.ts";
import { openRelaySession } from "./runtime/relay-session.ts";
import { createSessions } from "./runtime/sessions.ts";

export type Worker = {
  readonly port: number;
  /** Takes no new sessions, waits for the running ones, then hands them over; about `limitMs` in all. */
  close(limitMs: number): Promise<void>;
};

const BUILD = "0.1.0";
const DISMISS_LIMIT_MS = 500;
/** What the api has not taken by then is in the journal and delivered by the next run. */
const DELIVERY_LIMIT_MS = 1_000;

/** Builds the whole worker from its parts and listens. */
export async function startWorker(config: Config, clock: Clock, log: Log): Promise<Worker> {
  const sessions = createSessions(() => clock.wall());
  const metrics = createMetrics(() => sessions.size());
  const tokens = createMediaTokens(config.mediaTokenSecret);
  const models = config.model === null ? [] : await loadModels(config.model, clock);
  const heads = createHeads(models, clock, metrics);
  let accepting = true;
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
      clock,
      metrics,
      log,
    },
    sessions.commands,
  );

  const { server, dismiss } = createApp({
    publicUrl: () => publicUrl,
    carrierTokens: config.carrierTokens,
    metrics,
    ready: () => link.connected(),
    accepting: () => accepting,
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
          sessions.addSound(callId, session);
          return {
            ...session,
            closed(cause) {
              session.closed(cause);
              sessions.removeSound(callId, session);
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
          const { sub: callId, epoch } = claims;
          const relayLink = link.session({ callId, epoch, purpose: "relay", carrierSessionId });
          const session = openRelaySession({
            callId,
            epoch,
            language,
            wire,
            link: relayLink,
            heads,
            hints: createHintDesk(relayLink, clock),
            clock,
            metrics,
            log,
          });
          sessions.addBot(session);
          return {
            ...session,
            closed(code) {
              session.closed(code);
              sessions.removeBot(session);
            },
          };
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
      metrics.close();
    },
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
