/** What the player needs to know of a recording before it plays. */
export interface Waveform {
  channels: number;
  durationMs: number;
  /** Per channel 0–100, evenly spaced; at most `MAX_PEAKS`. */
  peaks: number[][];
}

export const MAX_PEAKS = 2000;
/** Finer than 50 ms a peak says nothing at the player's width. */
const SHORTEST_PEAK_MS = 50;

export class NotAudioError extends Error {
  override name = "NotAudioError";
}

interface Layout {
  channels: number;
  sampleRate: number;
  bytesPerSample: number;
  mulaw: boolean;
  dataAt: number;
  dataBytes: number;
}

/** RIFF/WAVE chunk walk; format codes 1 (PCM, 16 bit) and 7 (mu-law) as carriers deliver them. */
function layoutOf(wav: Buffer): Layout {
  if (
    wav.length < 44 ||
    wav.toString("latin1", 0, 4) !== "RIFF" ||
    wav.toString("latin1", 8, 12) !== "WAVE"
  ) {
    throw new NotAudioError("the recording is not a WAV file");
  }
  let format: Omit<Layout, "dataAt" | "dataBytes"> | undefined;
  for (let at = 12; at + 8 <= wav.length;) {
    const id = wav.toString("latin1", at, at + 4);
    const size = wav.readUInt32LE(at + 4);
    if (id === "fmt " && at + 24 <= wav.length) {
      const code = wav.readUInt16LE(at + 8);
      const bits = wav.readUInt16LE(at + 22);
      if (!((code === 1 && bits === 16) || (code === 7 && bits === 8))) {
        throw new NotAudioError(
          `the recording's format ${code} with ${bits} bits is not one we can show`,
        );
      }
      format = {
        channels: wav.readUInt16LE(at + 10),
        sampleRate: wav.readUInt32LE(at + 12),
        bytesPerSample: bits / 8,
        mulaw: code === 7,
      };
    }
    if (id === "data") {
      if (!format || format.channels < 1 || format.channels > 8 || format.sampleRate < 8000)
        throw new NotAudioError("the recording has no usable format header");
      return { ...format, dataAt: at + 8, dataBytes: Math.min(size, wav.length - at - 8) };
    }
    at += 8 + size + (size % 2);
  }
  throw new NotAudioError("the recording has no sound in it");
}

/** Expands one mu-law byte to 16-bit (ITU-T G.711). */
function expand(byte: number): number {
  const flipped = ~byte & 0xff;
  const magnitude = (((flipped & 0x0f) << 3) + 0x84) << ((flipped & 0x70) >> 4);
  return flipped & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
}

/** Throws `NotAudioError` for anything that is no WAV of 16-bit PCM or mu-law. */
export function waveformOf(wav: Buffer): Waveform {
  const layout = layoutOf(wav);
  const frameBytes = layout.channels * layout.bytesPerSample;
  const frames = Math.floor(layout.dataBytes / frameBytes);
  const durationMs = Math.round((frames / layout.sampleRate) * 1000);
  const count = Math.max(1, Math.min(MAX_PEAKS, Math.ceil(durationMs / SHORTEST_PEAK_MS)));
  const peaks = Array.from({ length: layout.channels }, () =>
    Array.from({ length: count }, () => 0),
  );
  for (let frame = 0; frame < frames; frame += 1) {
    const slot = Math.min(count - 1, Math.floor((frame * count) / frames));
    for (let channel = 0; channel < layout.channels; channel += 1) {
      const at = layout.dataAt + frame * frameBytes + channel * layout.bytesPerSample;
      const sample = Math.abs(layout.mulaw ? expand(wav[at] ?? 0xff) : wav.readInt16LE(at));
      const lane = peaks[channel];
      if (lane && sample > (lane[slot] ?? 0)) lane[slot] = sample;
    }
  }
  return {
    channels: layout.channels,
    durationMs,
    peaks: peaks.map((lane) => lane.map((peak) => Math.round((peak / 32768) * 100))),
  };
}
