import { afterEach, beforeEach, expect, it } from "vitest";
import { startFakeSoundServer, type FakeSoundServer } from "../../testing/fake-sound-server.ts";
import { createPost } from "./post.ts";
import { readPcm } from "./sound-readers.ts";

let server: FakeSoundServer;
beforeEach(async () => {
  server = await startFakeSoundServer({ body: [new Uint8Array(1_600)] });
});
afterEach(() => server.close());

/** Lets so many promises settle. */
async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await Promise.resolve();
}

it("survives an abort at any moment in which the answer may be complete", async () => {
  const faults: string[] = [];
  const unheard = (cause: Error): void => void faults.push(cause.name);
  // Others' listeners would end the run before ours is asked.
  const others = process.rawListeners("uncaughtException") as NodeJS.UncaughtExceptionListener[];
  process.removeAllListeners("uncaughtException");
  process.on("uncaughtException", unheard);
  const post = createPost(() => new Date());
  for (let moment = 0; moment < 12; moment += 1) {
    const controller = new AbortController();
    const request = { url: server.url, headers: {}, body: "{}", reader: readPcm(8_000) };
    const pieces = post(request, controller.signal);
    await pieces.next();
    const rest = pieces.next().catch(() => undefined);
    await turns(moment);
    controller.abort();
    await rest;
    // What was closed tells its error a turn of the loop later.
    await new Promise((resolve) => void setImmediate(() => setImmediate(resolve)));
  }
  process.off("uncaughtException", unheard);
  for (const other of others) process.on("uncaughtException", other);
  expect(faults).toEqual([]);
});
