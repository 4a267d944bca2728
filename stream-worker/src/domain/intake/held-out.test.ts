import { describe, expect, test } from "vitest";
import { heldOut as german } from "./heldout/de.ts";
import { heldOut as english } from "./heldout/en.ts";
import { heldOut as russian } from "./heldout/ru.ts";
import { heldOut as turkish } from "./heldout/tr.ts";
import { score } from "./score.ts";

describe("sentences no persona says", () => {
  test.each([
    ["en-US", english],
    ["de-DE", german],
    ["tr-TR", turkish],
    ["ru-RU", russian],
  ] as const)("%s: at least nine fields of ten are right", (language, samples) => {
    expect(samples).toHaveLength(40);
    const { right, fields, faults } = score(samples, language);
    const percent = ((100 * right) / fields).toFixed(1);
    const line = `${language}: ${right} of ${fields} fields right (${percent} %)`;
    console.info([line, ...faults].join("\n  "));
    expect(right / fields).toBeGreaterThanOrEqual(0.9);
  });
});
