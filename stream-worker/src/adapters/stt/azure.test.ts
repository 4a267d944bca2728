import { afterEach, describe, expect, it, vi } from "vitest";
import type { Language } from "@patchbay/contracts";
import type { TranscriptStream } from "../../ports/speech.ts";
import {
  azureAudioBytes,
  hypothesis,
  phrase,
  readAzure,
  startFakeAzure,
  type FakeAzure,
} from "../../testing/fake-azure.ts";
import type { FakeLine } from "../../testing/fake-speech-socket.ts";
import { manualClock, type ManualClock } from "../../testing/manual-clock.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "../../testing/transcript-log.ts";
import { createAzure } from "./azure.ts";

let server: FakeAzure | null = null;
afterEach(() => server?.close());

type Call = {
  fake: FakeAzure;
  clock: ManualClock;
  log: TranscriptLog;
  stream: TranscriptStream;
  speak(ms: number): void;
};

async function call(language: Language = "tr-TR"): Promise<Call> {
  const fake = await startFakeAzure();
  server = fake;
  const clock = manualClock();
  const log = transcriptLog();
  const stream = createAzure({ key: SECRET, region: "westeurope", host: fake.url, clock }).open({
    language,
    hear: log.hear,
  });
  const speak = (ms: number): void => {
    for (let at = 0; at < ms; at += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
  };
  return { fake, clock, log, stream, speak };
}

async function talking(language?: Language): Promise<Call & { line: FakeLine }> {
  const made = await call(language);
  for (let frame = 0; frame < 20; frame += 1) made.stream.push(FRAME);
  const line = await made.fake.line();
  await line.until(() => azureAudioBytes(line) === 3_200);
  return { ...made, line };
}

const messages = (line: FakeLine) => line.heard.map(readAzure);

describe("Azure on the wire", () => {
  it("asks for mu-law, the language, and phrases that end by silence", async () => {
    const { line, stream } = await talking("de-DE");
    expect(line.url.pathname).toBe("/speech/recognition/conversation/cognitiveservices/v1");
    expect(line.url.searchParams.get("language")).toBe("de-DE");
    expect(line.headers["ocp-apim-subscription-key"]).toBe(SECRET);
    const context = messages(line).find(({ path }) => path === "speech.context");
    expect(JSON.parse(String(context?.body))).toMatchObject({
      phraseDetection: {
        mode: "Conversation",
        conversation: { segmentation: { mode: "Custom", segmentationSilenceTimeoutMs: 500 } },
      },
      phraseOutput: { detailed: { options: expect.arrayContaining(["WordTimings"]) } },
    });
    const header = messages(line).find(({ path }) => path === "audio")?.body as Buffer;
    // 7 is mu-law, then one channel, 8,000 samples a second.
    expect([header.readUInt16LE(20), header.readUInt16LE(22), header.readUInt32LE(24)]).toEqual([
      7, 1, 8_000,
    ]);
    stream.close();
  });

  it("tells partials, finals with words and times, and when a flush is answered", async () => {
    const { fake, line, log, stream, clock } = await talking();
    fake.say(line, "speech.startDetected", { Offset: 0 });
    fake.say(line, "speech.hypothesis", hypothesis("kombi", 200));
    await log.next("partial");
    stream.flush();
    fake.say(
      line,
      "speech.phrase",
      phrase(
        [
          ["Kombi", 100, 200],
          ["bozuldu.", 200, 380],
        ],
        390,
      ),
    );
    await log.next("flushed");
    expect(log.story()).toEqual(["~kombi", "Kombi bozuldu.", "[flushed]"]);
    expect(log.events[1]).toMatchObject({
      confidence: 0.91,
      words: [
        { text: "kombi", startMs: 100, endMs: 200 },
        { text: "bozuldu.", startMs: 200, endMs: 380 },
      ],
    });
    stream.close();
    await fake.untilSockets(0);
    expect(clock.waiting()).toBe(0);
  });

  it("takes back what came to nothing", async () => {
    const { fake, line, log, stream } = await talking();
    fake.say(line, "speech.hypothesis", hypothesis("ah", 200));
    await log.next("partial");
    fake.say(line, "speech.phrase", phrase([], 390));
    await log.next("partial");
    expect(log.story()).toEqual(["~ah", "~"]);
    stream.close();
  });

  it("calls a flush answered when no word is outstanding, and waits for one that is", async () => {
    const { fake, line, log, stream, speak } = await talking();
    fake.say(line, "speech.hypothesis", hypothesis("kombi", 200));
    await log.next("partial");
    stream.flush();
    speak(1_200);
    expect(log.story()).toEqual(["~kombi"]);
    fake.say(line, "speech.phrase", phrase([], 200));
    await log.next("flushed");
    speak(2_000);
    stream.flush();
    speak(1_200);
    expect(log.story()).toEqual(["~kombi", "~", "[flushed]", "[flushed]"]);
    stream.close();
  });

  it("sends what was said before the connection stood", async () => {
    const { fake, stream, speak } = await call();
    speak(1_000);
    const line = await fake.line();
    await line.until(() => azureAudioBytes(line) >= 8_000);
    expect(azureAudioBytes(line)).toBe(8_000);
    stream.close();
  });

  it("does not come back by itself after a cut: whoever opened it decides", async () => {
    const { fake, line, log, stream } = await talking();
    fake.say(line, "speech.phrase", phrase([["Kombi.", 100, 200]], 390));
    await log.next("final");
    line.cut();
    expect((await log.next("failed")).fault).toBe("cut");
    await fake.untilSockets(0);
    stream.push(FRAME);
    expect(fake.lines).toHaveLength(1);
  });

  it("lets nothing of its key be written anywhere", async () => {
    const written: unknown[] = [];
    const methods = ["log", "info", "warn", "error", "debug"] as const;
    for (const method of methods) {
      vi.spyOn(console, method).mockImplementation((...given) => void written.push(given));
    }
    const { fake, line, log, stream } = await talking();
    fake.say(line, "speech.hypothesis", hypothesis("kombi", 200));
    await log.next("partial");
    line.say("nonsense");
    await log.next("failed");
    stream.close();
    expect(written).toEqual([]);
    expect(JSON.stringify(log.events)).not.toContain(SECRET);
  });
});

type Story = {
  name: string;
  handshake?: number | "never";
  does?: (call: Call & { line: FakeLine }) => void;
  waits?: number;
  mute?: boolean;
  fault: string;
};
const stories: Story[] = [
  { name: "does not know the key", handshake: 401, fault: "refused" },
  { name: "forbids it", handshake: 403, fault: "refused" },
  { name: "has too many calls", handshake: 429, fault: "overloaded" },
  { name: "is down", handshake: 503, fault: "overloaded" },
  { name: "never answers the handshake", handshake: "never", waits: 3_000, fault: "silent" },
  { name: "cuts the connection", does: ({ line }) => line.cut(), fault: "cut" },
  { name: "goes away", does: ({ line }) => line.hangUp(1000), fault: "cut" },
  {
    name: "sends what is no message of its protocol",
    does: ({ line }) => line.say("HTTP/1.1 200 OK\r\n\r\nhello"),
    fault: "garbage",
  },
  { name: "sends no message at all", does: ({ line }) => line.say("hello"), fault: "garbage" },
  {
    name: "hears and never answers",
    mute: true,
    does: () => undefined,
    waits: 4_000,
    fault: "stalled",
  },
  {
    name: "sends bytes",
    does: ({ line }) => line.say(Uint8Array.of(0, 1, 2, 3)),
    fault: "garbage",
  },
  {
    name: "sends a phrase that is no JSON",
    does: ({ line }) => line.say("X-RequestId:a\r\nPath:speech.phrase\r\n\r\n<oops>"),
    fault: "garbage",
  },
  {
    name: "sends a phrase without its place",
    does: ({ fake, line }) =>
      fake.say(line, "speech.phrase", { RecognitionStatus: "NoMatch", DisplayText: "" }),
    fault: "garbage",
  },
  {
    name: "counts too many requests",
    does: ({ fake, line }) =>
      fake.say(line, "speech.phrase", {
        RecognitionStatus: "TooManyRequests",
        Offset: 0,
        Duration: 0,
      }),
    fault: "overloaded",
  },
  {
    name: "has no quota left",
    does: ({ fake, line }) =>
      fake.say(line, "speech.phrase", { RecognitionStatus: "Forbidden", Offset: 0, Duration: 0 }),
    fault: "refused",
  },
  {
    name: "hangs over a word it has begun",
    does: ({ fake, line }) => fake.say(line, "speech.hypothesis", hypothesis("uh", 200)),
    waits: 4_000,
    fault: "stalled",
  },
];

describe("where Azure", () => {
  it.each(stories)("$name", async ({ handshake, does, waits, mute, fault }) => {
    const made = await call();
    const { fake, clock, log, stream } = made;
    fake.handshake = handshake ?? null;
    if (mute) fake.react = () => undefined;
    for (let frame = 0; frame < 20; frame += 1) stream.push(FRAME);
    if (does) {
      const line = await fake.line();
      await line.until(() => azureAudioBytes(line) === 3_200);
      does({ ...made, line });
      if (waits !== undefined && !mute) await log.next("partial");
      stream.flush();
    } else if (handshake === "never") await fake.untilSockets(1);
    for (let ms = 0; ms < (waits ?? 0); ms += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
    expect((await log.next("failed")).fault).toBe(fault);
    stream.push(FRAME);
    stream.flush();
    stream.close();
    expect(log.events.filter(({ type }) => type === "failed")).toHaveLength(1);
    expect(log.story().at(-1)).toBe(`[failed: ${fault}]`);
    await fake.untilSockets(0);
    expect(clock.waiting()).toBe(0);
  });

  it("takes no such region", async () => {
    const log = transcriptLog();
    createAzure({ key: SECRET, region: "", clock: manualClock() }).open({
      language: "en-US",
      hear: log.hear,
    });
    expect((await log.next("failed")).fault).toBe("refused");
  });

  it("answers after the call has ended, unheard", async () => {
    const { fake, line, log, stream, clock } = await talking();
    stream.close();
    fake.say(line, "speech.hypothesis", hypothesis("kombi", 200));
    await fake.untilSockets(0);
    expect(log.events).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });

  it("is still being reached when the call ends", async () => {
    const { fake, log, stream, clock } = await call();
    fake.handshake = "never";
    await fake.untilSockets(1);
    stream.close();
    await fake.untilSockets(0);
    expect(log.events).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });
});
