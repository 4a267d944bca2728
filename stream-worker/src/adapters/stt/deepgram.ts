import type { Language } from "@patchbay/contracts";
import { z } from "zod";
import type { SpeechToText } from "../../ports/speech.ts";
import { BYTES_PER_MS } from "./unsent.ts";
import { openVendorStream, type StreamingOptions, type VendorStream } from "./vendor-stream.ts";

const BASE_URL = "wss://api.deepgram.com";
const MODEL = "nova-3";
/** Finals come at pauses of this length by themselves; the turn's end is decided by us. */
const ENDPOINTING_MS = 300;
/** The vendor takes no less. */
const UTTERANCE_END_MS = 1_000;
/** The vendor closes after 10 s without audio or this message (NET-0001). */
const KEEP_ALIVE_MS = 4_000;
/** The answer to `Finalize` "is not guaranteed" where there is little audio; this much waits for it. */
const SETTLE_MS = 700;
/** In silence, too, results come every few seconds; without any of late the vendor hears nothing. */
const LATELY_MS = 5_000;
/** A result that ends this much before a flush has heard all of it: the vendor works in such steps. */
const STEP_MS = 60;
/** Each message costs as much as the frames in it; a flush does not wait for a batch to be full. */
const BATCH_MS = 80;

const CODES: Readonly<Record<Language, string>> = {
  "en-US": "en-US",
  "de-DE": "de",
  "tr-TR": "tr",
  "ru-RU": "ru",
};

const word = z.object({
  word: z.string(),
  punctuated_word: z.string().optional(),
  start: z.number(),
  end: z.number(),
  confidence: z.number().nullish(),
});
const results = z.object({
  type: z.literal("Results"),
  start: z.number(),
  duration: z.number(),
  is_final: z.boolean().default(false),
  from_finalize: z.boolean().default(false),
  channel: z.object({
    alternatives: z
      .array(
        z.object({
          transcript: z.string(),
          confidence: z.number().nullish(),
          words: z.array(word).default([]),
        }),
      )
      .min(1),
  }),
});
const other = z.object({ type: z.string() });

export type DeepgramOptions = StreamingOptions & {
  /** The vendor's name of a model, by language; nova-3 hears all of ours. */
  readonly models?: Partial<Record<Language, string>>;
};

function urlOf(options: DeepgramOptions, language: Language): string {
  const query = new URLSearchParams({
    model: options.models?.[language] ?? MODEL,
    language: CODES[language],
    encoding: "mulaw",
    sample_rate: "8000",
    channels: "1",
    interim_results: "true",
    punctuate: "true",
    endpointing: String(ENDPOINTING_MS),
    utterance_end_ms: String(UTTERANCE_END_MS),
    vad_events: "true",
  });
  return `${options.baseUrl ?? BASE_URL}/v1/listen?${query.toString()}`;
}

/** @returns how far it has heard, milliseconds of the audio given */
function hearResults(
  message: z.infer<typeof results>,
  { telling, line, flushes }: VendorStream,
): number {
  const [best] = message.channel.alternatives;
  const heardMs = line.heardAtMs((message.start + message.duration) * 1000);
  if (!best) return heardMs;
  flushes.progress();
  if (!message.is_final) {
    telling.partial(best.transcript);
    return heardMs;
  }
  telling.final(
    best.transcript,
    best.confidence,
    best.words.map((one) => ({
      text: one.punctuated_word ?? one.word,
      startMs: line.heardAtMs(one.start * 1000),
      endMs: line.heardAtMs(one.end * 1000),
      confidence: one.confidence ?? null,
    })),
  );
  const asked = message.from_finalize ? (flushes.oldestMs() ?? 0) : 0;
  flushes.answer(Math.max(heardMs + STEP_MS, asked));
  return heardMs;
}

/**
 * Deepgram's first streaming wire (`/v1/listen`, the nova models): words with times, revised until
 * a pause, and `Finalize` for what is outstanding. It knows pauses but no turns: `turnEnded` never
 * comes of it.
 */
export function createDeepgram(options: DeepgramOptions): SpeechToText {
  const { clock } = options;
  return {
    name: "deepgram",
    speaks: () => true,
    open({ language, hear }) {
      let heardMs = Number.NEGATIVE_INFINITY;
      const stream = openVendorStream(options, hear, {
        url: urlOf(options, language),
        headers: { Authorization: `Token ${options.key}` },
        batchBytes: BATCH_MS * BYTES_PER_MS,
        settleMs: SETTLE_MS,
        settled: () =>
          stream.telling.shown() === "" && heardMs > (stream.flushes.oldestMs() ?? 0) - LATELY_MS,
        receive(message) {
          const known = results.safeParse(message);
          if (known.success) {
            heardMs = Math.max(heardMs, hearResults(known.data, stream));
            return;
          }
          const { success, data } = other.safeParse(message);
          if (!success || data.type === "Results") return stream.fail("garbage");
          // Said before the vendor closes; its description may quote us and goes no further.
          if (data.type === "Error") stream.fail("cut");
        },
      });
      let keptAt = clock.now();
      const keepAlive = (): void => {
        if (clock.now() - keptAt >= KEEP_ALIVE_MS) stream.line.message('{"type":"KeepAlive"}');
        cancel = clock.after(KEEP_ALIVE_MS, keepAlive);
      };
      let cancel = clock.after(KEEP_ALIVE_MS, keepAlive);
      stream.onEnd(() => cancel());
      return {
        push(audio) {
          keptAt = clock.now();
          stream.push(audio);
        },
        speechStarted: () => undefined,
        flush() {
          stream.flushes.asked(stream.line.givenMs());
          stream.line.message('{"type":"Finalize"}');
        },
        close: () => stream.close('{"type":"CloseStream"}'),
      };
    },
  };
}
