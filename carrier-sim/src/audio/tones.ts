import type { Pcm8k } from "../ports.ts";

const RATE = 8_000;
/** ITU-T Q.23: one low and one high frequency for each key, Hz. */
export const LOW_HZ = [697, 770, 852, 941] as const;
export const HIGH_HZ = [1_209, 1_336, 1_477, 1_633] as const;
export const KEYS = ["123A", "456B", "789C", "*0#D"] as const;

/** Each of the two tones at about -9 dBFS, as handsets send them. */
const DTMF_LEVEL = 11_600;

/** A sine of `hz` for `ms` at `level` (peak of 16 bits), with 5 ms ramps against clicks. */
export function tone(hz: number | readonly number[], ms: number, level = 8_000): Pcm8k {
  const parts = typeof hz === "number" ? [hz] : hz;
  const samples = new Int16Array(Math.round((ms * RATE) / 1_000));
  const ramp = Math.min(40, samples.length / 2);
  for (let i = 0; i < samples.length; i += 1) {
    let sum = 0;
    for (const part of parts) sum += Math.sin((2 * Math.PI * part * i) / RATE);
    const edge = Math.min(1, (i + 1) / ramp, (samples.length - i) / ramp);
    samples[i] = Math.round(Math.max(-32_767, Math.min(32_767, sum * level * edge)));
  }
  return samples;
}

/**
 * Renders keys as tones: `0-9 * # A-D`, and `w` (half a second's pause) and `W` (a second's), as the carrier's SendDigits writes them.
 * Anything else is left out.
 */
export function dtmf(
  keys: string,
  { toneMs = 120, gapMs = 80 }: { toneMs?: number; gapMs?: number } = {},
): Pcm8k {
  const pieces: Pcm8k[] = [];
  for (const key of keys) {
    if (key === "w" || key === "W") {
      pieces.push(new Int16Array(key === "w" ? RATE / 2 : RATE));
      continue;
    }
    const row = KEYS.findIndex((line) => line.includes(key.toUpperCase()));
    if (row === -1) continue;
    const column = KEYS[row]!.indexOf(key.toUpperCase());
    pieces.push(
      tone([LOW_HZ[row]!, HIGH_HZ[column]!], toneMs, DTMF_LEVEL),
      new Int16Array((gapMs * RATE) / 1_000),
    );
  }
  return concat(pieces);
}

/** The half second of tone after which a caller is recorded. */
export function beep(): Pcm8k {
  return tone(1_000, 500, 9_000);
}

/** European ringback: 425 Hz, one second on, four off. */
export function ringback(): Pcm8k {
  return concat([tone(425, 1_000, 4_000), new Int16Array(4 * RATE)]);
}

/** 425 Hz, half a second on, half off: the line is engaged. */
export function engaged(): Pcm8k {
  return concat([tone(425, 500, 4_000), new Int16Array(RATE / 2)]);
}

export function concat(pieces: readonly Pcm8k[]): Pcm8k {
  const all = new Int16Array(pieces.reduce((length, piece) => length + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
