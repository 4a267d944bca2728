import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { testConfig } from "./test-kit/carrier.ts";

describe("the carrier process", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "carrier-sim-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const start = (environment: Record<string, string>) =>
    fork(path.join(import.meta.dirname, "main.ts"), {
      env: { PATH: process.env["PATH"], ...environment },
      silent: true,
    });

  it("says when it is ready, is healthy, tells no secret, and ends within two seconds of SIGTERM", async () => {
    const file = path.join(folder, "config.json");
    writeFileSync(file, JSON.stringify(testConfig("http://127.0.0.1:1/voice")));
    const child = start({ SIM_CONFIG_FILE: file, SIM_PORT: "0" });
    let printed = "";
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => void (printed += String(chunk)));
    const { port } = await new Promise<{ port: number }>((resolve) =>
      child.once("message", (message) => resolve(message as { port: number })),
    );
    expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({
      ok: true,
      calls: 0,
    });
    const began = performance.now();
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(printed).not.toMatch(/for-tests/);
  });

  it.each<[string, (file: string) => Record<string, string>, RegExp]>([
    ["no configuration", () => ({}), /SIM_CONFIG_FILE/],
    ["a missing file", (file) => ({ SIM_CONFIG_FILE: `${file}.none` }), /missing or not JSON/],
    ["a wrong value", (file) => ({ SIM_CONFIG_FILE: file }), /account\.sid: must be AC and 32/],
  ])("says in plain words what is wrong with %s", async (_what, environment, words) => {
    const file = path.join(folder, "config.json");
    writeFileSync(
      file,
      JSON.stringify({ account: { sid: "nope", authToken: "very-secret-token" } }),
    );
    const child = start(environment(file));
    let printed = "";
    child.stderr?.on("data", (chunk) => void (printed += String(chunk)));
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
    expect(printed).toMatch(words);
    expect(printed).not.toContain("very-secret");
  });
});
