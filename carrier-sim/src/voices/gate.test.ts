import fc from "fast-check";
import { expect, test } from "vitest";
import { createGate } from "./gate.ts";

test("never more than the gate's width run at once, all run, in the order of their coming", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.array(fc.record({ waits: fc.nat(3), fails: fc.boolean() }), { maxLength: 30 }),
      async (width, jobs) => {
        const gate = createGate(width);
        const begun: number[] = [];
        let running = 0;
        const results = await Promise.allSettled(
          jobs.map(({ waits, fails }, index) =>
            gate(async () => {
              begun.push(index);
              running += 1;
              expect(running).toBeLessThanOrEqual(width);
              for (let turn = 0; turn < waits; turn += 1) await Promise.resolve();
              running -= 1;
              if (fails) throw new Error("failed");
            }),
          ),
        );
        expect(begun).toEqual(jobs.map((_, index) => index));
        expect(results.map(({ status }) => status === "rejected")).toEqual(
          jobs.map(({ fails }) => fails),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test("too many waiting are refused rather than kept", async () => {
  const gate = createGate(1);
  const open = Promise.withResolvers<void>();
  const all = Array.from({ length: 502 }, () => gate(() => open.promise));
  await expect(all.at(-1)).rejects.toThrow("too much");
  open.resolve();
  await Promise.all(all.slice(0, -1));
});
