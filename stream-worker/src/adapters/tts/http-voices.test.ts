import { afterEach, describe, expect, it } from "vitest";
import { decodeMulaw } from "../../domain/mulaw.ts";
import type { Clock } from "../../ports.ts";
import type { TextToSpeech } from "../../ports/speech.ts";
import { systemClock } from "../../runtime/clock.ts";
import {
  startFakeSoundServer,
  type FakeSoundServer,
  type SoundAnswer,
} from "../../testing/fake-sound-server.ts";
import { sayWith, UNHURRIED } from "../../testing/spoken-text.ts";
import { watchedClock } from "../../testing/watched-clock.ts";
import { createAzureVoice } from "./azure.ts";
import { createDeepgramVoice } from "./deepgram.ts";
import { createElevenLabs } from "./elevenlabs.ts";
import { createOpenAiVoice } from "./openai.ts";

const KEY = "key-4711";
const TEXT = "The caller's secret is out.";

type Options = { clock: Clock; baseUrl: string; firstByteMs?: number; betweenMs?: number };
const asItIs = (mulaw: Buffer): Buffer => mulaw;
const asSamples = (mulaw: Buffer): Buffer => Buffer.from(decodeMulaw(mulaw).buffer);
const VOICES: [string, (options: Options) => TextToSpeech, (mulaw: Buffer) => Buffer][] = [
  ["azure", (options) => createAzureVoice({ key: KEY, region: "westeurope", ...options }), asItIs],
  ["deepgram", (options) => createDeepgramVoice({ key: KEY, ...options }), asItIs],
  [
    "elevenlabs",
    (options) => createElevenLabs({ key: KEY, transport: "http", ...options }),
    asItIs,
  ],
  // Its own rate is three times as high; at this one what is sent and what is heard can be compared.
  ["openai", (options) => createOpenAiVoice({ key: KEY, pcmHz: 8_000, ...options }), asSamples],
];

let server: FakeSoundServer | null = null;
afterEach(() => server?.close());

/** A ramp, so that a byte lost or doubled shows. */
const sound = (ms: number): Buffer =>
  Buffer.from(Array.from({ length: ms * 8 }, (_, at) => 128 + (at % 128)));
const json = { "content-type": "application/json" };

describe.each(VOICES)("%s over HTTP", (name, create, onWire) => {
  const wire = (ms: number): Buffer => onWire(sound(ms));
  async function open(answers: SoundAnswer[], clock: Clock = systemClock): Promise<TextToSpeech> {
    server = await startFakeSoundServer(...answers);
    return create({ clock, baseUrl: server.url, ...(clock === systemClock && UNHURRIED) });
  }

  it("passes the sound on as it comes, byte for byte", async () => {
    const voice = await open([{ body: [wire(40).subarray(0, 3), wire(40).subarray(3)] }]);
    const { audio, fault } = await sayWith(voice, { text: TEXT });
    expect(voice.name).toBe(name);
    expect(fault).toBeNull();
    expect(audio).toEqual(sound(40));
  });

  it("gives the first sound while the rest is still made", async () => {
    const voice = await open([{ body: [wire(20)], after: "stall" }]);
    let heard = 0;
    const { audio } = await sayWith(voice, { text: TEXT }, undefined, async () => {
      heard += 1;
      const request = await server?.request(0);
      if (heard === 1) request?.write(wire(20));
      else request?.end();
    });
    expect(heard).toBe(2);
    expect(audio).toHaveLength(320);
  });

  it("keeps its connection for the next text", async () => {
    const voice = await open([{ body: [wire(20)] }]);
    for (const text of ["One.", "Two.", "Three."]) await sayWith(voice, { text });
    expect(server?.requests).toHaveLength(3);
    expect(server?.connections()).toBe(1);
  });

  const faults: [string, SoundAnswer, string, number][] = [
    ["a refused key", { status: 401, headers: json, body: [`{"key":"${KEY}"}`] }, "refused", 1],
    ["a refused text", { status: 400, headers: json, body: [`{"text":"${TEXT}"}`] }, "refused", 1],
    ["another address", { status: 307, headers: { location: "/elsewhere" } }, "garbage", 1],
    ["an error called success", { headers: json, body: [`{"detail":"${TEXT}"}`] }, "garbage", 1],
    ["a page", { headers: { "content-type": "text/html; charset=utf-8" } }, "garbage", 1],
    ["an error called sound", { body: ['{"error":', '"no"}'] }, "garbage", 1],
    ["no sound at all", { body: [] }, "silent", 1],
    ["a cut before the sound", { after: "cut" }, "cut", 2],
  ];
  it.each(faults)("calls %s by its name and plays none of it", async (_, answer, fault, tries) => {
    const voice = await open([answer]);
    const said = await sayWith(voice, { text: TEXT });
    expect(said).toMatchObject({ fault, pieces: [] });
    expect(server?.requests).toHaveLength(tries);
    expect(said.printed).not.toContain(KEY);
    expect(said.printed).not.toContain("secret");
  });

  it("waits half a second when it is asked to come back, and succeeds", async () => {
    const clock = watchedClock();
    const voice = await open([{ status: 429, headers: json }, { body: [wire(20)] }], clock);
    const saying = sayWith(voice, { text: TEXT });
    await clock.waitedFor(500);
    expect(server?.requests).toHaveLength(1);
    clock.advance(500);
    expect(await saying).toMatchObject({ fault: null, audio: sound(20) });
  });

  it("waits as long as it is told", async () => {
    const clock = watchedClock();
    const busy = { status: 503, headers: { "retry-after": "1" } };
    const voice = await open([busy, { body: [wire(20)] }], clock);
    const saying = sayWith(voice, { text: TEXT });
    await clock.waitedFor(1_000);
    clock.advance(1_000);
    expect(await saying).toMatchObject({ fault: null });
  });

  it("does not wait for what would come too late for the caller", async () => {
    const voice = await open([{ status: 429, headers: { "retry-after": "30" } }], watchedClock());
    expect(await sayWith(voice, { text: TEXT })).toMatchObject({ fault: "overloaded", pieces: [] });
    expect(server?.requests).toHaveLength(1);
  });

  it("tries twice, then lets another voice speak", async () => {
    const clock = watchedClock();
    const voice = await open([{ status: 429 }], clock);
    const saying = sayWith(voice, { text: TEXT });
    await clock.waitedFor(500);
    clock.advance(500);
    expect(await saying).toMatchObject({ fault: "overloaded" });
    expect(server?.requests).toHaveLength(2);
  });

  it.each(["never", "stall"] as const)("gives a silent vendor (%s) 1.5 s", async (after) => {
    const clock = watchedClock();
    const voice = await open([{ after }], clock);
    const saying = sayWith(voice, { text: TEXT });
    await server?.request(0);
    clock.advance(1_499);
    clock.advance(1);
    expect(await saying).toMatchObject({ fault: "silent", pieces: [] });
    expect(clock.now()).toBe(1_500);
    await server?.aborted();
  });

  it("gives up after a second without more, keeping what was heard", async () => {
    const clock = watchedClock();
    const voice = await open([{ body: [wire(200)], after: "stall" }], clock);
    const saying = sayWith(voice, { text: TEXT });
    await clock.waitedFor(1_000);
    clock.advance(1_000);
    expect(await saying).toMatchObject({ fault: "stalled", audio: sound(200) });
    await server?.aborted();
  });

  it("does not let a dribble pass for speech", async () => {
    const clock = watchedClock();
    const voice = await open([{ body: [wire(10)], after: "stall" }], clock);
    const request = server?.request(0);
    let pieces = 0;
    const saying = sayWith(voice, { text: TEXT }, undefined, async () => {
      pieces += 1;
      // The vendor's next bit comes 700 ms later: after the listener has asked for it.
      setImmediate(() => clock.advance(700));
      (await request)?.write(wire(10));
    });
    expect(await saying).toMatchObject({ fault: "stalled" });
    expect(pieces).toBeLessThan(5);
  });

  it("does not hurry a vendor while nobody listens", async () => {
    const clock = watchedClock();
    const voice = await open([{ body: [wire(20)], after: "stall" }], clock);
    let pieces = 0;
    const saying = sayWith(voice, { text: TEXT }, undefined, async () => {
      pieces += 1;
      clock.advance(20_000);
      const request = await server?.request(0);
      if (pieces === 1) request?.write(wire(20));
      else request?.end();
    });
    expect(await saying).toMatchObject({ fault: null, audio: { length: 320 } });
  });

  it("keeps what was heard of a sound that is cut, and does not begin again", async () => {
    const voice = await open([{ body: [wire(100)], after: "cut" }]);
    expect(await sayWith(voice, { text: TEXT })).toMatchObject({ fault: "cut", audio: sound(100) });
    expect(server?.requests).toHaveLength(1);
  });

  it("takes more than a minute for one text as no speech", async () => {
    const voice = await open([{ body: [wire(50_000), wire(11_000)] }]);
    const { fault, audio } = await sayWith(voice, { text: TEXT });
    expect(fault).toBe("garbage");
    expect(audio.length).toBeLessThanOrEqual(480_000);
  });

  it("closes the connection as soon as the text is not wanted, whatever comes later", async () => {
    const controller = new AbortController();
    const voice = await open([{ body: [wire(100)], after: "stall" }]);
    const said = await sayWith(voice, { text: TEXT }, controller.signal, () => controller.abort());
    expect(said).toMatchObject({ fault: "aborted", audio: sound(100) });
    await server?.aborted();
    server?.requests[0]?.write(wire(100));
  });

  it("closes it also when the listener walks away", async () => {
    const voice = await open([{ body: [wire(100)], after: "stall" }]);
    const request = { text: TEXT, language: "en-US", voice: null, previousText: "" } as const;
    for await (const piece of voice.speak(request, new AbortController().signal)) {
      expect(piece.type).toBe("audio");
      break;
    }
    await server?.aborted();
  });

  it("does not even ask for a text that is not wanted any more", async () => {
    const voice = await open([{ body: [wire(20)] }]);
    const said = await sayWith(voice, { text: TEXT }, AbortSignal.abort());
    expect(said).toMatchObject({ fault: "aborted", pieces: [] });
    expect(server?.connections()).toBe(0);
  });

  it("carries its key in a header alone", async () => {
    const voice = await open([{ body: [wire(20)] }]);
    await sayWith(voice, { text: TEXT });
    const [request] = server?.requests ?? [];
    expect(request?.url.href).not.toContain(KEY);
    expect(request?.body).not.toContain(KEY);
    expect(JSON.stringify(request?.headers)).toContain(KEY);
  });
});
