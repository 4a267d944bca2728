import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { readConfig } from "../config.ts";
import { systemClock } from "../runtime/clock.ts";
import { startWorker, type Worker } from "../worker.ts";
import { startFakeApi, WORKER_TOKEN, type FakeApi } from "./fake-api.ts";
import { AUTH_TOKEN, MEDIA_SECRET } from "./fake-carrier.ts";

export const silentLog = { info() {}, warn() {}, error() {} };

export type Harness = {
  api: FakeApi;
  worker: Worker;
  readonly dataDir: string;
  relayUrl(): string;
  streamUrl(): string;
  forkUrl(): string;
  /** Another worker over the same data folder. */
  relaunch(): Promise<void>;
  close(): Promise<void>;
};

/** A real worker between a fake api and whoever dials it. */
export async function startHarness(env: Record<string, string> = {}): Promise<Harness> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-worker-"));
  const api = await startFakeApi();
  const launch = (): Promise<Worker> =>
    startWorker(
      readConfig({
        PORT: "0",
        API_URL: api.url,
        WORKER_TOKEN,
        MEDIA_TOKEN_SECRET: MEDIA_SECRET,
        TWILIO_AUTH_TOKEN: AUTH_TOKEN,
        WORKER_PUBLIC_URL: "ws://127.0.0.1:0",
        PATCHBAY_DATA_DIR: dataDir,
        ...env,
      }),
      systemClock,
      silentLog,
    );
  const harness: Harness = {
    api,
    worker: await launch(),
    dataDir,
    relayUrl: () => `ws://127.0.0.1:${harness.worker.port}/relay`,
    streamUrl: () => `ws://127.0.0.1:${harness.worker.port}/stream`,
    forkUrl: () => `ws://127.0.0.1:${harness.worker.port}/fork`,
    async relaunch() {
      harness.worker = await launch();
    },
    async close() {
      await harness.worker.close(0);
      await harness.api.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return harness;
}
