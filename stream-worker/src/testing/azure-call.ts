import type { Language } from "@patchbay/contracts";
import { createAzure } from "../adapters/stt/azure.ts";
import type { TranscriptStream } from "../ports/speech.ts";
import { azureAudioBytes, startFakeAzure, type FakeAzure } from "./fake-azure.ts";
import type { FakeLine } from "./fake-speech-socket.ts";
import { manualClock, type ManualClock } from "./manual-clock.ts";
import { FRAME, SECRET } from "./speech-faults.ts";
import { transcriptLog, type TranscriptLog } from "./transcript-log.ts";

export type AzureCall = {
  fake: FakeAzure;
  clock: ManualClock;
  log: TranscriptLog;
  stream: TranscriptStream;
  speak(ms: number): void;
};

export type AzureTalk = AzureCall & { line: FakeLine };

export async function callAzure(language: Language = "tr-TR"): Promise<AzureCall> {
  const fake = await startFakeAzure();
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

/** A call whose first 400 ms have arrived. */
export async function talkToAzure(language?: Language): Promise<AzureTalk> {
  const made = await callAzure(language);
  for (let frame = 0; frame < 20; frame += 1) made.stream.push(FRAME);
  const line = await made.fake.line();
  await line.until(() => azureAudioBytes(line) === 3_200);
  return { ...made, line };
}
