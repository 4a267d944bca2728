import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  aConversation,
  startFakeApi,
  WORKER_TOKEN,
  type FakeApi,
} from "../../../stream-worker/src/testing/fake-api.ts";
import {
  AUTH_TOKEN,
  MEDIA_SECRET,
  mediaToken,
} from "../../../stream-worker/src/testing/fake-carrier.ts";
import { connectStream, type FakeStream } from "../../../stream-worker/src/testing/fake-stream.ts";
import { startChild, type Child } from "./child.ts";

/** What the database gives a bot whose thresholds nobody has touched. */
export const STANDARD = {
  threshold: 0.5,
  level: 200,
  onsetMs: 96,
  offsetMs: 192,
  patienceMs: null,
} as const;

/** Whichever of them a worker has been given. */
export const SPEECH = {
  speechToText: ["deepgram" as const, "local" as const],
  textToSpeech: ["local" as const],
  voice: null,
  listening: STANDARD,
};

/** A bot whose first words are these. */
export const botThatSays = (greeting: string, prompt = "You take repair requests.") => ({
  id: "00000000-0000-4000-8000-000000000001",
  name: "Bench",
  organizationName: "AssetCare24",
  prompt,
  greeting,
  disclosure: "",
});

/** A real worker in a process of its own, between an api and a carrier that are ours. */
export interface Place {
  readonly api: FakeApi;
  readonly worker: Child;
  readonly streamUrl: string;
  readonly metricsUrl: string;
  /** The carrier's end of a new call, in real time. */
  call(language?: Language, id?: string): Promise<Call>;
  close(): Promise<void>;
}

export interface Call {
  readonly id: string;
  readonly line: FakeStream;
}

export type Talk = Partial<ReturnType<FakeApi["conversation"]>>;
export type Language = NonNullable<Talk["language"]>;

const HOST = new URL("../../../stream-worker/src/testing/worker-host.ts", import.meta.url);

export async function openPlace(options: {
  env: Record<string, string>;
  args?: readonly string[];
  prepare?: FakeApi["prepare"];
  /** What the api knows of a call; the rest is as usual. */
  talk?: (callId: string) => Talk;
}): Promise<Place> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-bench-worker-"));
  const api = await startFakeApi();
  const languages = new Map<string, Language>();
  api.prepare = options.prepare ?? [];
  api.conversation = (callId) => {
    const language = languages.get(callId) ?? "en-US";
    return aConversation(callId, { language, speech: SPEECH, ...options.talk?.(callId) });
  };
  const worker = await startChild(HOST, {
    ...(options.args && { args: options.args }),
    env: {
      PORT: "0",
      API_URL: api.url,
      WORKER_TOKEN,
      MEDIA_TOKEN_SECRET: MEDIA_SECRET,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      WORKER_PUBLIC_URL: "ws://127.0.0.1:0",
      PATCHBAY_DATA_DIR: dataDir,
      ...options.env,
    },
  });
  const address = `127.0.0.1:${String(worker.ready["port"])}`;
  const streamUrl = `ws://${address}/stream`;
  await api.until((seen) => seen.name === "worker.hello");

  return {
    api,
    worker,
    streamUrl,
    metricsUrl: `http://${address}/metrics`,
    async call(language = "en-US", id = randomUUID()) {
      languages.set(id, language);
      const token = await mediaToken(id, { purpose: "stream" });
      return { id, line: await connectStream(streamUrl, { token, language }) };
    },
    async close() {
      await worker.end();
      await api.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Ends the call; resolves when the worker has told the api. */
export async function hangUp(place: Place, { id, line }: Call): Promise<void> {
  const told = place.api.until(
    (seen) => seen.name === "session.closed" && seen.body["callId"] === id,
  );
  line.hangUp();
  await told;
}

/** A number of the worker's `/metrics`. */
export async function metricOf({ metricsUrl }: Place, name: string): Promise<number> {
  const text = await (await fetch(metricsUrl)).text();
  const line = text.split("\n").find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`the worker tells no ${name}`);
  return Number(line.slice(name.length + 1));
}
