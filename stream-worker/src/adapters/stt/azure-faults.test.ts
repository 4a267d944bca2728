import { afterEach, describe, expect, it } from "vitest";
import {
  callAzure,
  talkToAzure,
  type AzureCall,
  type AzureTalk,
} from "../../testing/azure-call.ts";
import { azureAudioBytes, hypothesis, type FakeAzure } from "../../testing/fake-azure.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { transcriptLog } from "../../testing/transcript-log.ts";
import { createAzure } from "./azure.ts";

let server: FakeAzure | null = null;
afterEach(() => server?.close());

async function call(): Promise<AzureCall> {
  const made = await callAzure();
  server = made.fake;
  return made;
}

async function talking(): Promise<AzureTalk> {
  const made = await talkToAzure();
  server = made.fake;
  return made;
}

type Story = {
  name: string;
  handshake?: number | "never";
  does?: (call: AzureTalk) => void;
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
