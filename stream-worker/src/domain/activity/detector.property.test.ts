import fc from "fast-check";
import { expect, it } from "vitest";
import { type ActivityState, hearWindow, newActivity, setPlaying } from "./detector.ts";

const settings = fc.record({
  threshold: fc.double({ min: 0.05, max: 0.95, noNaN: true }),
  level: fc.integer({ min: 0, max: 8_000 }),
  onsetMs: fc.integer({ min: 32, max: 1_000 }),
  offsetMs: fc.integer({ min: 64, max: 2_000 }),
});

/** Stretches that are alike, as sound is: single windows would rarely be speech for long enough. */
const stretches = fc.array(
  fc.record({
    probability: fc.oneof(
      fc.double({ min: 0, max: 1 }),
      fc.constantFrom(0, 0.02, 0.97, Number.NaN),
    ),
    rms: fc.oneof(fc.integer({ min: 0, max: 32_768 }), fc.constantFrom(0, 10, 3_000)),
    windows: fc.integer({ min: 1, max: 40 }),
    /** Windows lost before it. */
    lost: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 20 })),
    playing: fc.option(fc.boolean(), { nil: null }),
  }),
  { maxLength: 40 },
);
const windowSamples = fc.constantFrom(160, 256);

it("onset and offset take turns, stand in the past and in order, as long as was asked for", () => {
  fc.assert(
    fc.property(settings, stretches, windowSamples, (set, parts, samples) => {
      let state = newActivity();
      let at = 0;
      let last = { type: "offset", atSample: 0 };
      for (const part of parts) {
        at += part.lost * samples;
        if (part.playing !== null) state = setPlaying(state, part.playing, at);
        for (let count = 0; count < part.windows; count += 1) {
          const window = { ...part, fromSample: at, toSample: at + samples };
          const { state: next, change } = hearWindow(state, window, set);
          state = next;
          at += samples;
          if (change === null) continue;
          expect(change.type).not.toBe(last.type);
          const lastedMs = (at - change.atSample) / 8;
          expect(lastedMs).toBeGreaterThanOrEqual(
            change.type === "onset" ? set.onsetMs : set.offsetMs,
          );
          expect(change.atSample).toBeGreaterThanOrEqual(last.atSample);
          last = change;
        }
      }
    }),
  );
});

it("nothing is told of silence, whatever the settings", () => {
  fc.assert(
    fc.property(settings, fc.array(fc.double({ min: 0, max: 0.0062 })), (set, murmurs) => {
      let state = newActivity();
      murmurs.forEach((probability, index) => {
        const window = {
          probability,
          rms: 8,
          fromSample: index * 256,
          toSample: (index + 1) * 256,
        };
        const step = hearWindow(state, window, set);
        ({ state } = step);
        expect(step.change).toBeNull();
      });
    }),
  );
});

it("silence ends speech, whatever came before and whatever the settings", () => {
  fc.assert(
    fc.property(settings, stretches, (set, parts) => {
      let state = newActivity();
      let at = 0;
      const hear = (probability: number, rms: number, windows: number): void => {
        for (let count = 0; count < windows; count += 1) {
          const window = { probability, rms, fromSample: at, toSample: at + 256 };
          state = hearWindow(state, window, set).state;
          at += 256;
        }
      };
      for (const { probability, rms, windows } of parts) hear(probability, rms, windows);
      hear(0.005, 8, Math.ceil(set.offsetMs / 32));
      expect(state.speaking).toBe(false);
    }),
  );
});

it("its levels stay levels, whatever it hears", () => {
  fc.assert(
    fc.property(settings, stretches, windowSamples, (set, parts, samples) => {
      let state: ActivityState = newActivity();
      let at = 0;
      for (const { windows, ...part } of parts) {
        for (let count = 0; count < windows; count += 1) {
          state = hearWindow(state, { ...part, fromSample: at, toSample: at + samples }, set).state;
          at += samples;
        }
        const { floorDb, murmur, voiceDb } = state.levels;
        expect(floorDb).toBeGreaterThanOrEqual(20);
        expect(floorDb).toBeLessThan(92);
        expect(murmur).toBeGreaterThanOrEqual(0);
        expect(murmur).toBeLessThanOrEqual(1);
        expect(voiceDb ?? 50).toBeLessThan(92);
        expect(voiceDb ?? 50).toBeGreaterThan(-20);
      }
    }),
  );
});
