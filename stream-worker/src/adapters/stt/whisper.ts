import type { Language } from "@patchbay/contracts";
import { createSampleReader } from "../../domain/audio/samples.ts";
import { wavOf } from "../../domain/audio/wav.ts";
import type { SpeechToText } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { createResampler } from "../resample.ts";
import { createTelling } from "./telling.ts";
import { formOf, type WhisperDialect } from "./whisper-dialects.ts";
import { createWhisperStream } from "./whisper-stream.ts";
import { createUpload, TRIES } from "./whisper-upload.ts";

const PARTIAL_EVERY_MS = 700;

export type WhisperOptions = {
  /** Under this name it is listed, counted and rested: `whisper`, or `local` for one on this machine. */
  readonly name?: string;
  /** `http:` or `https:`; may carry a path before the dialect's own. */
  readonly baseUrl: string;
  readonly key?: string | null;
  readonly dialect: WhisperDialect;
  readonly clock: Clock;
  /** Of the files sent: the line's own, or twice that for servers that take nothing less. */
  readonly sampleRate?: 8_000 | 16_000;
  /** All by default: Whisper knows a hundred. */
  readonly languages?: readonly Language[];
  /** The utterance so far is sent again this often, at least 700 ms apart; null sends none. */
  readonly partialEveryMs?: number | null;
  /** Over all tries of one upload; 8 s. */
  readonly totalMs?: number;
};

/** Audio as a WAV file, 16 bits a sample. */
function fileOf(audio: Uint8Array, sampleRate: 8_000 | 16_000): Uint8Array<ArrayBuffer> {
  const samples = createSampleReader("mulaw").push(audio);
  if (sampleRate === 8_000) return wavOf(samples, sampleRate);
  const resampler = createResampler(8_000, sampleRate);
  const whole = new Int16Array(samples.length * 2);
  const most = resampler.push(samples);
  whole.set(most);
  whole.set(resampler.end(), most.length);
  return wavOf(whole, sampleRate);
}

/**
 * Whisper behind HTTP: hears one utterance at a time, as a 16-bit WAV file. Partials come from
 * sending the growing utterance again, for as long as the server answers fast enough.
 */
export function createWhisper(options: WhisperOptions): SpeechToText {
  const { clock, languages } = options;
  const name = options.name ?? "whisper";
  // whisper.cpp's server reads 16 kHz alone, unless it was started to convert.
  const sampleRate =
    options.sampleRate ?? (options.dialect.kind === "whisper_cpp" ? 16_000 : 8_000);
  const upload = createUpload({
    vendor: name,
    baseUrl: options.baseUrl,
    key: options.key ?? null,
    clock,
    totalMs: options.totalMs,
  });
  return {
    name,
    speaks: (language) => languages === undefined || languages.includes(language),
    open({ language, hear }) {
      const form = formOf(options.dialect, language);
      return createWhisperStream({
        clock,
        telling: createTelling(hear),
        partialEveryMs:
          options.partialEveryMs === undefined ? PARTIAL_EVERY_MS : options.partialEveryMs,
        recognise: (audio, partial, signal) =>
          upload(fileOf(audio, sampleRate), form, partial ? 1 : TRIES, signal),
      });
    },
  };
}
