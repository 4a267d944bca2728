import { afterEach, describe, expect, it } from "vitest";
import type { Clock } from "../../ports.ts";
import { systemClock } from "../../runtime/clock.ts";
import { startFakeSoundServer } from "../../testing/fake-sound-server.ts";
import {
  startFakeSpeechSocket,
  type FakeLine,
  type FakeSpeechSocket,
} from "../../testing/fake-speech-socket.ts";
import { sayWith, UNHURRIED, type SpokenText } from "../../testing/spoken-text.ts";
import { watchedClock } from "../../testing/watched-clock.ts";
import { createElevenLabs } from "./elevenlabs.ts";

const KEY = "key-4711";
const TEXT = "One two three.";

let server: FakeSpeechSocket | null = null;
afterEach(() => server?.close());

const sound = (ms: number): Buffer => Buffer.alloc(ms * 8, 0xd5);
const audio = (ms: number): string => sound(ms).toString("base64");
const times = (text: string, everyMs: number) => ({
  chars: [...text],
  charStartTimesMs: [...text].map((_, index) => index * everyMs),
  charDurationsMs: [...text].map(() => everyMs),
});

/** Answers the empty message, which asks for the rest, by `reply`. */
async function open(
  reply: (line: FakeLine) => void,
  clock: Clock = systemClock,
): Promise<(signal?: AbortSignal, onPiece?: () => void) => Promise<SpokenText>> {
  server = await startFakeSpeechSocket();
  server.react = (line, message) => {
    if (message === '{"text":""}') reply(line);
  };
  const baseUrl = server.url.replace("ws:", "http:");
  const patience = clock === systemClock && UNHURRIED;
  const voice = createElevenLabs({ key: KEY, baseUrl, clock, ...patience });
  return (signal, onPiece) => sayWith(voice, { text: TEXT }, signal, onPiece);
}

describe("ElevenLabs over its socket", () => {
  it("opens, says the text with a blank behind it and asks for the rest; its key is a header", async () => {
    const say = await open((line) => line.say({ audio: audio(20), isFinal: true }));
    await say();
    const [line] = server?.lines ?? [];
    expect(line?.texts()).toEqual([{ text: " " }, { text: "One two three. " }, { text: "" }]);
    expect(line?.url.pathname).toBe("/v1/text-to-speech/EXAVITQu4vr4xnSDxMaL/stream-input");
    expect(Object.fromEntries(line?.url.searchParams ?? [])).toEqual({
      model_id: "eleven_flash_v2_5",
      output_format: "ulaw_8000",
      auto_mode: "true",
      sync_alignment: "true",
      language_code: "en",
    });
    expect(line?.headers["xi-api-key"]).toBe(KEY);
    expect(line?.url.href).not.toContain(KEY);
  });

  it("tells where in the text the sound is, whichever way the vendor writes it", async () => {
    const snake = times("three.", 20);
    const say = await open((line) => {
      line.say({ audio: audio(160), alignment: times("One two ", 20), isFinal: null });
      line.say({
        audio: audio(120),
        alignment: {
          chars: snake.chars,
          char_start_times_ms: snake.charStartTimesMs,
          chars_durations_ms: snake.charDurationsMs,
        },
        normalizedAlignment: null,
      });
      line.say({ is_final: true });
    });
    const said = await say();
    expect(said).toMatchObject({ fault: null, audio: { length: 280 * 8 } });
    expect(said.pieces.map((piece) => (piece.type === "timing" ? piece : "audio"))).toEqual([
      "audio",
      { type: "timing", ms: 60, chars: 3 },
      { type: "timing", ms: 140, chars: 7 },
      "audio",
      { type: "timing", ms: 260, chars: 13 },
    ]);
  });

  const faults: [string, (line: FakeLine) => void, string, number][] = [
    ["an error", (line) => line.say({ error: "invalid_api_key", code: 1008 }), "refused", 1],
    ["a policy's close", (line) => line.hangUp(1008, "no"), "refused", 1],
    ["words that are no JSON", (line) => line.say("{{{"), "garbage", 1],
    ["bytes", (line) => line.say(sound(20)), "garbage", 1],
    ["another message", (line) => line.say({ audio: 7 }), "garbage", 1],
    ["sound that is no base64", (line) => line.say({ audio: "a b c" }), "garbage", 1],
    ["too much", (line) => line.say({ audio: audio(61_000) }), "garbage", 1],
    ["an end without sound", (line) => line.say({ isFinal: true }), "silent", 1],
    ["a cut", (line) => line.cut(), "cut", 2],
    ["a close without the end", (line) => line.hangUp(1000), "cut", 2],
  ];
  it.each(faults)("calls %s by its name and plays none of it", async (_, reply, fault, tries) => {
    const said = await (await open(reply))();
    expect(said).toMatchObject({ fault, pieces: [] });
    expect(server?.lines).toHaveLength(tries);
    expect(said.printed).not.toContain(KEY);
    await server?.untilSockets(0);
  });

  it("waits when too much is asked of the vendor, and tries once more", async () => {
    const clock = watchedClock();
    const say = await open((line) => {
      const isFirst = server?.lines.length === 1;
      line.say(
        isFirst ? { error: "too_many_concurrent_requests" } : { audio: audio(20), isFinal: true },
      );
    }, clock);
    const saying = say();
    await clock.waitedFor(500);
    clock.advance(500);
    expect(await saying).toMatchObject({ fault: null, audio: sound(20) });
  });

  it("gives a silent vendor 1.5 s, and a stalled one a second", async () => {
    const clock = watchedClock();
    const say = await open((line) => {
      if (server?.lines.length === 2) line.say({ audio: audio(40) });
      else clock.advance(1_500);
    }, clock);
    expect(await say()).toMatchObject({ fault: "silent", pieces: [] });
    const saying = say();
    await clock.waitedFor(1_000);
    clock.advance(1_000);
    expect(await saying).toMatchObject({ fault: "stalled", audio: sound(40) });
    await server?.untilSockets(0);
  });

  it("gives a handshake that is never answered no longer", async () => {
    const clock = watchedClock();
    const say = await open(() => undefined, clock);
    if (server) server.handshake = "never";
    const saying = say();
    await clock.waitedFor(1_500);
    clock.advance(1_500);
    expect(await saying).toMatchObject({ fault: "silent" });
    await server?.untilSockets(0);
  });

  it("keeps what was heard of a sound that is cut", async () => {
    const say = await open((line) => {
      line.say({ audio: audio(40) });
      line.hangUp(1011);
    });
    expect(await say()).toMatchObject({ fault: "cut", audio: sound(40) });
    expect(server?.lines).toHaveLength(1);
  });

  it("closes the connection as soon as the text is not wanted; what comes later is not heard", async () => {
    const controller = new AbortController();
    const say = await open((line) => line.say({ audio: audio(40) }));
    const said = await say(controller.signal, () => {
      controller.abort();
      server?.lines[0]?.say({ audio: audio(40) });
    });
    expect(said).toMatchObject({ fault: "aborted", audio: sound(40) });
    await server?.untilSockets(0);
  });
});

describe("where sockets are refused", () => {
  it("speaks over HTTP at once, and goes there first for some minutes", async () => {
    const clock = watchedClock();
    const http = await startFakeSoundServer({ body: [sound(20)] });
    const voice = createElevenLabs({ key: KEY, baseUrl: http.url, clock });
    for (const text of ["One.", "Two."]) {
      expect(await sayWith(voice, { text })).toMatchObject({ fault: null, audio: sound(20) });
    }
    // One refused handshake, and one connection kept for both texts.
    expect(http.connections()).toBe(2);
    clock.advance(300_000);
    await sayWith(voice, { text: "Three." });
    expect(http.connections()).toBe(3);
    await http.close();
  });

  it("waits instead when the vendor has too much to do", async () => {
    const clock = watchedClock();
    const say = await open((line) => line.say({ audio: audio(20), isFinal: true }), clock);
    if (server) server.handshake = 429;
    const saying = say();
    await clock.waitedFor(500);
    if (server) server.handshake = null;
    clock.advance(500);
    expect(await saying).toMatchObject({ fault: null, audio: sound(20) });
  });
});
