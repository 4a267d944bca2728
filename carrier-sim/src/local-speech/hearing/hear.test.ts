import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { holdMusic } from "../../audio/hold-music.ts";
import { dtmf } from "../../audio/tones.ts";
import type { Pcm8k } from "../../ports.ts";
import { createVoiceBank } from "../../voices/bank.ts";
import { scriptOf, type ScriptLine } from "../testing/script.ts";
import {
  babble,
  firstMs,
  fromMs,
  inARow,
  inNoise,
  overTelephone,
  padded,
  STRANGERS_SENTENCES,
  withLoss,
} from "../testing/telephone.ts";
import { hear } from "./hear.ts";

// A language's lines take a second to speak, on a busy machine ten times that.
vi.setConfig({ hookTimeout: 90_000 });

const voices = createVoiceBank();
let noise: Pcm8k;
beforeAll(async () => {
  noise = await babble(voices);
});
afterAll(() => voices.close());

/** Words alone: commas and capitals differ between lines that share a word's sound. */
const bare = (words: readonly string[]): string =>
  words
    .join(" ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, "");

const lines: [string, (pcm: Pcm8k) => Pcm8k, number][] = [
  ["as it was spoken", (pcm) => pcm, 1],
  ["over a telephone, 18 dB quieter", (pcm) => overTelephone(pcm, 18), 1],
  ["20 dB above babble", (pcm) => overTelephone(inNoise(pcm, noise, 20)), 1],
  ["10 dB above babble", (pcm) => overTelephone(inNoise(pcm, noise, 10)), 0.7],
  ["with two frames of a hundred lost", (pcm) => overTelephone(withLoss(pcm, 2)), 0.85],
];

describe.each(["en", "de", "tr", "ru"] as const)("the personas' lines in %s", (language) => {
  let script: ScriptLine[];
  const heard = (pcm: Pcm8k): readonly string[] =>
    hear(
      pcm,
      script.map(({ known }) => known),
    ).words;
  /** A few of them, spread over all personas; the others are there to be confused with (`bench.ts` takes all). */
  const some = (): ScriptLine[] =>
    script.filter((_, at) => at % Math.ceil(script.length / 6) === 0);
  const long = (): ScriptLine[] => some().filter(({ clip }) => clip.pcm.length > 2_000 * 8);

  beforeAll(async () => {
    script = await scriptOf(language, voices);
  });

  it.each(lines)("are known %s", (_how, line, least) => {
    const results = some().map(({ text, clip }) => ({
      text: bare([text]),
      heard: bare(heard(line(padded(clip.pcm, 300, 400)))),
    }));
    const wrong = results.filter((one) => one.heard !== one.text);
    if (least === 1) expect(wrong).toEqual([]);
    expect(1 - wrong.length / results.length).toBeGreaterThanOrEqual(least);
  });

  it("are known as far as they were said, and from where they were heard", () => {
    for (const { text, clip } of long()) {
      const halfMs = Math.round(clip.pcm.length / 16);
      const words = text.split(" ");
      const begun = heard(overTelephone(padded(firstMs(clip.pcm, halfMs), 200, 300)));
      const rest = heard(overTelephone(padded(fromMs(clip.pcm, halfMs), 0, 300)));
      const said = clip.wordEndsMs.filter((end) => end <= halfMs).length;
      expect(bare(begun)).toBe(bare(words.slice(0, begun.length)));
      expect(bare(rest)).toBe(bare(words.slice(words.length - rest.length)));
      // The word in whose middle it was cut may be on either side, or on both.
      expect(Math.abs(begun.length - said)).toBeLessThanOrEqual(1);
      expect(Math.abs(words.length - rest.length - said)).toBeLessThanOrEqual(1);
    }
  });

  it("grow word by word while they are said", () => {
    const { text, clip } = script[0]!;
    const counts: number[] = [];
    for (let ms = 800; ms < clip.pcm.length / 8; ms += 700) {
      const words = heard(overTelephone(firstMs(clip.pcm, ms)));
      expect(bare([text])).toContain(bare(words));
      counts.push(words.length);
    }
    expect(counts.length).toBeGreaterThan(3);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts[0]).toBeGreaterThan(0);
  });

  it("are the same when they are asked for piece by piece, without what has settled", () => {
    const [one, other] = [long()[0]!, long().at(-1)!];
    const both = overTelephone(
      inARow(padded(one.clip.pcm, 200, 300), padded(other.clip.pcm, 200, 300)),
    );
    const clips = script.map(({ known }) => known);
    const told: string[] = [];
    let [from, most] = [0, 0];
    for (let to = 800; to < both.length / 8; to += 700) {
      const piece = both.subarray(from * 8, to * 8);
      most = Math.max(most, piece.length / 8);
      const { settled } = hear(piece, clips);
      told.push(...settled.words);
      from += settled.untilMs;
    }
    told.push(...heard(both.subarray(from * 8)));
    expect(bare(told)).toBe(bare([one.text, other.text]));
    expect(most).toBeLessThan(4_000);
  });

  it("have no word twice when they are cut in two, and at most the one lost that was cut", () => {
    for (const { text, clip } of long()) {
      for (const share of [0.4, 0.55]) {
        const cutMs = Math.round((clip.pcm.length / 8) * share);
        const told = [firstMs(clip.pcm, cutMs), fromMs(clip.pcm, cutMs)].flatMap((piece) =>
          heard(overTelephone(piece)),
        );
        const words = bare([text]).split(" ");
        const lost = words.length - told.length;
        expect([0, 1]).toContain(lost);
        const ways = words.map((_, at) => words.toSpliced(at, lost).join(" "));
        expect(ways).toContain(bare(told));
      }
    }
  });

  it("are known two in a row", () => {
    const all = some();
    for (const [at, one] of all.entries()) {
      const other = all.at(at - 3)!;
      const both = inARow(padded(one.clip.pcm, 200, 150), padded(other.clip.pcm, 150, 300));
      expect(bare(heard(overTelephone(both)))).toBe(bare([one.text, other.text]));
    }
  });

  it("are not heard in what strangers say, nor in the personas' own voices saying something else", async () => {
    const own = [...new Set(script.map(({ persona }) => persona.voice))];
    for (const sentence of STRANGERS_SENTENCES[language].slice(0, 4)) {
      for (const voice of ["m4", "f1/60", ...own.slice(0, 2)]) {
        const { pcm } = await voices.speak(sentence, language, { voice });
        expect([voice, sentence, ...heard(overTelephone(padded(pcm, 300, 300)))]).toEqual([
          voice,
          sentence,
        ]);
      }
    }
  });

  it("are not heard in music, tones, noise and silence", () => {
    const sounds = {
      music: holdMusic().subarray(0, 40_000),
      keys: dtmf("0123456789"),
      babble: noise.subarray(0, 40_000),
      silence: new Int16Array(16_000),
      nothing: new Int16Array(0),
    };
    for (const [name, pcm] of Object.entries(sounds)) expect([name, ...heard(pcm)]).toEqual([name]);
  });
});
