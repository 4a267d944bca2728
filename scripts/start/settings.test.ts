import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { readEnvFile, readSettings } from "./config.ts";
import { choosePorts } from "./ports.ts";
import { loadSecrets } from "./secrets.ts";
import { wire } from "./wiring.ts";

const folder = mkdtempSync(path.join(os.tmpdir(), "patchbay-settings-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const AC = `AC${"0".repeat(32)}`;
const carrier = {
  TWILIO_ACCOUNT_SID: AC,
  TWILIO_AUTH_TOKEN: "a-real-token",
  TWILIO_API_KEY_SID: `SK${"1".repeat(32)}`,
  TWILIO_API_KEY_SECRET: "a-real-secret",
  TWILIO_TWIML_APP_SID: `AP${"2".repeat(32)}`,
  PUBLIC_URL: "https://console.example/",
  WORKER_PUBLIC_URL: "wss://media.example",
};

async function wireWith(environment: Record<string, string>) {
  const settings = readSettings(environment);
  return wire({
    settings,
    environment,
    ports: await choosePorts(settings, () => undefined),
    secrets: loadSecrets(folder),
    dataDir: folder,
    webDist: "/dist",
    simConfigFile: "/sim.json",
    dev: false,
    apiPort: 4000,
  });
}

describe("settings", () => {
  it("needs none at all", () => {
    expect(readSettings({ ANTHROPIC_API_KEY: "" }).PORT).toEqual({ port: 4000, explicit: false });
  });

  it("names the line of .env that is no setting", () => {
    const file = path.join(folder, ".env");
    writeFileSync(file, '# fine\nPORT=4001\nKEY="two\nlines"\nthis is not one\n');
    expect(() => readEnvFile(file)).toThrow("line 5 of .env is not NAME=value");
    writeFileSync(file, 'PORT=4001\nexport KEY="two\nlines"\n');
    expect(readEnvFile(file)["PORT"]).toBe("4001");
  });

  it("asks for the rest of a carrier or a project of which only a part is named", () => {
    expect(() => readSettings({ TWILIO_AUTH_TOKEN: "a-real-token" })).toThrow(
      /TWILIO_ACCOUNT_SID is missing[^]*WORKER_PUBLIC_URL is missing/,
    );
    expect(() => readSettings({ SUPABASE_URL: "https://x.example" })).toThrow(
      /SUPABASE_SECRET_KEY is missing[^]*DATABASE_URL is missing/,
    );
    expect(readSettings(carrier).TWILIO_ACCOUNT_SID).toBe(AC);
    expect(() => readSettings({ AZURE_SPEECH_KEY: "a-real-key" })).toThrow(
      "AZURE_SPEECH_REGION is missing",
    );
  });
});

describe("ports", () => {
  it("moves a default that is taken to the next and says so, but not one that was asked for", async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => {
      blocker.listen(0, "127.0.0.1", resolve);
    });
    const { port } = blocker.address() as AddressInfo;
    const said: string[] = [];
    const settings = readSettings({
      SIM_PORT: "0",
      WORKER_PORT: "0",
      SUPABASE_PORT: "0",
      POSTGRES_PORT: "0",
      SPEECH_PORT: "0",
    });
    const ports = await choosePorts({ ...settings, PORT: { port, explicit: false } }, (line) =>
      said.push(line),
    );
    expect(ports.PORT).not.toBe(port);
    expect(said).toEqual([`Port ${port} is taken, so the console uses ${ports.PORT}.`]);
    await expect(
      choosePorts({ ...settings, PORT: { port, explicit: true } }, () => undefined),
    ).rejects.toThrow(`Port ${port} for the console is taken`);
    blocker.close();
  });
});

describe("the table of what each part is told", () => {
  it("simulates everything without keys, and keeps the same secrets from start to start", async () => {
    const first = await wireWith({ PATH: "/bin" });
    const second = await wireWith({ PATH: "/bin" });
    expect(first.simulated).toEqual({
      carrier: true,
      database: true,
      supabase: true,
      languageModel: true,
      speech: true,
    });
    expect(first.demo).toBe(true);
    expect(second.env.api["TWILIO_ACCOUNT_SID"]).toBe(first.env.api["TWILIO_ACCOUNT_SID"]);
    expect(first.env.api["TWILIO_API_BASE_URL"]).toBeDefined();
    expect(first.env.worker["WORKER_TOKEN"]).toBe(first.env.api["WORKER_TOKEN"]);
  });

  it("gives way to a real carrier: no simulator's address, its own keys, its public addresses", async () => {
    const { env, simulated, urls } = await wireWith(carrier);
    expect(simulated.carrier).toBe(false);
    expect(env.api).toMatchObject({
      TWILIO_ACCOUNT_SID: AC,
      PUBLIC_URL: "https://console.example",
    });
    for (const name of ["TWILIO_API_BASE_URL", "VOICE_SIGNAL_HOST", "TEST_CALLER_URL"]) {
      expect(env.api[name]).toBeUndefined();
    }
    expect(urls.booth).toBeUndefined();
    expect(env.worker["WORKER_PUBLIC_URL"]).toBe("wss://media.example");
  });

  it("lets the bot hear and speak by this machine where the carrier is simulated", async () => {
    const { env, urls } = await wireWith({});
    expect(urls.speech).toBe(`http://127.0.0.1:${env.speech["SPEECH_PORT"]}`);
    expect(env.worker).toMatchObject({
      LOCAL_RECOGNISER_URL: urls.speech,
      LOCAL_VOICE_URL: urls.speech,
    });
    expect(env.api["SPEECH_SIMULATED"]).toBe("1");

    const real = await wireWith(carrier);
    expect([real.urls.speech, real.simulated.speech]).toEqual([undefined, false]);
    expect(real.env.worker["LOCAL_RECOGNISER_URL"]).toBeUndefined();
    expect(real.env.api["SPEECH_SIMULATED"]).toBeUndefined();
  });

  it("lets settings decide where the bot hears and speaks", async () => {
    const mine = "http://127.0.0.1:9";
    const { env, urls } = await wireWith({ LOCAL_RECOGNISER_URL: mine, LOCAL_VOICE_URL: "" });
    expect(env.worker).toMatchObject({ LOCAL_RECOGNISER_URL: mine, LOCAL_VOICE_URL: urls.speech });
    const vendor = { DEEPGRAM_API_KEY: "a-real-key", DEEPGRAM_URL: "http://127.0.0.1:8" };
    expect((await wireWith(vendor)).env.worker).toMatchObject(vendor);
  });

  it.each([
    ["one vendor that does both", { OPENAI_API_KEY: "a-real-key" }, false],
    ["a recogniser alone", { WHISPER_URL: "http://127.0.0.1:8080" }, true],
    ["a voice alone", { ELEVENLABS_API_KEY: "a-real-key" }, true],
    [
      "a recogniser and a voice",
      { WHISPER_URL: "http://127.0.0.1:8080", ELEVENLABS_API_KEY: "a-real-key" },
      false,
    ],
  ])("knows whether %s leaves something of speech simulated", async (_, keys, isSimulated) => {
    expect((await wireWith(keys)).simulated.speech).toBe(isSimulated);
  });

  it("does not fill a database of yours with demo calls unless asked", async () => {
    const DATABASE_URL = "postgres://me@db.example/x";
    expect((await wireWith({ DATABASE_URL })).demo).toBe(false);
    expect((await wireWith({ DATABASE_URL, DEMO_MODE: "1" })).demo).toBe(true);
  });

  it("tells nobody what is not theirs", async () => {
    const { env } = await wireWith({
      ANTHROPIC_API_KEY: "sk-ant-secret",
      DATABASE_URL: "postgres://me@db.example/x",
    });
    for (const name of ["DATABASE_URL", "SUPABASE_SECRET_KEY", "RECORDING_MASTER_KEY"]) {
      expect(env.worker[name]).toBeUndefined();
      expect(env["carrier-sim"][name]).toBeUndefined();
    }
    const others = [env["carrier-sim"], env.speech, env.postgres, env.supabase];
    expect(JSON.stringify(others)).not.toContain("sk-ant");
  });

  it("says so when the stored secrets are damaged", () => {
    const broken = mkdtempSync(path.join(folder, "broken-"));
    writeFileSync(path.join(broken, "secrets.json"), "{");
    expect(() => loadSecrets(broken)).toThrow("npm run reset");
  });
});

describe("the demo's password", () => {
  const handedOut = async (environment: Record<string, string>) => {
    const { oneClick, env } = await wireWith(environment);
    expect(env.api["DEMO_PASSWORD"] !== undefined).toBe(oneClick);
    return oneClick;
  };

  it("is handed out to browsers on this machine", async () => {
    expect(await handedOut({})).toBe(true);
    expect(await handedOut({ PUBLIC_URL: "http://127.0.0.1:4000" })).toBe(true);
    expect(await handedOut({ DEMO_MODE: "0" })).toBe(false);
  });

  it("is handed out to the world only when that is asked for", async () => {
    expect(await handedOut(carrier)).toBe(false);
    expect(await handedOut({ PUBLIC_URL: "http://192.168.1.5:4000" })).toBe(false);
    expect(await handedOut({ PUBLIC_URL: "https://localhost.evil.example" })).toBe(false);
    expect(await handedOut({ ...carrier, DEMO_MODE: "1" })).toBe(true);
  });
});
