/** A word of a phrase as it is written, and the ways of saying it, each some words of a dictionary. */
interface Said {
  written: string;
  ways: string[][];
}

const ONES =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** What a recogniser of fixed phrases needs to know, and how its words become the phrases' own again. */
export interface PhraseGrammar {
  /** Words to be looked up in a dictionary, lower case. */
  words: ReadonlySet<string>;
  /** In Java's speech grammar format: one phrase after another. */
  jsgf: string;
  /** Recognised words → the phrases as they were written; of one that broke off, its beginning. */
  read(recognised: readonly string[]): string;
}

/** English phrases; digits are read one by one and as numbers. */
export function phraseGrammar(phrases: readonly string[]): PhraseGrammar {
  const lines = [...new Set(phrases)].map((phrase) => phrase.split(/\s+/).map(saidOf));
  const rules = lines.map((line) => line.map(ruleOf).join(" "));
  return {
    words: new Set(lines.flat().flatMap(({ ways }) => ways.flat())),
    jsgf: `#JSGF V1.0;\ngrammar phrases;\npublic <phrases> = <phrase>+;\n<phrase> = ${rules.join("\n | ")};\n`,
    read(recognised) {
      const written: string[] = [];
      for (let rest = recognised; rest.length > 0;) {
        const best = lines
          .map((line) => begin(line, rest))
          .reduce((a, b) => (b.used > a.used || (b.used === a.used && b.whole) ? b : a));
        if (best.used === 0) break;
        written.push(...best.written);
        rest = rest.slice(best.used);
      }
      return written.join(" ");
    },
  };
}

const ruleOf = ({ ways }: Said): string =>
  ways.length === 1 ? ways[0]!.join(" ") : `(${ways.map((way) => way.join(" ")).join(" | ")})`;

function saidOf(written: string): Said {
  const bare = written.toLowerCase().replace(/[^a-z0-9'-]/g, "");
  return {
    written,
    ways: /^\d+$/.test(bare) ? readings(bare) : [bare.split("-").filter((part) => part !== "")],
  };
}

/** How far a phrase goes along with the words. */
function begin(
  line: readonly Said[],
  words: readonly string[],
): { used: number; written: string[]; whole: boolean } {
  const written: string[] = [];
  let used = 0;
  for (const said of line) {
    const way = said.ways.find((one) => one.every((word, at) => words[used + at] === word));
    if (way === undefined) return { used, written, whole: false };
    used += way.length;
    written.push(said.written);
  }
  return { used, written, whole: true };
}

function readings(digits: string): string[][] {
  const single = [...digits].map((digit) => ONES[Number(digit)]!);
  const ways = [single, single.map((word) => (word === "zero" ? "oh" : word))];
  if (digits.length <= 3 && !digits.startsWith("0"))
    ways.push(number(Number(digits), []), number(Number(digits), ["and"]));
  return [...new Map(ways.map((way) => [way.join(" "), way])).values()];
}

function number(value: number, and: readonly string[]): string[] {
  if (value >= 100)
    return [
      ONES[Math.floor(value / 100)]!,
      "hundred",
      ...(value % 100 === 0 ? [] : [...and, ...number(value % 100, and)]),
    ];
  if (value < 20) return [ONES[value]!];
  return [TENS[Math.floor(value / 10) - 2]!, ...(value % 10 === 0 ? [] : [ONES[value % 10]!])];
}
