import type { SpeechFault, SpeechToText } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { readPhrase } from "./azure-phrase.ts";
import { startAzureSession, type AzureSession } from "./azure-session.ts";
import { loadAzureSdk } from "./azure-sdk.ts";
import { createFlushes } from "./flushes.ts";
import { createTelling } from "./telling.ts";
import { BYTES_PER_MS, createUnsent } from "./unsent.ts";
import type { OpenOptions } from "./vendor-stream.ts";
import { CONNECT_MS, KEPT_MS } from "./voice-line.ts";

/** The vendor's silence that ends a phrase, 100–5,000 ms. */
const SEGMENTATION_MS = 500;
/** The vendor cannot be asked for a final; without a hypothesis after this long there was no word. */
const SETTLE_MS = 1_000;
const AUDIO_STOPPED_MS = 1_000;

export type AzureOptions = {
  readonly key: string;
  /** Such as `westeurope`. */
  readonly region: string;
  /** In place of the region's own; `ws:` or `wss:`, without a path. */
  readonly host?: string | undefined;
  readonly clock: Clock;
  readonly connectMs?: number;
  readonly stallMs?: number;
  readonly segmentationMs?: number;
  /** Told of audio that could not be sent in time, milliseconds. */
  readonly dropped?: (ms: number) => void;
};

function openAzure(options: AzureOptions, { language, hear }: OpenOptions) {
  const { clock, key, region, host } = options;
  const segmentationMs = options.segmentationMs ?? SEGMENTATION_MS;
  const telling = createTelling(hear);
  const unsent = createUnsent(KEPT_MS * BYTES_PER_MS, options.dropped ?? (() => undefined));
  let session: AzureSession | null = null;
  let connected = false;
  let listens = false;
  let pushedAt = Number.NEGATIVE_INFINITY;

  const end = (): void => {
    cancelDeadline();
    flushes.end();
    session?.end();
    session = null;
  };
  const fail = (fault: SpeechFault): void => {
    if (telling.ended()) return;
    telling.failed(fault);
    end();
  };
  const flushes = createFlushes({
    clock,
    stallMs: options.stallMs,
    settleMs: SETTLE_MS,
    settled: () => listens && telling.shown() === "",
    live: () => connected && clock.now() - pushedAt < AUDIO_STOPPED_MS,
    answered: () => telling.flushed(),
    stalled: () => fail("stalled"),
  });
  const cancelDeadline = clock.after(options.connectMs ?? CONNECT_MS, () => fail("silent"));

  const pump = (): void => {
    while (connected) {
      const next = unsent.next(1);
      if (next === null || typeof next === "string") return;
      session?.write(next);
    }
  };
  const start = async (): Promise<void> => {
    const sdk = await loadAzureSdk();
    if (telling.ended()) return;
    session = startAzureSession(
      sdk,
      { key, region, host, language, segmentationMs, keptMs: KEPT_MS },
      {
        connected() {
          if (telling.ended()) return;
          cancelDeadline();
          connected = true;
          pump();
        },
        heard() {
          listens = true;
        },
        hypothesis(text) {
          flushes.progress();
          telling.partial(text);
        },
        phrase(text, json) {
          flushes.progress();
          const phrase = readPhrase(json, unsent.heardAtMs);
          if (!phrase) return fail("garbage");
          telling.final(text, phrase.confidence, phrase.words);
          // It ends a phrase after this much silence: so far, too, it has listened.
          flushes.answer(phrase.endMs + segmentationMs);
        },
        failed: fail,
      },
    );
  };
  // A region or key that the SDK does not even take.
  start().catch(() => fail("refused"));

  return {
    push(audio: Uint8Array) {
      if (telling.ended()) return;
      pushedAt = clock.now();
      unsent.audio(audio);
      pump();
    },
    speechStarted: () => undefined,
    flush() {
      if (!telling.ended()) flushes.asked(unsent.givenMs());
    },
    close() {
      if (telling.ended()) return;
      telling.end();
      end();
    },
  };
}

/**
 * Azure's continuous recognition, by the vendor's SDK: it speaks a protocol that is described
 * nowhere else. Phrases end by silence; a flush waits for the phrase that is open.
 */
export function createAzure(options: AzureOptions): SpeechToText {
  // Half a second of work that would stop every call's audio if it were done in the middle of one.
  loadAzureSdk().catch(() => undefined);
  return {
    name: "azure",
    speaks: () => true,
    open: (open) => openAzure(options, open),
  };
}
