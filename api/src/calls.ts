import type { Server as HttpServer } from "node:http";
import type { Logger } from "pino";
import { botEngine } from "./domain/engine.ts";
import type {
  CallReading,
  CallStore,
  Carrier,
  Clock,
  StoryStore,
  Tickets,
  Workers,
} from "./ports.ts";
import type { Routing } from "./ports/routing.ts";
import { serveConsoles, type ConsoleSocketDeps } from "./realtime/console-socket.ts";
import { createPresence } from "./realtime/presence.ts";
import { createPublisher } from "./realtime/publisher.ts";
import { createStandingRound, STANDING_MS, type Members } from "./realtime/standing.ts";
import { createSocketServer, orgRoom, type ConsoleSpace } from "./realtime/sockets.ts";
import { createWorkerHub } from "./realtime/worker-hub.ts";
import { serveWorkers, type WorkerSpace } from "./realtime/worker-socket.ts";
import { createCallRuntime, type CallRuntime } from "./runtime/call-runtime.ts";
import { nameOf } from "./runtime/name-of.ts";
import { createEffects } from "./runtime/effects.ts";
import { createReconciler } from "./runtime/reconciler.ts";
import { createRouteCache, type RouteCache } from "./runtime/route-cache.ts";

export interface CallsDeps {
  server: HttpServer;
  origins: readonly string[];
  workerToken: string;
  stores: CallStore & StoryStore & CallReading & Routing & { tickets: Tickets };
  carrier: Carrier;
  people: ConsoleSocketDeps["people"];
  testCaller: ConsoleSocketDeps["testCaller"];
  hashTicket: ConsoleSocketDeps["hashTicket"];
  members: Members;
  clock: Clock;
  log: Logger;
}

export interface Calls {
  runtime: CallRuntime;
  routes: RouteCache;
  workers: Workers;
  publisher: ReturnType<typeof createPublisher>;
  heard(callId: string): void;
  /** Takes up the calls that are live. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

const SWEEP_MS = 1000;
const ROUTES_MS = 15_000;
const TIDY_MS = 600_000;
/** After our start a worker that still serves a call has reported so. */
const REPORT_MS = 6000;

/** Puts the call core together: lives, effects, sockets, and the rounds that heal what was missed. */
export function createCalls(deps: CallsDeps): Calls {
  const { server, stores, carrier, clock, log } = deps;
  const io = createSocketServer(server, deps.origins);
  const consoles: ConsoleSpace = io.of("/console");
  const workerSpace: WorkerSpace = io.of("/worker");
  const presence = createPresence(clock, (organizationId, view) =>
    consoles.to(orgRoom(organizationId)).emit("operator.changed", view),
  );
  const publisher = createPublisher(consoles, presence);
  const hub = createWorkerHub({
    clock,
    log,
    came: workerCame,
    lost: (callId, sessionId) => {
      if (runtime.latest(callId)?.bot.sessionId !== sessionId) return;
      runtime.dispatch(callId, { type: "bot.lost", reason: "worker_lost" }).catch(unheard(callId));
    },
  });
  function workerCame(): void {
    for (const { id, bot } of runtime.live())
      if (bot.waitingSince !== null)
        runtime.dispatch(id, { type: "worker.came" }).catch(unheard(id));
  }
  const effects = createEffects({
    store: stores,
    carrier,
    clock,
    log,
    runtime: () => runtime,
    look: (callId) => reconciler.look(callId),
  });
  const runtime = createCallRuntime({
    store: stores,
    workers: hub,
    publisher,
    presence,
    clock,
    log,
    perform: (stored) => effects.perform(stored),
  });
  const reconciler = createReconciler({ store: stores, carrier, runtime, clock, log });
  const routes = createRouteCache(stores, () => clock.now());

  const unheard = (callId: string) => (error: unknown) =>
    log.warn({ callId, error: nameOf(error) }, "what happened to a call is left for later");

  serveConsoles(consoles, {
    people: deps.people,
    testCaller: deps.testCaller,
    hashTicket: deps.hashTicket,
    reading: stores,
    story: stores,
    store: stores,
    routing: stores,
    tickets: stores.tickets,
    workers: hub,
    publisher,
    runtime,
    presence,
    clock,
    log,
  });
  serveWorkers(workerSpace, {
    token: deps.workerToken,
    story: stores,
    store: stores,
    routes,
    runtime,
    hub,
    publisher,
    clock,
    log,
  });

  const rounds: NodeJS.Timeout[] = [];
  /** One round at a time; a round that fails is made good by the next. */
  function every(ms: number, what: string, work: () => Promise<void>): void {
    let isRunning = false;
    rounds.push(
      setInterval(() => {
        if (isRunning) return;
        isRunning = true;
        work()
          .catch((error: unknown) => log.debug({ error: nameOf(error) }, what))
          .finally(() => {
            isRunning = false;
          });
      }, ms),
    );
  }

  return {
    runtime,
    routes,
    workers: hub,
    publisher,
    heard: (callId) => reconciler.heard(callId),
    async start() {
      await routes.refresh();
      for (const state of await stores.live()) {
        runtime.watch(state);
        const { sessionId } = state.bot;
        if (sessionId !== null) {
          const purpose = botEngine(state.engine);
          hub.expect({ callId: state.id, sessionId, purpose }, REPORT_MS);
        }
        if (state.listeners.length > 0)
          runtime.dispatch(state.id, { type: "listeners.forgotten" }).catch(unheard(state.id));
      }
      void reconciler.pass(0).catch(unheard("all"));
      every(SWEEP_MS, "effects are left for the next sweep", async () => {
        await runtime.settleNewcomers();
        await effects.sweep();
      });
      every(ROUTES_MS, "numbers are as old as they are", () => routes.refresh());
      every(
        STANDING_MS,
        "rights are looked at in the next round",
        createStandingRound(consoles, deps.members),
      );
      every(TIDY_MS, "tidying waits", () => stores.tidy());
      every(reconciler.everyMs, "calls are asked about later", () => reconciler.pass());
    },
    async stop() {
      for (const round of rounds) clearInterval(round);
      runtime.close();
      hub.close();
      await io.close();
    },
  };
}
