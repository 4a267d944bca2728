/** A recogniser that hears more spells some letters otherwise; more than this are other words. */
const OTHER_SHARE = 0.15;

/**
 * What `whole` says after `before`, when the sound of `before` was recognised again together with
 * what came after it. `null` where it does not begin with those words: the two cannot be joined.
 */
export function whatFollows(before: string, whole: string): string | null {
  const said = lettersOf(before);
  const parts = whole.split(/\s+/u).filter((part) => part !== "");
  const letters = parts.map(lettersOf);
  const costs = costsOfBeginnings(said, letters.join(""));
  let best = { cost: costs[0] ?? 0, parts: 0 };
  let at = 0;
  for (const [index, part] of letters.entries()) {
    at += part.length;
    const cost = costs[at] ?? Infinity;
    // Of equals the shorter: a word told twice can be understood, one that is missing cannot.
    if (cost < best.cost) best = { cost, parts: index + 1 };
  }
  if (best.cost > Math.floor(said.length * OTHER_SHARE)) return null;
  return parts.slice(best.parts).join(" ");
}

const lettersOf = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Levenshtein's distance from `said` to each beginning of `whole`, by its length. */
function costsOfBeginnings(said: string, whole: string): number[] {
  let row = Array.from({ length: whole.length + 1 }, (_, at) => at);
  // By code units, as the ends of words are counted; an answer is 2,000 of them at most.
  for (let index = 0; index < said.length; index += 1) {
    const next = [index + 1];
    for (let at = 1; at <= whole.length; at += 1) {
      const same = (row[at - 1] ?? 0) + (whole[at - 1] === said[index] ? 0 : 1);
      next[at] = Math.min(same, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row;
}
