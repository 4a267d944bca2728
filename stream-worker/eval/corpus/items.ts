import type { Expectation, Language } from "@patchbay/contracts";
import { TEXTS } from "../../src/domain/intake/texts/all.ts";
import { dictated } from "./dictation.ts";
import { LINES } from "./lines/all.ts";
import { hashOf, type Seeded, seeded } from "./seeded.ts";
import { linesOf, type Segment, segmentsOf } from "./segments.ts";

export type Split = "tuning" | "held-out";

/** Short sounds that are nobody's speech. */
export type Sound = "cough" | "click" | "knock";

/** What the caller does with one line of the bot's. */
export type Act =
  /** Answers when the bot is done, `afterMs` later; negative: before it is. */
  | { readonly kind: "answer"; readonly afterMs: number; readonly segments: readonly Segment[] }
  /** Murmurs while the bot speaks, at this share of its line. */
  | { readonly kind: "murmur"; readonly at: number; readonly segments: readonly Segment[] }
  | { readonly kind: "bargeIn"; readonly atMs: number; readonly segments: readonly Segment[] }
  | { readonly kind: "sound"; readonly at: number; readonly sound: Sound }
  | { readonly kind: "key"; readonly atMs: number };

/** One labelled turn. */
export type Item = {
  readonly id: string;
  /** What chance decides about it depends on this name alone. */
  readonly seed: string;
  readonly language: Language;
  readonly split: Split;
  /** What the bot says. */
  readonly bot: string;
  /** What its line asks for; `open` where it asks nothing. */
  readonly asks: Expectation;
  readonly act: Act;
};

/** A third is never looked at while tuning; which one is decided by the name alone. */
export function splitOf(id: string): Split {
  return hashOf(id) % 3 === 0 ? "held-out" : "tuning";
}

export const seedOf = (id: string, draw: number): string => (draw === 1 ? id : `${id}#${draw}`);

const SOUNDS: readonly Sound[] = ["cough", "click", "knock"];

/**
 * All labelled turns of one language, the same on every run. Another `draw` has the same words with
 * other pauses, numbers and instants: more of the same, where a third of the turns is too few to judge by.
 */
export function itemsOf(language: Language, draw = 1): Item[] {
  const lines = LINES[language];
  const { ask } = TEXTS[language];
  const statements = linesOf(lines.statements);
  const questions = linesOf(lines.yesNoQuestions);
  const items: Item[] = [];

  const add = (
    name: string,
    index: number,
    bot: string | readonly string[],
    asks: Expectation,
    act: (random: Seeded) => Act,
  ): void => {
    const id = `${language}/${name}/${index + 1}`;
    const line = typeof bot === "string" ? bot : (bot[index % bot.length] ?? "");
    const seed = seedOf(id, draw);
    items.push({ id, seed, language, split: splitOf(id), bot: line, asks, act: act(seeded(seed)) });
  };
  // People answer 200 to 900 ms after a question; the quickest come before its end.
  const answer = (line: string, random: Seeded): Act => ({
    kind: "answer",
    afterMs: Math.round(random.between(200, 900)),
    segments: segmentsOf(line),
  });

  linesOf(lines.open).forEach((line, index) =>
    add("open", index, ask.problem, "open", (random) => answer(line, random)),
  );
  linesOf(lines.yesNo).forEach((line, index) =>
    add("yes_no", index, questions, "yes_no", (random) => answer(line, random)),
  );
  linesOf(lines.address).forEach((line, index) =>
    add("address", index, ask.address.slice(0, 2), "address", (random) => answer(line, random)),
  );
  linesOf(lines.digits).forEach((line, index) =>
    add("digits", index, ask.phone.slice(0, 2), "digits", (random) =>
      answer(line.replace("#", `~ ${dictated(lines, index, random)} ~`), random),
    ),
  );
  linesOf(lines.spelling).forEach((line, index) =>
    add("spelling", index, lines.spellingQuestion, "spelling", (random) => answer(line, random)),
  );
  // They know the question before it is over.
  linesOf(lines.yesNo)
    .slice(0, 5)
    .forEach((line, index) =>
      add("early", index, questions, "yes_no", (random) => ({
        kind: "answer",
        afterMs: -Math.round(random.between(80, 350)),
        segments: segmentsOf(line),
      })),
    );
  linesOf(lines.murmurs).forEach((line, index) =>
    add("murmur", index, statements, "open", (random) => ({
      kind: "murmur",
      at: random.between(0.15, 0.75),
      segments: segmentsOf(line),
    })),
  );
  linesOf(lines.bargeIns).forEach((line, index) =>
    add("barge_in", index, statements, "open", (random) => ({
      kind: "bargeIn",
      // Every other one early, in the bot's first words.
      atMs: Math.round(index % 2 === 0 ? random.between(300, 900) : random.between(2_000, 5_000)),
      segments: segmentsOf(line),
    })),
  );
  for (let index = 0; index < 12; index += 1) {
    add("sound", index, statements, "open", (random) => ({
      kind: "sound",
      at: random.between(0.15, 0.75),
      sound: SOUNDS[index % SOUNDS.length] ?? "cough",
    }));
  }
  for (let index = 0; index < 5; index += 1) {
    add("key", index, statements, "open", (random) => ({
      kind: "key",
      atMs: Math.round(random.between(500, 4_000)),
    }));
  }
  return items;
}
