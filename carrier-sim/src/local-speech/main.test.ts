import { fork } from "node:child_process";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { expect, test } from "vitest";

const start = (environment: Record<string, string>) =>
  fork(path.join(import.meta.dirname, "main.ts"), {
    env: { PATH: process.env["PATH"], ...environment },
    silent: true,
  });

test("the process says when it is ready, is healthy, and ends when it is told to", async () => {
  const child = start({ SPEECH_PORT: "0" });
  const { port } = await new Promise<{ port: number }>((resolve) =>
    child.once("message", (message) => resolve(message as { port: number })),
  );
  expect(await (await fetch(`http://127.0.0.1:${port}/healthz`)).json()).toEqual({ ok: true });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  expect(await ended).toBe(0);
});

test("a port that is taken or none is told with its setting", async () => {
  const blocker = createServer();
  await new Promise<void>((resolve) => blocker.listen(0, "127.0.0.1", resolve));
  const { port } = blocker.address() as AddressInfo;
  for (const [value, words] of [
    [String(port), /taken: set SPEECH_PORT to a free one/],
    ["many", /SPEECH_PORT: must be a port number/],
  ] as const) {
    const child = start({ SPEECH_PORT: value });
    let printed = "";
    child.stderr?.on("data", (chunk) => void (printed += String(chunk)));
    expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
    expect(printed).toMatch(words);
  }
  blocker.close();
});
