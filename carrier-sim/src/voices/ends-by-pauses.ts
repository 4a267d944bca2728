import type { Pcm8k } from "../ports.ts";
import { type Pause, pausesIn } from "./pauses.ts";
import { proportionalEnds, type WrittenWord, writtenWords } from "./word-ends.ts";

/** A clause end that has no pause of its own is unlikely. */
const SKIPPED_COST = 0.5;
/** Three clause ends in a row without a pause: then the text and the sound do not belong together. */
const MAX_SKIPPED = 2;
/** A pause of this length is worth as much as a clause end that is not skipped; a longer one is worth no more. */
const LONG_PAUSE_MS = 300;
/** A clause that would be said twice as fast as the others counts as much as this; short ones for less. */
const PACE_COST = 4;
const SURE_LETTERS = 12;

/** A choice of pauses up to one clause end. */
interface Choice {
  cost: number;
  /** Clause ends decided so far, and the pause of the last of them; -1 before the first. */
  clauses: number;
  pause: number;
  before: Choice | undefined;
}

/** The work grows with the square of the pauses: a longer text than anybody says in one breath has shares. */
const MAX_CLAUSES = 40;

/**
 * When each word has been spoken, ms, for voices that do not tell: clauses end where the sound pauses, words
 * within a clause have their share of the letters. Against the starts that espeak-ng tells: 60 ms off in the
 * median and 165 in nine of ten, where shares of the whole are 80 and 275 off.
 */
export function endsByPauses(text: string, pcm: Pcm8k): number[] {
  const durationMs = pcm.length / 8;
  const clauses = clausesOf(writtenWords(text));
  if (clauses.length > MAX_CLAUSES) return proportionalEnds(text, durationMs);
  const pauses = pausesIn(pcm);
  const chosen = choose(clauses.map(weigh), pauses, durationMs);
  const ends: number[] = [];
  let [clauseFrom, fromMs] = [0, 0];
  for (const { clauses: to, pause } of [...chosen, { clauses: clauses.length, pause: -1 }]) {
    const group = clauses.slice(clauseFrom, to).flat();
    const untilMs = pauses[pause]?.fromMs ?? durationMs;
    ends.push(...shares(group, fromMs, untilMs));
    [clauseFrom, fromMs] = [to, pauses[pause]?.toMs ?? durationMs];
  }
  return ends;
}

function clausesOf(words: readonly WrittenWord[]): WrittenWord[][] {
  const clauses: WrittenWord[][] = [[]];
  for (const word of words) {
    clauses.at(-1)!.push(word);
    if (word.pause > 0) clauses.push([]);
  }
  return clauses;
}

const weigh = (words: readonly WrittenWord[]): number =>
  words.reduce((sum, { weight }) => sum + weight, 0);

function shares(words: readonly WrittenWord[], fromMs: number, toMs: number): number[] {
  const all = weigh(words);
  return words.map((_, at) =>
    Math.round(fromMs + ((toMs - fromMs) * weigh(words.slice(0, at + 1))) / all),
  );
}

/** The pauses at which clauses end, so that all clauses are said at about the same pace. */
function choose(
  weights: readonly number[],
  pauses: readonly Pause[],
  durationMs: number,
): Choice[] {
  /** Of the time between two pauses what no other pause takes. */
  const silence = runningSum(pauses.map(({ fromMs, toMs }) => toMs - fromMs));
  const spokenMs = (after: number, before: number): number => {
    const fromMs = pauses[after]?.toMs ?? 0;
    const toMs = pauses[before]?.fromMs ?? durationMs;
    return toMs - fromMs - (silence[before]! - silence[after + 1]!);
  };
  const letters = runningSum(weights);
  const msALetter = spokenMs(-1, pauses.length) / Math.max(1, letters.at(-1)!);

  const cost = (before: Choice, clauses: number, pause: number): number => {
    const said = letters[clauses]! - letters[before.clauses]!;
    const pace = Math.log(Math.max(10, spokenMs(before.pause, pause)) / (said * msALetter));
    const sureness = Math.min(1, said / SURE_LETTERS);
    const skipped = clauses - before.clauses - 1;
    return before.cost + PACE_COST * sureness * pace ** 2 + SKIPPED_COST * skipped;
  };
  const best = (clauses: number, pause: number): { before: Choice; cost: number } | undefined =>
    all
      .slice(Math.max(0, clauses - 1 - MAX_SKIPPED), clauses)
      .flat()
      .filter((before) => before.pause < pause)
      .map((before) => ({ before, cost: cost(before, clauses, pause) }))
      .reduce<{ before: Choice; cost: number } | undefined>(
        (least, one) => (least === undefined || one.cost < least.cost ? one : least),
        undefined,
      );

  /** By the number of clauses that are over. */
  const all: Choice[][] = [[{ cost: 0, clauses: 0, pause: -1, before: undefined }]];
  for (let clauses = 1; clauses < weights.length; clauses += 1) {
    all.push(
      pauses.flatMap(({ fromMs, toMs }, pause) => {
        const found = best(clauses, pause);
        const length = Math.min(LONG_PAUSE_MS, toMs - fromMs) / LONG_PAUSE_MS;
        return found === undefined
          ? []
          : [{ cost: found.cost - length, clauses, pause, before: found.before }];
      }),
    );
  }
  const path: Choice[] = [];
  let last = best(weights.length, pauses.length)?.before;
  for (; last?.before !== undefined; last = last.before) path.unshift(last);
  return path;
}

/** 0, the first, the first two together, and so on. */
function runningSum(values: readonly number[]): number[] {
  let sum = 0;
  return [0, ...values.map((value) => (sum += value))];
}
