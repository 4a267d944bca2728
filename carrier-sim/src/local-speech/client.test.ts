import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { tone } from "../audio/tones.ts";
import { readWav } from "../audio/wav.ts";
import { createLocalSpeech } from "./client.ts";

const GOOD_DAY = { text: "Guten Tag", settled: { text: "Guten", untilMs: 400 } };
const NOTHING = { text: "", settled: { text: "", untilMs: 0 } };

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(0) : server.close(resolve)));
  server = undefined;
});

async function serve(listener: RequestListener): Promise<string> {
  server = createServer(listener);
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const answering =
  (status: number, answer: string): RequestListener =>
  (request, response) => {
    request.resume();
    request.on("end", () => response.writeHead(status).end(answer));
  };

test("the words come back for the sound of the first twenty seconds", async () => {
  const got = Promise.withResolvers<Buffer>();
  const url = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      got.resolve(Buffer.concat(chunks));
      response.end(JSON.stringify(GOOD_DAY));
    });
  });
  const heard = tone(500, 25_000);
  expect(await createLocalSpeech(`${url}/`).understand(heard)).toEqual(GOOD_DAY);
  const wav = readWav(await got.promise);
  expect(wav).toMatchObject({ kind: "sound", sampleRate: 8_000 });
  if (wav.kind === "sound") expect(wav.samples).toEqual(heard.subarray(0, 160_000));
});

test.each([
  ["fails", answering(500, "{}")],
  ["answers nonsense", answering(200, "<html>")],
  ["answers another shape", answering(200, '{"text":7}')],
  ["hangs up", (request) => void request.socket.destroy()],
] satisfies [string, RequestListener][])(
  "a recogniser that %s understands nothing, and breaks nothing",
  async (_what, listener) => {
    const speech = createLocalSpeech(await serve(listener));
    expect(await speech.understand(tone(500, 100))).toEqual(NOTHING);
    speech.expect({ text: "Guten Tag", language: "de-DE" });
    speech.prepare("de-DE");
  },
);

test("of many questions at once the ninth is not asked", async () => {
  let asked = 0;
  const waiting = Promise.withResolvers<void>();
  const url = await serve((request, response) => {
    asked += 1;
    request.resume();
    void waiting.promise.then(() => response.end(JSON.stringify(GOOD_DAY)));
  });
  const speech = createLocalSpeech(url);
  const answers = Array.from({ length: 9 }, () => speech.understand(tone(500, 100)));
  expect(await answers[8]).toEqual(NOTHING);
  await expect.poll(() => asked).toBe(8);
  waiting.resolve();
  expect((await Promise.all(answers)).map(({ text }) => text)).toEqual([
    ...Array.from({ length: 8 }, () => "Guten Tag"),
    "",
  ]);
});

test("what will be said, and in which language, is told as it is", async () => {
  const told: string[] = [];
  const url = await serve((request, response) => {
    let body = "";
    request.on("data", (chunk) => (body += String(chunk)));
    request.on("end", () => {
      told.push(`${request.url} ${body}`);
      response.writeHead(202).end();
    });
  });
  const speech = createLocalSpeech(url);
  speech.expect({ text: "Guten Tag", language: "de-DE", voice: "m3/55" });
  await expect.poll(() => told.length).toBe(1);
  speech.prepare("tr-TR");
  await expect
    .poll(() => told)
    .toEqual([
      '/lines {"text":"Guten Tag","language":"de-DE","voice":"m3/55"}',
      '/prepare {"language":"tr-TR"}',
    ]);
});
