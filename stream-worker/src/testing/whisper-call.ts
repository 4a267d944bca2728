import { createWhisper, type WhisperOptions } from "../adapters/stt/whisper.ts";
import type { TranscriptStream } from "../ports/speech.ts";
import { startFakeWhisper, type FakeWhisper, type WhisperAct } from "./fake-whisper.ts";
import { manualClock, type ManualClock } from "./manual-clock.ts";
import { SECRET } from "./speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "./transcript-log.ts";

/** 20 ms of a loud voice; the first byte can be told again in the file. */
export const voice = (first = 0x9f): Uint8Array =>
  Uint8Array.from({ length: 160 }, (_, index) =>
    index === 0 ? first : index % 16 < 8 ? 0x9f : 0x1f,
  );

export type WhisperCall = {
  fake: FakeWhisper;
  clock: ManualClock;
  log: TranscriptLog;
  stream: TranscriptStream;
  /** Speech in real time. */
  speak(ms: number, frame?: Uint8Array): void;
  say(ms: number, frame?: Uint8Array): void;
};

export async function callWhisper(
  acts: WhisperAct[],
  more: Partial<WhisperOptions> = {},
): Promise<WhisperCall> {
  const fake = await startFakeWhisper(...acts);
  const clock = manualClock();
  const log = transcriptLog();
  const stream = createWhisper({
    baseUrl: fake.url,
    key: SECRET,
    dialect: { kind: "transcribe" },
    clock,
    partialEveryMs: null,
    ...more,
  }).open({ language: "tr-TR", hear: log.hear });
  const speak = (ms: number, frame = voice()): void => {
    for (let at = 0; at < ms; at += 20) {
      stream.push(frame);
      clock.advance(20);
    }
  };
  const say = (ms: number, frame = voice()): void => {
    stream.speechStarted(0);
    speak(ms, frame);
    stream.flush();
  };
  return { fake, clock, log, stream, speak, say };
}

/** Runs the clock on until something has happened that takes turns of the event loop, too. */
export async function pass(clock: ManualClock, happened: Promise<unknown>): Promise<void> {
  let over = false;
  void happened.then(() => {
    over = true;
  });
  while (!over) {
    clock.advance(10);
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
}
