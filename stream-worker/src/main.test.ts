import { fork, type ChildProcess } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { finalOf, startFakeApi, WORKER_TOKEN, type FakeApi } from "./testing/fake-api.ts";
import {
  AUTH_TOKEN,
  connectRelay,
  MEDIA_SECRET,
  mediaToken,
  whenClosed,
} from "./testing/fake-carrier.ts";
import { startFakeClaude } from "./testing/fake-claude.ts";

const ENTRY = path.join(import.meta.dirname, "main.ts");
const GREETING = "Hello, this is AssetCare24. How can I help you?";

let api: FakeApi;
let dataDir: string;
let children: ChildProcess[] = [];

beforeEach(async () => {
  api = await startFakeApi();
  dataDir = await mkdtemp(path.join(os.tmpdir(), "patchbay-main-"));
  children = [];
});
afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await api.close();
  await rm(dataDir, { recursive: true, force: true });
});

function exited(child: ChildProcess): Promise<number | string | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once("exit", (code, signal) => resolve(code ?? signal)));
}

async function run(env: Record<string, string>): Promise<ChildProcess> {
  const child = fork(ENTRY, { stdio: "pipe", env: { PATH: process.env["PATH"], ...env } });
  children.push(child);
  return child;
}

/** A worker process that has connected, and its port. */
async function startProcess(
  env: Record<string, string> = {},
): Promise<{ child: ChildProcess; port: number }> {
  const child = await run({
    PORT: "0",
    API_URL: api.url,
    WORKER_TOKEN,
    MEDIA_TOKEN_SECRET: MEDIA_SECRET,
    TWILIO_AUTH_TOKEN: AUTH_TOKEN,
    WORKER_PUBLIC_URL: "ws://127.0.0.1:0",
    PATCHBAY_DATA_DIR: dataDir,
    WORKER_DRAIN_MS: "2000",
    LOG_LEVEL: "debug",
    ...env,
  });
  const seen = api.seen.length;
  const hello = await api.until(
    (one) => one.name === "worker.hello" && api.seen.indexOf(one) >= seen,
  );
  return { child, port: Number(new URL(String(hello.body["mediaUrl"])).port) };
}

const relayAt = async (port: number, callId: string = randomUUID()) =>
  connectRelay(`ws://127.0.0.1:${port}/relay`, { token: await mediaToken(callId) }, GREETING);

describe("the worker as a process", () => {
  it("says in plain sentences what is missing and ends", async () => {
    const child = await run({});
    let words = "";
    child.stderr?.on("data", (chunk: Buffer) => (words += chunk.toString()));
    expect(await exited(child)).toBe(1);
    expect(words).toContain("The worker cannot start:");
    expect(words).toContain("WORKER_TOKEN is missing: give api and worker the same secret.");
    expect(words).not.toMatch(/^\s+at /m);
  });

  it("says that its port is taken", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(0, "127.0.0.1", resolve));
    const address = other.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const child = await run({
      PORT: String(port),
      API_URL: api.url,
      WORKER_TOKEN,
      MEDIA_TOKEN_SECRET: MEDIA_SECRET,
      TWILIO_AUTH_TOKEN: AUTH_TOKEN,
      WORKER_PUBLIC_URL: "ws://127.0.0.1:1",
      PATCHBAY_DATA_DIR: dataDir,
    });
    let words = "";
    child.stderr?.on("data", (chunk: Buffer) => (words += chunk.toString()));
    expect(await exited(child)).toBe(1);
    expect(words).toContain("its port is taken");
    other.close();
  });

  it("hands running calls over when it is told to stop, and takes no new ones", async () => {
    const { child, port } = await startProcess();
    const relay = await relayAt(port);
    await api.until((seen) => finalOf(seen) !== null);
    const closed = whenClosed(relay.socket);
    child.kill("SIGTERM");
    expect(await closed).toEqual({ code: 1001, reason: "the worker is restarting" });
    expect(await exited(child)).toBe(0);
    await api.until((seen) => seen.name === "session.closed" && seen.body["cause"] === "dropped");
  });

  it("logs no words and no numbers", async () => {
    const { child, port } = await startProcess();
    let log = "";
    child.stdout?.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const relay = await relayAt(port);
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    relay.key("7");
    relay.send({ type: "error", description: "canary in an error" });
    relay.say("12 Main Street, Springfield");
    await relay.untilSpoken(/How urgent/);
    relay.hangUp();
    await api.until((seen) => seen.name === "session.closed");
    child.kill("SIGTERM");
    await exited(child);
    expect(log).toContain("A conversation ended");
    expect(log).not.toMatch(/heating|street|springfield|canary|4155550123|urgent/i);
  });

  it("logs nothing of what a model and a colleague said, nor of a vendor’s error that quotes them", async () => {
    const claude = await startFakeClaude(
      [{ say: "My canary. " }, { tool: "save_request", input: { problem: "canary", why: 1 } }],
      { status: 400, type: "invalid_request_error", message: "not allowed: canary" },
    );
    const { child, port } = await startProcess({
      ANTHROPIC_API_KEY: "canary-key",
      ANTHROPIC_BASE_URL: claude.url,
    });
    let log = "";
    child.stdout?.on("data", (chunk: Buffer) => (log += chunk.toString()));
    child.stderr?.on("data", (chunk: Buffer) => (log += chunk.toString()));
    const callId = randomUUID();
    const relay = await relayAt(port, callId);
    await api.until((seen) => finalOf(seen) !== null);
    for (const kind of ["note", "say"] as const) {
      const whisper = { callId, epoch: 1, kind, text: `A canary to ${kind}` };
      expect(await api.command("bot.whisper", whisper)).toMatchObject({ ok: true });
    }
    relay.say("My canary does not sing");
    // Both models have refused by then, and the script has taken over.
    await relay.untilSpoken(/canary to say.*My canary\..*short interruption/s);
    await api.until((seen) => seen.body["note"] === "engine_failed");
    log += await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    relay.hangUp();
    await api.until((seen) => seen.name === "session.closed");
    child.kill("SIGTERM");
    await exited(child);
    await claude.close();
    expect(JSON.stringify(claude.requests)).toContain("A canary to note");
    expect(log).toContain("A conversation ended");
    expect(log).not.toMatch(/canary/i);
  });

  it("ends when its parent is gone", async () => {
    const { child } = await startProcess();
    child.disconnect();
    expect(await exited(child)).toBe(0);
  });

  it("loses nothing said while the api was away when it is killed outright", async () => {
    const { child, port } = await startProcess();
    const relay = await relayAt(port);
    await api.until((seen) => finalOf(seen) !== null);
    const apiPort = api.port;
    await api.close();
    relay.say("My heating is broken");
    await relay.untilSpoken(/street/);
    relay.say("12 Main Street, Springfield");
    await relay.untilSpoken(/How urgent/);
    child.kill("SIGKILL");
    await exited(child);
    api = await startFakeApi(apiPort);
    await startProcess();
    for (const text of ["My heating is broken", "12 Main Street, Springfield"]) {
      const kept = await api.until((seen) => finalOf(seen)?.["text"] === text);
      expect(finalOf(kept)).toMatchObject({ speaker: "caller" });
    }
  });
});
