import { expect, it } from "vitest";
import { idle, isFull, noteLoad, type LoadSample } from "./load.ts";

const after = (...samples: LoadSample[]) => samples.reduce(noteLoad, idle);
const calm = { lagMs: 2, coreShare: 0.3 };
const late = { lagMs: 25, coreShare: 0.3 };
const hot = { lagMs: 2, coreShare: 0.8 };

it.each([
  ["calm", [calm, calm, calm], 200, false],
  ["late for three seconds", [late, late, late], 200, true],
  ["busy for three seconds", [hot, late, hot], 200, true],
  ["late now and then", [late, late, calm, late], 200, false],
  ["late with a handful of calls, which is the machine's fault", [late, late, late], 5, false],
] as const)("%s", (_, samples, sessions, expected) => {
  expect(isFull(after(...samples), sessions)).toBe(expected);
});
