import { randomUUID } from "node:crypto";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { encodeMulaw } from "./domain/mulaw.ts";
import { hasEspeak, speak } from "./testing/espeak.ts";
import { aConversation, finalOf, type FakeApi, type Seen } from "./testing/fake-api.ts";
import { mediaToken } from "./testing/fake-carrier.ts";
import { connectStream, type FakeStream, type MarkManner } from "./testing/fake-stream.ts";
import { startHarness, type Harness } from "./testing/harness.ts";
import { startLocalSpeech, type LocalSpeech } from "./testing/local-speech.ts";

const GREETING = "Hello, this is AssetCare24. How can I help you?";

let house: Harness;
let api: FakeApi;
let speech: LocalSpeech;
/** Real speech: the detector is the real one and hears nothing else. */
let heating: Uint8Array;
let interruption: Uint8Array;

beforeAll(async () => {
  if (!hasEspeak) return;
  const say = async (text: string): Promise<Uint8Array> =>
    encodeMulaw(Int16Array.from((await speak("en-us", text)).sound));
  heating = await say("My heating is broken since yesterday evening.");
  interruption = await say("No, wait a moment please.");
});
beforeEach(async () => {
  speech = await startLocalSpeech();
  house = await startHarness({ LOCAL_RECOGNISER_URL: speech.url, LOCAL_VOICE_URL: speech.url });
  ({ api } = house);
});
afterEach(async () => {
  await house.close();
  await speech.close();
});

async function call(callId: string, marks?: MarkManner): Promise<FakeStream> {
  const token = await mediaToken(callId, { purpose: "stream" });
  const parameters = { token, language: "en-US" };
  return connectStream(house.streamUrl(), parameters, marks && { marks });
}

const isFinal =
  (speaker: string, text?: RegExp) =>
  (seen: Seen): boolean => {
    const final = finalOf(seen);
    return final?.["speaker"] === speaker && (text?.test(String(final["text"])) ?? true);
  };

/** Longest run of silence the caller heard between two instants, milliseconds. */
function longestSilence(heard: Uint8Array, fromMs: number): number {
  let longest = 0;
  let run = 0;
  for (let at = fromMs * 8; at < heard.length; at += 160) {
    const quiet = heard
      .subarray(at, at + 160)
      .every((byte) => byte >= 0xf0 || (byte & 0x70) === 0x70);
    run = quiet ? run + 20 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

const nowMs = (line: FakeStream): number => line.heard().length / 8;

describe.skipIf(!hasEspeak)("a call by the bot's own ears and voice", () => {
  it("greets, hears a caller, answers, and says how long they waited and why", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await api.until(isFinal("bot", /AssetCare24/));
    expect(speech.said[0]).toContain("How can I help you?");
    speech.words = "My heating is broken since yesterday evening.";
    await line.say(heating);
    const caller = await api.until(isFinal("caller"));
    expect(finalOf(caller)).toMatchObject({ text: speech.words, language: "en-US" });
    const measured = await api.until((seen) => seen.name === "turn.measured");
    expect(measured.body["turn"]).toMatchObject({
      utteranceId: finalOf(caller)?.["id"],
      reason: "silence",
      expectation: "open",
    });
    await line.until(() => line.isSounding());
    const answer = await api.until(isFinal("bot", /street|address|where/i));
    expect(finalOf(answer)).toMatchObject({ heard: null, interrupted: false });
    // Unpaced, the greeting alone would be three seconds; the machine's own lateness comes on top of 300 ms.
    expect(line.mostBufferedMs()).toBeLessThan(1_000);
    line.hangUp();
    const closed = await api.until((seen) => seen.name === "session.closed");
    expect(closed.body).toMatchObject({ purpose: "stream", cause: "caller_gone" });
  });

  it.each<MarkManner>(["documented", "never", "at once"])(
    "keeps what was heard of an interrupted answer with marks that come back %s",
    async (manner) => {
      const callId = randomUUID();
      const line = await call(callId, manner);
      await api.until(isFinal("bot", /AssetCare24/));
      speech.words = "My heating is broken since yesterday evening.";
      await line.say(heating);
      await api.until((seen) => seen.name === "turn.measured");
      const began = nowMs(line);
      await line.until(() => nowMs(line) > began + 900);
      speech.words = "No, wait a moment please.";
      const spoken = line.say(interruption);
      const cut = await api.until(
        (seen) => isFinal("bot")(seen) && finalOf(seen)?.["interrupted"] === true,
      );
      await spoken;
      const { text, heard } = finalOf(cut) as { text: string; heard: string };
      expect(text.startsWith(heard)).toBe(true);
      // The voice takes 60 ms a character: what was played tells what can have been heard.
      const played = (nowMs(line) - began) / 60;
      expect(heard.length).toBeGreaterThan(0);
      expect(heard.length).toBeLessThan(Math.min(text.length, played + 5));
      expect(line.events.some((one) => one.type === "clear")).toBe(true);
      const next = await api.until(isFinal("caller", /wait a moment/));
      expect(finalOf(next)).toMatchObject({ text: "No, wait a moment please." });
      line.hangUp();
    },
  );

  it("is silent at once when a human takes over, and goes on when they do not come", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await line.until(() => line.isSounding());
    const began = nowMs(line);
    await line.until(() => nowMs(line) > began + 900);
    const asked = performance.now();
    expect(await api.command("bot.stop", { callId, epoch: 2, reason: "takeover" })).toMatchObject({
      ok: true,
    });
    await line.until(() => line.events.some((one) => one.type === "clear"));
    const cleared = line.events.find((one) => one.type === "clear")?.at ?? Infinity;
    expect(cleared - asked).toBeLessThan(150);
    const cut = await api.until(isFinal("bot"));
    expect(finalOf(cut)).toMatchObject({ text: GREETING, interrupted: true });
    speech.words = "My heating is broken since yesterday evening.";
    await line.say(heating);
    await api.until(isFinal("caller"));
    expect(line.isSounding()).toBe(false);
    await api.command("bot.resume", { callId, epoch: 3, reason: "takeover_failed" });
    await line.until(() => line.isSounding());
    await api.until(isFinal("bot", /street|address|where/i));
    line.hangUp();
  });

  it("goes on in context on another worker, without a second greeting", async () => {
    const callId = randomUUID();
    api.conversation = (id) =>
      aConversation(id, {
        resumed: true,
        resumeReason: "worker_lost",
        utterances: [
          {
            id: randomUUID(),
            speaker: "bot",
            speakerName: null,
            text: GREETING,
            language: "en-US",
            startedMs: 0,
            endedMs: 2_000,
            heard: null,
            interrupted: false,
            confidence: null,
            untranscribed: false,
          },
        ],
      });
    const line = await call(callId);
    await line.until(() => line.isSounding());
    await api.until(isFinal("bot"));
    expect(speech.said.join(" ")).not.toContain("How can I help you?");
    expect(speech.said[0]).toContain("cut off");
    line.hangUp();
  });

  it("says a colleague's words as they stand", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await api.until(isFinal("bot", /AssetCare24/));
    const text = "A colleague will be with you at five.";
    await api.command("bot.whisper", { callId, epoch: 1, kind: "say", text });
    const said = await api.until(isFinal("bot", /colleague/));
    expect(finalOf(said)).toMatchObject({ text, heard: null });
    line.hangUp();
  });

  it("sends what both say to who listens, in pairs", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await api.command("listen.start", { callId });
    await line.until(() => line.isSounding());
    const frame = await api.until((seen) => {
      if (seen.name !== "audio.frame") return false;
      const bytes = Buffer.from(seen.body["frame"] as Uint8Array);
      return bytes.subarray(24 + 160).some((byte) => byte < 0x60);
    });
    expect(Buffer.from(frame.body["frame"] as Uint8Array)).toHaveLength(24 + 320);
    const level = await api.until(
      (seen) => seen.name === "level.measured" && Number(seen.body["other"]) > 30,
    );
    expect(level.body["caller"]).toBe(0);
    line.hangUp();
  });
});

describe.skipIf(!hasEspeak)("when a vendor fails", () => {
  it("gives the call back when nobody hears the caller, rather than talk to itself", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await api.until(isFinal("bot", /AssetCare24/));
    speech.refuses = 401;
    await line.say(heating);
    await line.until(() => line.closed());
    const closed = await api.until((seen) => seen.name === "session.closed");
    expect(closed.body).toMatchObject({ purpose: "stream", cause: "failed" });
  });

  it("asks to say it again when the recogniser does not answer, and is never silent for three seconds", async () => {
    const line = await call(randomUUID());
    await api.until(isFinal("bot", /AssetCare24/));
    speech.deaf = true;
    await line.say(heating);
    const from = nowMs(line);
    await api.until(isFinal("bot", /did not catch/));
    expect(longestSilence(line.heard(), from)).toBeLessThan(3_000);
    line.hangUp();
  });

  it("is never silent for three seconds while it answers", async () => {
    const callId = randomUUID();
    const line = await call(callId);
    await api.until(isFinal("bot", /AssetCare24/));
    speech.words = "My heating is broken since yesterday evening.";
    await line.say(heating);
    await api.until((seen) => seen.name === "turn.measured");
    const from = nowMs(line);
    await api.until(isFinal("bot", /street|address|where/i));
    expect(longestSilence(line.heard(), from)).toBeLessThan(3_000);
    line.hangUp();
  });

  it("gives the call back when no voice speaks", async () => {
    speech.dumb = true;
    const line = await call(randomUUID());
    await line.until(() => line.closed());
    const closed = await api.until((seen) => seen.name === "session.closed");
    expect(closed.body).toMatchObject({ purpose: "stream", cause: "failed" });
    expect(longestSilence(line.heard(), 0)).toBeLessThan(3_000);
  });
});

it("lets nobody in with a token for something else", async () => {
  const token = await mediaToken(randomUUID(), { purpose: "relay" });
  const line = await connectStream(house.streamUrl(), { token, language: "en-US" });
  await line.until(() => line.closed());
  expect(api.seen.some((seen) => seen.name === "session.opened")).toBe(false);
});
