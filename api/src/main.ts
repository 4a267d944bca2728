import { createServer } from "node:http";
import type { ConsoleConfig } from "@patchbay/contracts";
import { pino } from "pino";
import { collectDefaultMetrics, Registry } from "prom-client";
import { connect } from "./adapters/postgres/connection.ts";
import { isDeadSocketWrite } from "./adapters/postgres/dead-socket.ts";
import { demoPeople } from "./adapters/postgres/demo-people.ts";
import {
  findPlayable,
  pendingRecordings,
  recordingRows,
} from "./adapters/postgres/recording-rows.ts";
import { recordingCompleted } from "./adapters/postgres/recordings.ts";
import { standingOf } from "./adapters/postgres/standing.ts";
import { createStores } from "./adapters/postgres/stores.ts";
import { createMediaTokens } from "./adapters/media-token.ts";
import { createChunkStore } from "./adapters/supabase/chunk-store.ts";
import { createPeople } from "./adapters/supabase/people.ts";
import { createTestCaller } from "./adapters/test-caller.ts";
import { createAddresses } from "./adapters/twilio/addresses.ts";
import { createCarrier } from "./adapters/twilio/carrier.ts";
import { createDocuments } from "./adapters/twilio/documents.ts";
import { createRecordingSource } from "./adapters/twilio/recording-source.ts";
import { isSigned } from "./adapters/twilio/signature.ts";
import { createVoiceTokens } from "./adapters/twilio/voice-token.ts";
import { carrierRoutes, createApp } from "./app.ts";
import { ConfigError, readConfig, type Config } from "./config.ts";
import { parseMasterKeys } from "./domain/sealed-audio.ts";
import { hashTicket } from "./http/carrier-client.ts";
import { consoleRoutes } from "./http/console-routes.ts";
import { healthRoutes } from "./http/health-routes.ts";
import { securityHeaders } from "./http/security-headers.ts";
import { webFiles } from "./http/web-files.ts";
import { ingestRecording } from "./jobs/ingest-recording.ts";
import { startJobs, type Jobs } from "./jobs/jobs.ts";
import { createCalls } from "./calls.ts";
import { guardProcess } from "./process-end.ts";
import { simulatedParts } from "./simulated.ts";

const BUILD = "0.1.0";
const TWILIO_REST = "https://api.twilio.com";

function settings(): Config {
  try {
    return readConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const config = settings();
const log = pino({ level: config.logLevel, base: { part: "api" } });
const clock = { now: () => Date.now() };
const sql = connect(config.databaseUrl);
const stores = createStores(sql);
const tokens = createMediaTokens(config.mediaTokenSecret);
const addresses = createAddresses(config.publicUrl, config.worker.publicUrl);
const carrier = createCarrier(config.carrier, { addresses, tokens });
const words = {
  ...createDocuments({ addresses, tokens }),
  isSigned: (request: Parameters<typeof isSigned>[0]) =>
    isSigned(request, { publicUrl: config.publicUrl, authTokens: config.carrier.authTokens }),
};
const people = createPeople({
  supabaseUrl: config.supabase.url,
  publishableKey: config.supabase.publishableKey,
  ...(config.supabase.jwtSecret === null ? {} : { jwtSecret: config.supabase.jwtSecret }),
});
const testCaller = createTestCaller(config.testCallerUrl);
const chunks = createChunkStore({
  supabaseUrl: config.supabase.url,
  secretKey: config.supabase.secretKey,
});
const masterKeys = parseMasterKeys(config.recordingMasterKey);
const voiceToken = createVoiceTokens(config.carrier);

const server = createServer();
const calls = createCalls({
  server,
  origins: [config.publicUrl],
  workerToken: config.worker.token,
  stores,
  carrier,
  people,
  testCaller,
  hashTicket,
  members: { standing: (userIds) => standingOf(sql, userIds) },
  clock,
  log,
});
const { runtime } = calls;

const metrics = new Registry();
collectDefaultMetrics({ register: metrics });

let jobs: Jobs | undefined;
const rows = recordingRows(sql);
const source = createRecordingSource({
  baseUrl: config.carrier.apiBaseUrl ?? TWILIO_REST,
  accountSid: config.carrier.accountSid,
  authToken: config.carrier.authTokens[0] ?? "",
});

async function beginJobs(): Promise<void> {
  jobs = await startJobs({
    databaseUrl: config.databaseUrl,
    log,
    pending: () => pendingRecordings(sql),
    ingest: (recordingSid) =>
      ingestRecording(
        {
          rows,
          source,
          chunks,
          masterKeys,
          eraseAtCarrier: true,
          announce: (callId, recording) =>
            runtime.tell(callId, () =>
              stores.announceOnce(callId, `recording:${recording.id}`, {
                type: "recording.ready",
                recording,
              }),
            ),
        },
        recordingSid,
      ),
  });
}

async function consoleConfig(): Promise<ConsoleConfig> {
  const { password } = config.demo;
  const demo =
    config.demo.on && password !== null
      ? {
          accounts: (await demoPeople(sql)).map((one) => ({
            ...one,
            role: one.role as "operator" | "supervisor" | "admin",
            password,
          })),
        }
      : null;
  return {
    build: BUILD,
    supabaseUrl: config.supabase.url,
    supabasePublishableKey: config.supabase.publishableKey,
    voiceSignalHost: config.carrier.voiceSignalHost,
    boothUrl: config.testCallerUrl === null ? null : `${config.testCallerUrl}/booth/`,
    demo,
    simulated: simulatedParts(config),
  };
}

/** A question whose answer may be a few seconds old. */
function remembered(ask: () => Promise<boolean>, forMs: number): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | undefined;
  return () => {
    if (last === undefined || clock.now() - last.at > forMs)
      last = { at: clock.now(), answer: ask().catch(() => false) };
    return last.answer;
  };
}

async function start(): Promise<void> {
  server.on(
    "request",
    createApp({
      carrier: carrierRoutes({
        ...calls,
        words,
        store: stores,
        story: stores,
        routing: stores,
        tickets: stores.tickets,
        recordings: {
          completed: (callId, recordingSid) =>
            recordingCompleted(sql, { callId, recordingSid, startedMs: null }, async (tx, sid) => {
              // Without jobs yet the row stays pending, and the next start brings it home.
              await jobs?.enqueueRecording(tx, sid);
            }),
        },
        clock,
        log,
        build: BUILD,
      }),
      console: consoleRoutes({
        config: await consoleConfig(),
        people,
        playback: {
          secret: config.mediaTokenSecret,
          masterKeys,
          findFor: (userId, recordingId) => findPlayable(sql, userId, recordingId),
          getChunk: (key) => chunks.get(key),
        },
        voiceToken: (person) => voiceToken(person.userId),
        testCallChoices: () => testCaller.choices(),
      }),
      health: healthRoutes({
        build: BUILD,
        metrics,
        readiness: async () => ({
          database: await database(),
          worker: calls.workers.isThere(),
          carrier: await carrierThere(),
        }),
      }),
      web: config.webDistDir === null ? null : webFiles(config.webDistDir),
      headers: securityHeaders({
        publicUrl: config.publicUrl,
        supabaseUrl: config.supabase.url,
        voiceSignalHost: config.carrier.voiceSignalHost,
      }),
      log,
    }),
  );
  await calls.start();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(config.port, config.host, resolve);
  });
  log.info({ port: config.port }, "the api listens");
  await beginJobs();
}

const database = remembered(async () => {
  await sql`select 1`;
  return true;
}, 1000);
const carrierThere = remembered(() => carrier.isThere(), 5000);

/** In the order that loses nothing: no new work, then the work at hand, then the connections. */
async function stop(): Promise<void> {
  const tooLong = setTimeout(() => process.exit(1), 8000);
  tooLong.unref();
  server.close();
  await calls.stop();
  await jobs?.stop();
  await sql.end({ timeout: 2 });
  process.exit(0);
}
guardProcess(log, isDeadSocketWrite, stop);

start().catch((error: unknown) => {
  log.fatal(
    { error: error instanceof Error ? error.message : "unknown" },
    "the api could not start",
  );
  process.exit(1);
});
