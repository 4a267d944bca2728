/** Cuts a flow of text tokens into stretches that can be spoken: sentences, or clauses where a sentence is long. */
export interface Stretcher {
  push(token: string): string[];
  /** What is left, up to the last whole word unless `all`. */
  flush(all: boolean): string[];
  pending(): boolean;
}

/** From here on a comma or colon will do. */
const LONG_CLAUSE = 60;
/** And from here on a space. */
const LONGEST = 250;
const SENTENCE_END = /[.!?…。！？]["')\]»“]*\s+|\n+/g;
const CLAUSE_END = /[,;:–—]\s+/g;

export function createStretcher(): Stretcher {
  let text = "";

  function take(length: number): string {
    const stretch = text.slice(0, length).trim();
    text = text.slice(length);
    return stretch;
  }

  function nextEnd(): number | undefined {
    for (const match of text.matchAll(SENTENCE_END)) {
      const end = match.index + match[0].length;
      // "Dr. " or "3. " is no sentence: up to three characters are joined to what follows.
      if (end > 4) return end;
    }
    if (text.length < LONG_CLAUSE) return undefined;
    for (const match of text.matchAll(CLAUSE_END))
      if (match.index >= 20) return match.index + match[0].length;
    return text.length >= LONGEST ? Math.max(text.lastIndexOf(" ", LONGEST) + 1, 1) : undefined;
  }

  return {
    push(token) {
      text += token;
      const stretches: string[] = [];
      for (let end = nextEnd(); end !== undefined; end = nextEnd()) stretches.push(take(end));
      return stretches.filter((stretch) => stretch !== "");
    },
    flush(all) {
      const stretch = take(all ? text.length : text.lastIndexOf(" ") + 1);
      return stretch === "" ? [] : [stretch];
    },
    pending: () => text.trim() !== "",
  };
}

/** The words of `text` that were heard by `playedMs`, given the instant each word ends. */
export function heardWords(text: string, wordEndsMs: number[], playedMs: number): string {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const count = words.filter(
    (_, index) => (wordEndsMs[index] ?? Number.POSITIVE_INFINITY) <= playedMs,
  ).length;
  return words.slice(0, count).join(" ");
}
