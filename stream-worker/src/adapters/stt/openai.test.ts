import { afterEach, describe, expect, it } from "vitest";
import type { Language } from "@patchbay/contracts";
import type { TranscriptStream } from "../../ports/speech.ts";
import { bytesIn, commits, committed, completed, delta } from "../../testing/fake-openai.ts";
import {
  startFakeSpeechSocket,
  type FakeLine,
  type FakeSpeechSocket,
} from "../../testing/fake-speech-socket.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "../../testing/transcript-log.ts";
import { createOpenAiTranscription, type OpenAiTranscriptionOptions } from "./openai.ts";

let server: FakeSpeechSocket | null = null;
afterEach(() => server?.close());

type Call = {
  log: TranscriptLog;
  stream: TranscriptStream;
  line: FakeLine;
  speak(ms: number): void;
};

async function call(
  language: Language = "tr-TR",
  more: Partial<OpenAiTranscriptionOptions> = {},
): Promise<Call> {
  server = await startFakeSpeechSocket();
  const log = transcriptLog();
  const stream = createOpenAiTranscription({
    key: SECRET,
    baseUrl: server.url,
    clock: manualClock(),
    ...more,
  }).open({ language, hear: log.hear });
  const line = await server.line();
  await line.until(() => line.heard.length > 0);
  const speak = (ms: number): void => {
    for (let at = 0; at < ms; at += 20) stream.push(FRAME);
  };
  return { log, stream, line, speak };
}

describe("OpenAI's transcription on the wire", () => {
  it("sets the session up for mu-law without the vendor's own endpointing", async () => {
    const { line, stream } = await call();
    expect(`${line.url.pathname}${line.url.search}`).toBe("/v1/realtime?intent=transcription");
    expect(line.headers.authorization).toBe(`Bearer ${SECRET}`);
    // The beta's header is refused nowadays.
    expect(line.headers["openai-beta"]).toBeUndefined();
    expect(line.texts()).toEqual([
      {
        type: "session.update",
        session: {
          type: "transcription",
          audio: {
            input: {
              format: { type: "audio/pcmu" },
              transcription: { model: "gpt-live-transcribe", language: "tr" },
              turn_detection: null,
            },
          },
        },
      },
    ]);
    stream.close();
  });

  it("names another model, and how long it may wait", async () => {
    const { line, stream } = await call("en-US", { model: "gpt-realtime-whisper", delay: "low" });
    expect(line.texts()[0]).toMatchObject({
      session: {
        audio: {
          input: { transcription: { model: "gpt-realtime-whisper", language: "en", delay: "low" } },
        },
      },
    });
    stream.close();
  });

  it("sends speech with its first consonant, no silence, and commits it at the pause", async () => {
    const { line, stream, speak } = await call();
    speak(5_000);
    stream.speechStarted(100);
    speak(600);
    stream.flush();
    await line.until(() => commits(line).length === 1);
    expect(bytesIn(line)).toBe((300 + 100 + 600) * 8);
    speak(5_000);
    stream.speechStarted(0);
    stream.flush();
    await line.until(() => commits(line).length === 2);
    expect(bytesIn(line)).toBe((300 + 100 + 600 + 300) * 8);
    stream.close();
  });

  it("does not send twice what lay between two words close together", async () => {
    const { line, stream, speak } = await call();
    stream.speechStarted(0);
    speak(400);
    stream.flush();
    speak(100);
    stream.speechStarted(40);
    speak(100);
    stream.flush();
    await line.until(() => commits(line).length === 2);
    expect(bytesIn(line)).toBe(600 * 8);
    stream.close();
  });

  it("tells words while they are said, then the final, then that the flush is answered", async () => {
    const { log, line, stream, speak } = await call();
    stream.speechStarted(0);
    speak(400);
    line.say({ type: "session.updated", event_id: "e", session: {} });
    line.say(delta("a", "Kombi"));
    line.say(delta("a", " bozuk"));
    await log.next("partial");
    await log.next("partial");
    stream.flush();
    await line.until(() => commits(line).length === 1);
    line.say(committed("a"));
    line.say(completed("a", "Kombi bozuldu."));
    await log.next("flushed");
    expect(log.story()).toEqual(["~Kombi", "~Kombi bozuk", "Kombi bozuldu.", "[flushed]"]);
    stream.close();
  });

  it("keeps the order of speech where the vendor finishes a later piece first", async () => {
    const { log, line, stream, speak } = await call();
    for (const id of ["a", "b"]) {
      stream.speechStarted(0);
      speak(400);
      stream.flush();
      line.say(committed(id));
    }
    line.say(delta("b", "two"));
    line.say(completed("b", "Two."));
    line.say(delta("a", "one"));
    line.say(completed("a", "One."));
    await log.next("flushed");
    await log.next("flushed");
    expect(log.story().filter((told) => !told.startsWith("~"))).toEqual([
      "One.",
      "[flushed]",
      "Two.",
      "[flushed]",
    ]);
    stream.close();
  });

  it("answers flushes without speech in their turn, and never commits too little", async () => {
    const { log, line, stream, speak } = await call();
    speak(400);
    stream.flush();
    await log.next("flushed");
    stream.speechStarted(0);
    speak(400);
    stream.flush();
    stream.flush();
    await line.until(() => commits(line).length === 1);
    line.say(committed("a"));
    line.say(completed("a", "One."));
    await log.next("flushed");
    await log.next("flushed");
    expect(log.story()).toEqual(["[flushed]", "One.", "[flushed]", "[flushed]"]);
    expect(commits(line)).toEqual([{ type: "input_audio_buffer.commit", event_id: "flush_2" }]);
    stream.close();
  });

  it("takes a commit that found nothing as a pause without words", async () => {
    const { log, line, stream, speak } = await call();
    stream.speechStarted(0);
    speak(400);
    line.say(delta("a", "Uh"));
    await log.next("partial");
    stream.flush();
    await line.until(() => commits(line).length === 1);
    line.say({
      type: "error",
      event_id: "e",
      error: {
        type: "invalid_request_error",
        code: "input_audio_buffer_commit_empty",
        message: "",
        event_id: "flush_1",
      },
    });
    await log.next("flushed");
    expect(log.story()).toEqual(["~Uh", "~", "[flushed]"]);
    stream.close();
  });
});
