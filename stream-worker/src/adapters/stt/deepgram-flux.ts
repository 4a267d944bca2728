import type { Language } from "@patchbay/contracts";
import { z } from "zod";
import type { SpeechFault, SpeechToText } from "../../ports/speech.ts";
import { createFluxTurns } from "./flux-turns.ts";
import { BYTES_PER_MS } from "./unsent.ts";
import { openVendorStream, type StreamingOptions } from "./vendor-stream.ts";

const BASE_URL = "wss://api.deepgram.com";
/** The piece the vendor recommends. */
const BATCH_MS = 80;
const EOT_THRESHOLD = 0.7;
const EAGER_EOT_THRESHOLD = 0.5;
const EOT_TIMEOUT_MS = 5_000;

/** Ten languages; Turkish is not among them. English has a model of its own. */
const MODELS: Partial<Record<Language, { model: string; hint: string | null }>> = {
  "en-US": { model: "flux-general-en", hint: null },
  "de-DE": { model: "flux-general-multi", hint: "de" },
  "ru-RU": { model: "flux-general-multi", hint: "ru" },
};

const turnInfo = z.object({
  type: z.literal("TurnInfo"),
  event: z.string(),
  transcript: z.string(),
  audio_window_end: z.number(),
  trigger: z.string().optional(),
  words: z
    .array(
      z.object({
        word: z.string(),
        confidence: z.number(),
        start: z.number().optional(),
        end: z.number().optional(),
      }),
    )
    .default([]),
});
const other = z.object({ type: z.string(), code: z.string().optional() });

export type DeepgramFluxOptions = StreamingOptions & {
  /** How sure it must be that a turn is over, 0.5–1. */
  readonly eotThreshold?: number;
  /** How sure it must be to tell of it early, 0.3–0.9; null does without. */
  readonly eagerEotThreshold?: number | null;
  /** Silence that ends a turn whatever was said, 500–60,000 ms. */
  readonly eotTimeoutMs?: number;
};

function urlOf(options: DeepgramFluxOptions, language: Language): string {
  const eager =
    options.eagerEotThreshold === undefined ? EAGER_EOT_THRESHOLD : options.eagerEotThreshold;
  const known = MODELS[language];
  const query = new URLSearchParams({
    model: known?.model ?? "flux-general-multi",
    encoding: "mulaw",
    sample_rate: "8000",
    eot_threshold: String(options.eotThreshold ?? EOT_THRESHOLD),
    eot_timeout_ms: String(options.eotTimeoutMs ?? EOT_TIMEOUT_MS),
    ...(eager !== null && { eager_eot_threshold: String(eager) }),
    ...(known?.hint != null && { language_hint: known.hint }),
  });
  return `${options.baseUrl ?? BASE_URL}/v2/listen?${query.toString()}`;
}

/** The vendor's codes are words in capitals; the list is open. */
function faultOf(code: string): SpeechFault {
  if (/RATE|LIMIT|TOO_MANY|CAPACITY/u.test(code)) return "overloaded";
  return /AUTH|FORBIDDEN|INVALID|UNSUPPORTED|UNPARSABLE|CREDIT/u.test(code) ? "refused" : "cut";
}

/**
 * Deepgram's second streaming wire (`/v2/listen`, Flux), which knows when a turn ends. Its text is
 * that of the whole turn and final only at its end; a flush has it end where it does not itself.
 */
export function createDeepgramFlux(options: DeepgramFluxOptions): SpeechToText {
  return {
    name: "deepgram_flux",
    speaks: (language) => MODELS[language] !== undefined,
    open({ language, hear }) {
      const stream = openVendorStream(options, hear, {
        url: urlOf(options, language),
        headers: { Authorization: `Token ${options.key}` },
        batchBytes: BATCH_MS * BYTES_PER_MS,
        settleMs: null,
        patient: () => turns.talking(),
        receive(message) {
          const known = turnInfo.safeParse(message);
          if (known.success) return turns.heard(known.data);
          const { success, data } = other.safeParse(message);
          if (!success || data.type === "TurnInfo") return stream.fail("garbage");
          if (data.type === "Error") return stream.fail(faultOf(data.code ?? ""));
        },
      });
      const turns = createFluxTurns(options.clock, stream);
      stream.onEnd(() => turns.end());
      return {
        push: (audio) => stream.push(audio),
        speechStarted: () => turns.speechStarted(),
        flush: () => turns.flush(),
        close: () => stream.close('{"type":"CloseStream"}'),
      };
    },
  };
}
