import type { Language } from "@patchbay/contracts";
import type { Speaker } from "../corpus/calls.ts";
import { pauseMs } from "../corpus/pauses.ts";
import type { Seeded } from "../corpus/seeded.ts";
import type { Segment } from "../corpus/segments.ts";
import type { Render } from "./espeak.ts";
import { atLevel, fromDb } from "./levels.ts";
import { RATE } from "./resample.ts";

/** A word at its place in a clip, milliseconds. */
export type TimedWord = { readonly text: string; readonly startMs: number; readonly endMs: number };

/** One turn's sound with its labels. */
export type Clip = {
  /** Full scale is 1. */
  readonly samples: Float32Array;
  readonly words: readonly TimedWord[];
  /** Speech without a pause in it. */
  readonly spans: readonly { readonly startMs: number; readonly endMs: number }[];
};

const msOf = (samples: number): number => (samples * 1_000) / RATE;

/** Within a stretch a word lasts as long as it is long: a digit written as such counts as a word. */
function timed(written: string, startMs: number, endMs: number): TimedWord[] {
  const words = written.split(/\s+/u).filter((word) => word !== "");
  const weight = (word: string): number => word.replaceAll(/\d/gu, "xxxxx").length + 1;
  const whole = words.reduce((sum, word) => sum + weight(word), 0);
  let at = startMs;
  return words.map((text) => {
    const from = at;
    at += ((endMs - startMs) * weight(text)) / whole;
    return { text, startMs: from, endMs: at };
  });
}

/** Says the segments one after the other, with the speaker's own pauses between. */
export async function clipOf(
  segments: readonly Segment[],
  language: Language,
  speaker: Speaker,
  render: Render,
  random: Seeded,
): Promise<Clip> {
  const parts: { samples: Float32Array; gap: number; written: string }[] = [];
  for (const { spoken, written, pause } of segments) {
    const sound = await render(spoken, language, speaker);
    const gap = pause === null ? 0 : pauseMs(pause, speaker.tempo, random);
    parts.push({
      samples: atLevel(sound, fromDb(speaker.levelDb)),
      gap: Math.round((gap * RATE) / 1_000),
      written,
    });
  }
  const length = parts.reduce((sum, part) => sum + part.samples.length + part.gap, 0);
  const samples = new Float32Array(length);
  const words: TimedWord[] = [];
  const spans: { startMs: number; endMs: number }[] = [];
  let at = 0;
  for (const part of parts) {
    samples.set(part.samples, at);
    const span = { startMs: msOf(at), endMs: msOf(at + part.samples.length) };
    words.push(...timed(part.written, span.startMs, span.endMs));
    spans.push(span);
    at += part.samples.length + part.gap;
  }
  return { samples, words, spans };
}
