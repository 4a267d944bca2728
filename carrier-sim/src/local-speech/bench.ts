import { holdMusic } from "../audio/hold-music.ts";
import type { Pcm8k } from "../ports.ts";
import { createVoiceBank } from "../voices/bank.ts";
import { hear } from "./hearing/hear.ts";
import { scriptOf, type ScriptLine } from "./testing/script.ts";
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
} from "./testing/telephone.ts";

/**
 * `node carrier-sim/src/local-speech/bench.ts [language…]`: how the local recogniser hears every line of
 * every persona, whole, cut and in pairs, and what it makes of strangers; and the time it takes.
 */
const LANGUAGES = ["en", "de", "tr", "ru"] as const;
const STRANGERS = ["f1", "f2", "f2/62", "f3", "f4", "f5", "m1", "m2", "m3/38", "m3/55", "m4", "m7"];

const voices = createVoiceBank();
const noise = await babble(voices);
const lines: [string, (pcm: Pcm8k) => Pcm8k][] = [
  ["clean", (pcm) => pcm],
  ["telephone -18 dB", (pcm) => overTelephone(pcm, 18)],
  ["babble 20 dB", (pcm) => overTelephone(inNoise(pcm, noise, 20))],
  ["babble 10 dB", (pcm) => overTelephone(inNoise(pcm, noise, 10))],
  ["babble 5 dB", (pcm) => overTelephone(inNoise(pcm, noise, 5))],
  ["2 % lost", (pcm) => overTelephone(withLoss(pcm, 2))],
  ["5 % lost", (pcm) => overTelephone(withLoss(pcm, 5))],
];
const wanted = LANGUAGES.filter((one) => process.argv.length < 3 || process.argv.includes(one));

const bare = (words: readonly string[]): string =>
  words
    .join(" ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N} ]/gu, "");

console.log(
  "language line              whole  made up  first half  second half  two in a row  strangers silent  CPU ms a second",
);
for (const language of wanted) {
  const script = await scriptOf(language, voices);
  for (const [name, line] of lines) await row(language, script, name, line);
}
voices.close();

async function row(
  language: (typeof LANGUAGES)[number],
  script: readonly ScriptLine[],
  name: string,
  line: (pcm: Pcm8k) => Pcm8k,
): Promise<void> {
  const clips = script.map(({ known }) => known);
  let seconds = 0;
  const before = process.cpuUsage();
  const heard = (pcm: Pcm8k): readonly string[] => {
    seconds += pcm.length / 8_000;
    return hear(line(pcm), clips).words;
  };
  let [whole, madeUp, halves, firsts, seconds2, pairs] = [0, 0, 0, 0, 0, 0];
  for (const [at, { text, clip }] of script.entries()) {
    const got = bare(heard(padded(clip.pcm, 300, 400)));
    if (got === bare([text])) whole += 1;
    else if (!bare([text]).includes(got)) madeUp += 1;
    const other = script.at(at - 5)!;
    const both = inARow(padded(clip.pcm, 200, 150), padded(other.clip.pcm, 150, 300));
    if (bare(heard(both)) === bare([text, other.text])) pairs += 1;
    if (clip.pcm.length < 12_000) continue;
    halves += 1;
    const words = text.split(" ");
    const halfMs = Math.round(clip.pcm.length / 16);
    const said = clip.wordEndsMs.filter((end) => end <= halfMs).length;
    const begun = heard(padded(firstMs(clip.pcm, halfMs), 200, 300));
    const rest = heard(padded(fromMs(clip.pcm, halfMs), 0, 300));
    if (Math.abs(begun.length - said) < 2 && bare(begun) === bare(words.slice(0, begun.length)))
      firsts += 1;
    if (
      rest.length > 0 &&
      Math.abs(words.length - rest.length - said) < 2 &&
      bare(rest) === bare(words.slice(words.length - rest.length))
    )
      seconds2 += 1;
  }
  const { user, system } = process.cpuUsage(before);
  const cpuMs = (user + system) / 1_000 / seconds;
  let [silent, strangers] = [0, 0];
  for (const sentence of STRANGERS_SENTENCES[language]) {
    for (const voice of STRANGERS) {
      const { pcm } = await voices.speak(sentence, language, { voice });
      strangers += 1;
      const got = heard(padded(pcm, 300, 300));
      if (got.length === 0) silent += 1;
      else console.log(`  ${voice} said: ${sentence} Heard: ${got.join(" ")}`);
    }
  }
  if (heard(holdMusic().subarray(0, 80_000)).length > 0) console.log("music was taken for words");
  const of = (count: number, all: number): string => `${count}/${all}`;
  console.log(
    language.padEnd(8),
    name.padEnd(17),
    of(whole, script.length).padEnd(6),
    of(madeUp, script.length).padEnd(8),
    of(firsts, halves).padEnd(11),
    of(seconds2, halves).padEnd(12),
    of(pairs, script.length).padEnd(13),
    of(silent, strangers).padEnd(17),
    cpuMs.toFixed(1),
  );
}
