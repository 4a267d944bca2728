import { createSampleReader } from "../../domain/audio/samples.ts";
import { createWavReader } from "../../domain/audio/wav-reader.ts";
import { encodeMulaw } from "../../domain/mulaw.ts";
import type { Mulaw8k } from "../../ports/speech.ts";
import { createResampler, type Resampler } from "../resample.ts";
import { Setback } from "./watch.ts";

/** What a vendor sends, made into what is played. Throws `Setback` where it is not sound. */
export type SoundReader = {
  take(bytes: Uint8Array): Mulaw8k;
  /** Nothing more comes; what was still kept. */
  end(): Mulaw8k;
  /** Frees what it holds, also before the end. */
  close(): void;
};

const NOTHING = new Uint8Array(0);
const HZ = 8_000;
/** A millisecond of mu-law: not missed, and enough to tell. */
const SNIFFED_BYTES = 8;
const WAV = "RIFF";
/** Files in the place of bare samples: their headers would be played as a click, or all as noise. */
const FILES = ["OggS", "ID3", "fLaC"];

/**
 * Whether bytes that are called sound are a file or an error in writing. Speech starts around zero,
 * whose bytes are far from letters; eight letters in a row after `{` or `<` are no waveform.
 */
function isWriting(head: string): boolean {
  return FILES.some((magic) => head.startsWith(magic)) || /^\s*[{<[][\x20-\x7e\s]*$/u.test(head);
}

/** Looks at the first bytes, however they are cut, before it lets a reader have them. */
function sniffed(readerFor: (head: string) => SoundReader): SoundReader {
  let kept = NOTHING;
  let reader: SoundReader | null = null;
  const begin = (): SoundReader => {
    const head = Buffer.from(kept.subarray(0, SNIFFED_BYTES)).toString("latin1");
    if (isWriting(head)) throw new Setback("garbage");
    return readerFor(head);
  };
  return {
    take(bytes) {
      if (reader !== null) return reader.take(bytes);
      kept = Buffer.concat([kept, bytes]);
      if (kept.length < SNIFFED_BYTES) return NOTHING;
      reader = begin();
      return reader.take(kept);
    },
    end() {
      if (reader !== null) return reader.end();
      if (kept.length === 0) return NOTHING;
      reader = begin();
      return Buffer.concat([reader.take(kept), reader.end()]);
    },
    close: () => reader?.close(),
  };
}

/** Headerless mu-law at 8 kHz, passed on as it is. */
export function readMulaw(): SoundReader {
  const passed: SoundReader = {
    take: (bytes) => bytes,
    end: () => NOTHING,
    close: () => undefined,
  };
  return sniffed((head) => {
    if (head.startsWith(WAV)) throw new Setback("garbage");
    return passed;
  });
}

function resamplerFrom(rateHz: number): Resampler {
  try {
    return createResampler(rateHz, HZ);
  } catch {
    throw new Setback("garbage");
  }
}

/** A RIFF/WAV file while it comes, at the rate of its header. */
export function readWav(): SoundReader {
  const wav = createWavReader();
  let resampler: Resampler | null = null;
  return {
    take(bytes) {
      const piece = wav.push(bytes);
      if (piece.kind === "refused") throw new Setback("garbage");
      if (piece.kind === "more") return NOTHING;
      resampler ??= resamplerFrom(piece.rateHz);
      return encodeMulaw(resampler.push(piece.pcm));
    },
    end: () => (resampler === null ? NOTHING : encodeMulaw(resampler.end())),
    close: () => resampler?.close(),
  };
}

function readSamples(rateHz: number): SoundReader {
  const samples = createSampleReader();
  const resampler = resamplerFrom(rateHz);
  let bytesTaken = 0;
  return {
    take(bytes) {
      bytesTaken += bytes.length;
      return encodeMulaw(resampler.push(samples.push(bytes)));
    },
    end() {
      // Half a sample: something was lost on the way.
      if (bytesTaken % 2 === 1) throw new Setback("cut");
      return encodeMulaw(resampler.end());
    },
    close: () => resampler.close(),
  };
}

/**
 * Headerless 16-bit samples, mono, little endian, at `rateHz`. A server that sends a WAV file
 * whatever it is asked for is understood as well.
 */
export function readPcm(rateHz: number): SoundReader {
  return sniffed((head) => (head.startsWith(WAV) ? readWav() : readSamples(rateHz)));
}
