import type { Pcm8k } from "../ports.ts";
import { decodeMulaw } from "./mulaw.ts";
import { resampleTo8k } from "./resample.ts";

const PCM = 1;
const FLOAT = 3;
const MULAW = 7;
const EXTENSIBLE = 0xfffe;

/** Wraps interleaved 16-bit samples at 8 kHz into a RIFF/WAV file. */
export function writeWav(samples: Int16Array, channels: 1 | 2): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const tag = (at: number, text: string): void => bytes.set(Buffer.from(text, "latin1"), at);
  tag(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  tag(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, 8_000, true);
  view.setUint32(28, 8_000 * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, 16, true);
  tag(36, "data");
  view.setUint32(40, samples.length * 2, true);
  bytes.set(new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength), 44);
  return bytes;
}

export type WavReading =
  | { kind: "sound"; samples: Int16Array; sampleRate: number; channels: number }
  | { kind: "refused"; reason: string };

interface Format {
  encoding: number;
  channels: number;
  sampleRate: number;
  bits: number;
}

/**
 * Reads a RIFF/WAV file: PCM of 8, 16, 24 or 32 bits, 32-bit float or mu-law, interleaved as 16 bits.
 * A data size that overruns the file (as programs write that stream to a pipe) is cut to what is there.
 */
export function readWav(bytes: Uint8Array): WavReading {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const tag = (at: number): string => Buffer.from(bytes.subarray(at, at + 4)).toString("latin1");
  if (bytes.length < 12 || tag(0) !== "RIFF" || tag(8) !== "WAVE")
    return { kind: "refused", reason: "not a RIFF/WAVE file" };
  let format: Format | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    if (tag(at) === "fmt " && size >= 16) format = readFormat(view, at + 8, size);
    if (tag(at) === "data") {
      if (format === undefined)
        return { kind: "refused", reason: "the sound comes before its format" };
      return decode(bytes.subarray(at + 8, at + 8 + size), format);
    }
    at += 8 + size + (size % 2);
  }
  return { kind: "refused", reason: "no data chunk" };
}

/** Reads a WAV file as mono sound at 8 kHz: channels averaged, other rates resampled. */
export function readWav8k(
  bytes: Uint8Array,
): { kind: "sound"; pcm: Pcm8k } | { kind: "refused"; reason: string } {
  const wav = readWav(bytes);
  if (wav.kind === "refused") return wav;
  if (wav.sampleRate < 4_000 || wav.sampleRate > 192_000) {
    return {
      kind: "refused",
      reason: `${wav.sampleRate} samples a second is outside 4000 to 192000`,
    };
  }
  return { kind: "sound", pcm: resampleTo8k(toMono(wav.samples, wav.channels), wav.sampleRate) };
}

function readFormat(view: DataView, at: number, size: number): Format {
  const encoding = view.getUint16(at, true);
  return {
    encoding: encoding === EXTENSIBLE && size >= 26 ? view.getUint16(at + 24, true) : encoding,
    channels: view.getUint16(at + 2, true),
    sampleRate: view.getUint32(at + 4, true),
    bits: view.getUint16(at + 14, true),
  };
}

function decode(data: Uint8Array, format: Format): WavReading {
  const { encoding, bits, channels, sampleRate } = format;
  if (channels < 1 || channels > 8) return { kind: "refused", reason: `${channels} channels` };
  if (encoding === MULAW && bits === 8)
    return { kind: "sound", samples: decodeMulaw(data), sampleRate, channels };
  const sample = sampleReader(data, encoding, bits);
  if (sample === undefined)
    return { kind: "refused", reason: `encoding ${encoding} with ${bits} bits is not supported` };
  const samples = new Int16Array(Math.floor((data.length * 8) / bits));
  for (let i = 0; i < samples.length; i += 1) samples[i] = sample(i);
  return { kind: "sound", samples, sampleRate, channels };
}

function sampleReader(
  data: Uint8Array,
  encoding: number,
  bits: number,
): ((index: number) => number) | undefined {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  if (encoding === FLOAT && bits === 32) {
    return (i) =>
      Math.max(-32_768, Math.min(32_767, Math.round(view.getFloat32(i * 4, true) * 32_767)));
  }
  if (encoding !== PCM) return undefined;
  if (bits === 8) return (i) => (data[i]! - 128) << 8;
  if (bits === 16) return (i) => view.getInt16(i * 2, true);
  if (bits === 24) return (i) => view.getInt16(i * 3 + 1, true);
  if (bits === 32) return (i) => view.getInt16(i * 4 + 2, true);
  return undefined;
}

function toMono(samples: Int16Array, channels: number): Int16Array {
  if (channels === 1) return samples;
  const mono = new Int16Array(Math.floor(samples.length / channels));
  for (let i = 0; i < mono.length; i += 1) {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += samples[i * channels + channel]!;
    mono[i] = Math.round(sum / channels);
  }
  return mono;
}
