import { afterEach, describe, expect, it, vi } from "vitest";
import type { Language } from "@patchbay/contracts";
import {
  callAzure,
  talkToAzure,
  type AzureCall,
  type AzureTalk,
} from "../../testing/azure-call.ts";
import {
  azureAudioBytes,
  hypothesis,
  phrase,
  readAzure,
  type FakeAzure,
} from "../../testing/fake-azure.ts";
import type { FakeLine } from "../../testing/fake-speech-socket.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";

let server: FakeAzure | null = null;
afterEach(() => server?.close());

async function call(language?: Language): Promise<AzureCall> {
  const made = await callAzure(language);
  server = made.fake;
  return made;
}

async function talking(language?: Language): Promise<AzureTalk> {
  const made = await talkToAzure(language);
  server = made.fake;
  return made;
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
