import { afterEach, describe, expect, it } from "vitest";
import type { Language } from "@patchbay/contracts";
import { deepgramResults, finalizes } from "../../testing/fake-deepgram.ts";
import { startFakeSpeechSocket, type FakeSpeechSocket } from "../../testing/fake-speech-socket.ts";
import { manualClock, type ManualClock } from "../../testing/manual-clock.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "../../testing/transcript-log.ts";
import type { TranscriptStream } from "../../ports/speech.ts";
import { createDeepgram } from "./deepgram.ts";

let server: FakeSpeechSocket | null = null;
afterEach(() => server?.close());

type Call = {
  server: FakeSpeechSocket;
  clock: ManualClock;
  log: TranscriptLog;
  stream: TranscriptStream;
  speak(ms: number): void;
  /** Milliseconds. */
  dropped(): number;
};

async function call(language: Language = "en-US"): Promise<Call> {
  server = await startFakeSpeechSocket();
  const clock = manualClock();
  const log = transcriptLog();
  let lostMs = 0;
  const recogniser = createDeepgram({
    key: SECRET,
    baseUrl: server.url,
    clock,
    dropped(ms) {
      lostMs += ms;
    },
  });
  const stream = recogniser.open({ language, hear: log.hear });
  const speak = (ms: number): void => {
    for (let at = 0; at < ms; at += 20) stream.push(FRAME);
  };
  return { server, clock, log, stream, speak, dropped: () => lostMs };
}

describe("Deepgram on the wire", () => {
  it.each([
    ["en-US", "en-US"],
    ["de-DE", "de"],
    ["tr-TR", "tr"],
    ["ru-RU", "ru"],
  ] as const)("asks for %s as mu-law, with the key in the header alone", async (language, code) => {
    const { server: fake, stream } = await call(language);
    const { url, headers } = await fake.line();
    expect(url.pathname).toBe("/v1/listen");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      model: "nova-3",
      language: code,
      encoding: "mulaw",
      sample_rate: "8000",
      channels: "1",
      interim_results: "true",
      punctuate: "true",
      endpointing: "300",
      utterance_end_ms: "1000",
      vad_events: "true",
    });
    expect(headers.authorization).toBe(`Token ${SECRET}`);
    expect(url.href).not.toContain(SECRET);
    stream.close();
  });

  it("tells partials, finals with words and times, and when a flush is answered", async () => {
    const { server: fake, log, stream, speak } = await call();
    speak(400);
    const line = await fake.line();
    await line.until(() => line.audioBytes() === 3_200);
    line.say({ type: "SpeechStarted", channel: [0], timestamp: 0.1 });
    line.say(deepgramResults([["My", 100, 200]], { endMs: 300 }));
    line.say(
      deepgramResults(
        [
          ["My", 100, 200],
          ["boiler", 210, 380],
        ],
        { endMs: 400 },
      ),
    );
    await log.next("partial");
    await log.next("partial");
    fake.react = finalizes([
      ["My", 100, 200],
      ["boiler.", 210, 380],
    ]);
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["~My", "~My boiler", "My boiler.", "[flushed]"]);
    expect(log.events[2]).toMatchObject({
      confidence: 0.97,
      words: [
        { text: "My", startMs: 100, endMs: 200, confidence: 0.9 },
        { text: "boiler.", startMs: 210, endMs: 380 },
      ],
    });
    stream.close();
    await line.until(() => line.closed());
    expect(line.texts().at(-1)).toEqual({ type: "CloseStream" });
  });

  it("sends what was said before the connection stood, first things first", async () => {
    const { server: fake, stream, speak } = await call();
    speak(1_000);
    stream.flush();
    const line = await fake.line();
    await line.until(() => line.texts().length === 1);
    expect(line.audioBytes()).toBe(8_000);
    expect(line.heard.at(-1)).toBe('{"type":"Finalize"}');
    stream.close();
  });

  it("keeps twenty seconds for a slow connection, tells what it dropped, and when words were said", async () => {
    const { server: fake, log, stream, speak, dropped } = await call();
    speak(25_000);
    stream.flush();
    const line = await fake.line();
    await line.until(() => line.texts().length === 1);
    expect(line.audioBytes()).toBe(160_000);
    expect(dropped()).toBe(5_000);
    line.say(deepgramResults([["Late", 1_000, 1_200]], { endMs: 20_000, final: true }));
    const final = await log.next("final");
    expect(final.words[0]).toMatchObject({ startMs: 6_000, endMs: 6_200 });
    await log.next("flushed");
    stream.close();
  });

  it("takes finals that come by themselves, and answers the flush after them", async () => {
    const { server: fake, log, stream, speak } = await call();
    speak(1_000);
    const line = await fake.line();
    line.say(deepgramResults([["One.", 100, 200]], { endMs: 600, final: true }));
    await log.next("final");
    fake.react = finalizes([]);
    stream.flush();
    await log.next("flushed");
    expect(log.story()).toEqual(["One.", "[flushed]"]);
    stream.close();
  });

  it("takes a partial back that came to nothing", async () => {
    const { server: fake, log, stream, speak } = await call();
    speak(200);
    const line = await fake.line();
    line.say(deepgramResults([["Uh", 0, 100]], { endMs: 200 }));
    line.say(deepgramResults([], { endMs: 200, final: true }));
    await log.next("partial");
    await log.next("partial");
    expect(log.story()).toEqual(["~Uh", "~"]);
    stream.close();
  });

  it("calls a flush answered that the vendor does not answer, but only with no word outstanding", async () => {
    const { server: fake, log, stream, speak, clock } = await call();
    speak(200);
    const line = await fake.line();
    line.say(deepgramResults([], { endMs: 200 }));
    line.say(deepgramResults([["Uh", 0, 100]], { endMs: 200 }));
    await log.next("partial");
    stream.flush();
    for (let at = 0; at < 1_500; at += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
    expect(log.story()).toEqual(["~Uh"]);
    line.say(deepgramResults([], { endMs: 120, final: true }));
    await log.next("partial");
    for (let at = 0; at < 800; at += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
    expect(log.story()).toEqual(["~Uh", "~", "[flushed]"]);
    stream.close();
  });

  it("gives up on one that revises for ever and never settles", async () => {
    const { server: fake, log, stream, speak, clock } = await call();
    speak(200);
    const line = await fake.line();
    stream.flush();
    for (let word = 0; word < 12; word += 1) {
      line.say(deepgramResults([[`w${word}`, 0, 100]], { endMs: 200 }));
      await Promise.race([log.next("partial"), log.next("failed")]);
      for (let at = 0; at < 500; at += 20) {
        stream.push(FRAME);
        clock.advance(20);
      }
    }
    expect(log.story().at(-1)).toBe("[failed: stalled]");
    expect(log.events.length).toBeGreaterThan(10);
  });

  it("does not blame the vendor for a carrier that sends no audio", async () => {
    const { server: fake, log, stream, speak, clock } = await call();
    speak(200);
    const line = await fake.line();
    line.say(deepgramResults([["Uh", 0, 100]], { endMs: 200 }));
    await log.next("partial");
    stream.flush();
    clock.advance(60_000);
    expect(log.story()).toEqual(["~Uh"]);
    stream.close();
  });

  it("keeps a silent line alive, and a talking one not", async () => {
    const { server: fake, stream, speak, clock } = await call();
    speak(80);
    const line = await fake.line();
    await line.until(() => line.audioBytes() > 0);
    for (let at = 0; at < 9_000; at += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
    clock.advance(12_000);
    await line.until(() => line.texts().length === 2);
    expect(line.texts()).toEqual([{ type: "KeepAlive" }, { type: "KeepAlive" }]);
    stream.close();
  });

  it("cleans markup and what cannot be seen out of the words", async () => {
    const { server: fake, log, stream, speak } = await call();
    speak(200);
    const line = await fake.line();
    line.say(deepgramResults([["<b>Stop</b>\u0007", 0, 100]], { endMs: 200, final: true }));
    const final = await log.next("final");
    expect(final.text).toBe("Stop");
    expect(final.words.map(({ text }) => text)).toEqual(["Stop"]);
    stream.close();
  });
});
