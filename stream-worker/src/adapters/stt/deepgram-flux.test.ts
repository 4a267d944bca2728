import { afterEach, describe, expect, it } from "vitest";
import type { Language } from "@patchbay/contracts";
import type { TranscriptStream } from "../../ports/speech.ts";
import { turnInfo } from "../../testing/fake-deepgram.ts";
import {
  startFakeSpeechSocket,
  type FakeLine,
  type FakeSpeechSocket,
} from "../../testing/fake-speech-socket.ts";
import { manualClock, type ManualClock } from "../../testing/manual-clock.ts";
import { FRAME, SECRET } from "../../testing/speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "../../testing/transcript-log.ts";
import { createDeepgramFlux, type DeepgramFluxOptions } from "./deepgram-flux.ts";

let server: FakeSpeechSocket | null = null;
afterEach(() => server?.close());

type Call = {
  clock: ManualClock;
  log: TranscriptLog;
  stream: TranscriptStream;
  line: FakeLine;
  speak(ms: number): void;
};

async function call(
  language: Language = "en-US",
  more: Partial<DeepgramFluxOptions> = {},
): Promise<Call> {
  server = await startFakeSpeechSocket();
  const clock = manualClock();
  const log = transcriptLog();
  const recogniser = createDeepgramFlux({ key: SECRET, baseUrl: server.url, clock, ...more });
  const stream = recogniser.open({ language, hear: log.hear });
  const speak = (ms: number): void => {
    for (let at = 0; at < ms; at += 20) {
      stream.push(FRAME);
      clock.advance(20);
    }
  };
  stream.push(new Uint8Array(640));
  const line = await server.line();
  line.say({ type: "Connected", request_id: "r", sequence_id: 0 });
  await line.until(() => line.audioBytes() === 640);
  return { clock, log, stream, line, speak };
}

describe("Flux on the wire", () => {
  it.each([
    ["en-US", "flux-general-en", null],
    ["de-DE", "flux-general-multi", "de"],
    ["ru-RU", "flux-general-multi", "ru"],
  ] as const)("asks for %s, with the key in the header alone", async (language, model, hint) => {
    const { line, stream } = await call(language);
    expect(line.url.pathname).toBe("/v2/listen");
    expect(Object.fromEntries(line.url.searchParams)).toEqual({
      model,
      encoding: "mulaw",
      sample_rate: "8000",
      eot_threshold: "0.7",
      eager_eot_threshold: "0.5",
      eot_timeout_ms: "5000",
      ...(hint !== null && { language_hint: hint }),
    });
    expect(line.headers.authorization).toBe(`Token ${SECRET}`);
    stream.close();
  });

  it("does without early ends where none are wanted, and without Turkish always", async () => {
    const { line, stream } = await call("en-US", { eagerEotThreshold: null, eotThreshold: 0.9 });
    expect(line.url.searchParams.has("eager_eot_threshold")).toBe(false);
    expect(line.url.searchParams.get("eot_threshold")).toBe("0.9");
    stream.close();
    const flux = createDeepgramFlux({ key: SECRET, clock: manualClock() });
    expect(["en-US", "de-DE", "ru-RU", "tr-TR"].map((one) => flux.speaks(one as Language))).toEqual(
      [true, true, true, false],
    );
  });

  it("tells of turns: early ends, what takes them back, and ends", async () => {
    const { log, stream, line } = await call();
    line.say(turnInfo("Update", [], 250));
    line.say(turnInfo("StartOfTurn", [["My", 300, 400]], 500));
    line.say(turnInfo("Update", [["My", 300, 400]], 600));
    line.say(
      turnInfo(
        "EagerEndOfTurn",
        [
          ["My", 300, 400],
          ["boiler", 400, 700],
        ],
        900,
      ),
    );
    line.say(
      turnInfo(
        "TurnResumed",
        [
          ["My", 300, 400],
          ["boiler", 400, 700],
        ],
        1_000,
      ),
    );
    line.say(
      turnInfo(
        "EndOfTurn",
        [
          ["My", 300, 400],
          ["boiler", 400, 700],
          ["leaks.", 1_000, 1_300],
        ],
        1_600,
        "model",
      ),
    );
    await log.next("final");
    expect(log.story()).toEqual([
      "~My",
      "~My boiler",
      "[turnEnded early]",
      "[turnResumed]",
      "My boiler leaks.",
      "[turnEnded]",
    ]);
    expect(log.events[4]).toMatchObject({
      confidence: expect.closeTo(0.8),
      words: [{ startMs: 300 }, {}, { text: "leaks.", startMs: 1_000, endMs: 1_300 }],
    });
    stream.close();
  });

  it("lets a turn end by itself after a flush, and answers with its words", async () => {
    const { log, stream, line, speak } = await call();
    speak(520);
    line.say(turnInfo("StartOfTurn", [["Yes.", 100, 300]], 500));
    await log.next("partial");
    stream.flush();
    speak(100);
    line.say(turnInfo("EndOfTurn", [["Yes.", 100, 300]], 640, "model"));
    await log.next("flushed");
    speak(1_000);
    expect(log.story()).toEqual(["~Yes.", "Yes.", "[turnEnded]", "[flushed]"]);
    expect(line.texts()).toEqual([]);
    stream.close();
  });

  it("forces a turn to its end that does not end, once all before the flush was heard", async () => {
    const { log, stream, line, speak } = await call();
    speak(520);
    line.say(turnInfo("StartOfTurn", [["Five", 100, 300]], 300));
    await log.next("partial");
    stream.flush();
    speak(400);
    // Overdue, but its last words are still on their way.
    expect(line.texts()).toEqual([]);
    line.say(
      turnInfo(
        "Update",
        [
          ["Five", 100, 300],
          ["two", 350, 500],
        ],
        700,
      ),
    );
    await line.until(() => line.texts().length > 0);
    expect(line.texts()).toEqual([{ type: "ForceEndTurn" }]);
    line.say(
      turnInfo(
        "EndOfTurn",
        [
          ["Five", 100, 300],
          ["two", 350, 500],
        ],
        720,
        "manual",
      ),
    );
    await log.next("flushed");
    // An end that we asked for is not the caller's.
    expect(log.story()).toEqual(["~Five", "~Five two", "Five two", "[flushed]"]);
    stream.close();
  });

  it("does not force the end of a turn in which the caller goes on, and waits as long as they talk", async () => {
    const { log, stream, line, speak } = await call();
    speak(520);
    line.say(turnInfo("StartOfTurn", [["Five", 100, 300]], 600));
    await log.next("partial");
    stream.flush();
    speak(100);
    stream.speechStarted(60);
    speak(10_000);
    expect(line.texts()).toEqual([]);
    expect(log.story()).toEqual(["~Five"]);
    stream.flush();
    line.say(
      turnInfo(
        "EndOfTurn",
        [
          ["Five", 100, 300],
          ["six", 9_000, 9_400],
        ],
        10_700,
        "model",
      ),
    );
    await log.next("flushed");
    await log.next("flushed");
    expect(log.story().slice(1)).toEqual(["Five six", "[turnEnded]", "[flushed]", "[flushed]"]);
    stream.close();
  });

  it("answers a flush without words as soon as it is sure that there were none", async () => {
    const { log, stream, line, speak } = await call();
    speak(420);
    stream.flush();
    line.say(turnInfo("Update", [], 500));
    line.say(turnInfo("Update", [], 640));
    line.say(turnInfo("Update", [], 900));
    await log.next("flushed");
    expect(log.story()).toEqual(["[flushed]"]);
    stream.close();
  });
});
