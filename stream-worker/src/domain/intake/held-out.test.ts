import { describe, expect, test } from "vitest";
import { heldOut as german } from "./heldout/de.ts";
import { heldOut as english } from "./heldout/en.ts";
import { heldOut as russian } from "./heldout/ru.ts";
import { heldOut as turkish } from "./heldout/tr.ts";
import { score } from "./score.ts";

// Before anybody looked at what was wrong, the first run gave 94.2 % (en), 91.0 % (de),
// 92.5 % (tr) and 93.9 % (ru); the general faults it showed have been mended since. Three
// further batches began at 72–90 %, 75–80 % and 90–100 % and are now kept in tuning/.
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
