import { linesOf } from "./segments.ts";
import type { Lines } from "./lines/types.ts";
import type { Seeded } from "./seeded.ts";

/**
 * A telephone number as a caller dictates it: in groups with pauses between, each group digit by
 * digit, written as words or as digits, as recognisers do both.
 */
export function dictated({ numbers, digitWords }: Lines, index: number, random: Seeded): string {
  const patterns = linesOf(numbers);
  const words = digitWords.split(" ");
  const groups = (patterns[index % patterns.length] ?? "").split(" ");
  const asDigits = random.next() < 0.5;
  return groups
    .map((group, at) => {
      const digits = vary(group.replaceAll(/\D/gu, ""), at === groups.length - 1, random);
      const spoken = digits.split("").map((digit) => words[Number(digit)] ?? digit);
      const said = spoken.join(" ");
      return asDigits ? `${said}=${digits}` : said;
    })
    .reduce((line, group) => `${line} ${random.next() < 0.7 ? "//" : "///"} ${group}`);
}

/** Other numbers than the table's, of the same kind: the last group differs. */
function vary(digits: string, isLast: boolean, random: Seeded): string {
  if (!isLast) return digits;
  return digits.slice(0, -1) + String(Math.floor(random.next() * 10));
}
