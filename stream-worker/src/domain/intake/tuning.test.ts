import { describe, expect, test } from "vitest";
import { score } from "./score.ts";
import { tuning as german } from "./tuning/de.ts";
import { tuning as english } from "./tuning/en.ts";
import { tuning as russian } from "./tuning/ru.ts";
import { tuning as turkish } from "./tuning/tr.ts";

describe("sentences the lexicon was tuned on", () => {
  test.each([
    ["en-US", english],
    ["de-DE", german],
    ["tr-TR", turkish],
    ["ru-RU", russian],
  ] as const)("%s: stay right", (language, samples) => {
    expect(score(samples, language).faults).toEqual([]);
  });
});
