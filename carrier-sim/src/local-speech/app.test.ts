import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readWav, writeWav } from "../audio/wav.ts";
import { PERSONAS } from "../people/personas/all.ts";
import { speakLine } from "../people/spoken-line.ts";
import type { Pcm8k } from "../ports.ts";
import { createVoiceBank } from "../voices/bank.ts";
import { createSpeechApp } from "./app.ts";
import { createKnownLines } from "./known-lines.ts";
import { createSpokenClips } from "./spoken-clips.ts";
import { overTelephone, padded } from "./testing/telephone.ts";

/** Of few words, so that they are soon made. */
const persona = {
  ...PERSONAS.find(({ id }) => id === "stuck-door")!,
  answers: [],
  otherwise: [],
  toOperator: [],
};
const voices = createVoiceBank();
const app = createSpeechApp({
  voices,
  lines: createKnownLines({ personas: [persona], voices, scriptVoices: voices }),
  spoken: createSpokenClips(),
});
const server = createServer(app);
let base = "";

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  voices.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function formOf(pcm: Pcm8k, language: string): FormData {
  const form = new FormData();
  form.set("file", new Blob([Uint8Array.from(writeWav(pcm, 1))], { type: "audio/wav" }), "a.wav");
  form.set("language", language);
  return form;
}

async function ask(
  path: string,
  body: string | FormData | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
) {
  const response = await fetch(base + path, { method: "POST", body, headers });
  return { status: response.status, text: await response.text(), headers: response.headers };
}
const transcribe = (pcm: Pcm8k, language: string) => ask("/transcribe", formOf(pcm, language));
const askJson = (path: string, body: object) =>
  ask(path, JSON.stringify(body), { "Content-Type": "application/json" });
const speak = async (body: object) => {
  const response = await fetch(`${base}/v1/audio/speech`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  return { response, bytes: new Uint8Array(await response.arrayBuffer()) };
};

describe("the local recogniser", () => {
  it("knows a persona's line by its sound, in its own language alone", async () => {
    const { locale, voice, rate } = persona;
    const { pcm } = await speakLine(voices, persona.opening, { locale, voice, rate });
    const line = overTelephone(padded(pcm, 300, 500));
    for (const language of ["ru", "ru-RU"])
      expect(await transcribe(line, language)).toMatchObject({
        status: 200,
        text: JSON.stringify({ transcript: persona.opening }),
      });
    for (const language of ["en", "xx", ""])
      expect((await transcribe(line, language)).text).toBe('{"transcript":""}');
  });

  it("knows what was typed at the booth once it was told, and not before", async () => {
    const text = "Мой кот заперт в квартире.";
    const how = { locale: "ru-RU", voice: "m3/55" };
    const line = padded((await speakLine(voices, text, how)).pcm, 200, 300);
    expect((await transcribe(line, "ru")).text).toBe('{"transcript":""}');
    const told = await askJson("/lines", { text, language: "ru-RU", voice: "m3/55" });
    expect(told.status).toBe(202);
    expect(JSON.parse((await transcribe(line, "ru")).text)).toEqual({ transcript: text });
  });

  it.each([
    ["no form", "/transcribe", "words", {}, 400],
    ["a broken form", "/transcribe", "words", { "Content-Type": "multipart/form-data" }, 400],
    ["no WAV", "/understand", "RIFF", { "Content-Type": "audio/wav" }, 400],
    ["no JSON", "/lines", "{", { "Content-Type": "application/json" }, 400],
    ["another shape", "/lines", '{"text":1}', { "Content-Type": "application/json" }, 400],
    ["no language", "/prepare", "{}", { "Content-Type": "application/json" }, 400],
    ["another address", "/nowhere", "", {}, 404],
  ])("refuses %s in a sentence", async (_what, path, body, headers, status) => {
    const refused = await ask(path, body, headers);
    expect(refused.status).toBe(status);
    expect(JSON.parse(refused.text)).toEqual({ error: { message: expect.stringMatching(/\.$/) } });
  });

  it("refuses more than 5 MB, and more than a minute", async () => {
    const wav = { "Content-Type": "audio/wav" };
    expect((await ask("/understand", new Uint8Array(5_300_000), wav)).status).toBe(413);
    const long = await transcribe(new Int16Array(61 * 8_000), "ru");
    expect(long).toMatchObject({ status: 413, text: expect.stringContaining("a minute") });
  });

  it("answers no page, of whatever origin, and not under another name", async () => {
    expect((await ask("/lines", "{}", { Origin: base })).status).toBe(403);
    const { port } = new URL(base);
    const status = await new Promise((resolve) => {
      request({ port, path: "/healthz", headers: { Host: "evil.example" } }, (response) =>
        resolve(response.statusCode),
      ).end();
    });
    expect(status).toBe(403);
  });

  it("sends the seventeenth of seventeen at once away for a second", async () => {
    const { port } = new URL(base);
    const slow = Array.from({ length: 16 }, () => {
      const headers = { "Content-Type": "audio/wav", "Content-Length": 100 };
      const asked = request({ port, path: "/understand", method: "POST", headers });
      asked.on("error", () => undefined);
      asked.write("R");
      return asked;
    });
    const refusal = async () => (await ask("/nowhere", "")).status;
    await expect.poll(refusal).toBe(503);
    for (const asked of slow) asked.destroy();
    await expect.poll(refusal).toBe(404);
  });
});

describe("the local voice", () => {
  const input = "Чем я могу вам помочь?";

  it("speaks a language by its name, and its own words are understood", async () => {
    const { response, bytes } = await speak({ model: "local", input, voice: "ru-RU" });
    expect(response.headers.get("content-type")).toBe("audio/wav");
    const wav = readWav(bytes);
    if (wav.kind !== "sound") return expect.fail(wav.reason);
    expect(wav).toMatchObject({ sampleRate: 8_000, channels: 1 });
    expect(wav.samples.length / 8_000).toBeGreaterThan(1);
    const heard = writeWav(overTelephone(padded(wav.samples, 300, 400)), 1);
    const understood = await ask("/understand", Uint8Array.from(heard), {
      "Content-Type": "audio/wav",
    });
    expect(JSON.parse(understood.text)).toMatchObject({ text: input });
    const { pcm } = await voices.speak("Здесь говорит кто-то другой.", "ru", { voice: "m4" });
    const stranger = await ask("/understand", Uint8Array.from(writeWav(pcm, 1)), {
      "Content-Type": "audio/wav",
    });
    expect(JSON.parse(stranger.text)).toEqual({ text: "", settled: { text: "", untilMs: 0 } });
  });

  it("speaks bare samples at 24 kHz, and faster or slower", async () => {
    const usual = await speak({ input, voice: "ru", response_format: "pcm" });
    const wav = await speak({ input, language: "ru-RU" });
    expect(usual.bytes.length).toBe((wav.bytes.length - 44) * 3);
    const fast = await speak({ input, language: "ru-RU", speed: 1.5 });
    expect(fast.bytes.length).toBeLessThan(wav.bytes.length * 0.8);
    const own = await speak({ input, language: "ru-RU", voice: "m2/40" });
    expect(own.bytes).not.toEqual(wav.bytes);
  });

  it.each([
    [{ input: "a".repeat(1_001) }, 400, "1000 characters"],
    [{ input: "  " }, 400, "empty"],
    [{ input, response_format: "mp3" }, 400, "response_format"],
    [{ input, language: "ja-JP" }, 422, "No voice"],
    [{ input, voice: "marin" }, 400, "name a language"],
    [{}, 400, "."],
  ])("refuses %j in a sentence that has none of its words", async (body, status, words) => {
    const { response, bytes } = await speak(body);
    const text = Buffer.from(bytes).toString();
    expect(response.status).toBe(status);
    expect(text).toContain(words);
    expect(text).not.toContain(input);
  });
});
