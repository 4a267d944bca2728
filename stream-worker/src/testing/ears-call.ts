import { createBreakers } from "../runtime/breaker.ts";
import { createEars, type Ears, type EarsEvent } from "../runtime/ears/ears.ts";
import { fakeRecogniser, type FakeRecogniser } from "./fake-recogniser.ts";
import { manualClock, type ManualClock } from "./manual-clock.ts";

export type EarsCall = {
  ears: Ears;
  clock: ManualClock;
  told: EarsEvent[];
  story(): string[];
  /** Frames `from` to `to`, each of them marked by its number. */
  speak(from: number, to: number): void;
};

const wordsOf = (event: EarsEvent): string => {
  if (event.type === "partial") return `~${event.text}`;
  if (event.type === "final") return event.text;
  return `[${event.type}]`;
};

/** A call that is heard by these, in this order. */
export function callEars(recognisers: readonly FakeRecogniser[]): EarsCall {
  const clock = manualClock();
  const told: EarsEvent[] = [];
  const fellBack: string[] = [];
  const ears = createEars({
    recognisers,
    language: "en-US",
    clock,
    breakerOf: createBreakers(clock),
    hear: (event) => void told.push(event),
    fellBack: (from, to, fault) => void fellBack.push(`${from} → ${to ?? "nobody"}: ${fault}`),
  });
  return {
    ears,
    clock,
    told,
    story: () => [...told.map(wordsOf), ...fellBack.map((one) => `(${one})`)],
    speak(from, to) {
      for (let frame = from; frame <= to; frame += 1) {
        ears.push(new Uint8Array(160).fill(frame));
        clock.advance(20);
      }
    },
  };
}

/** Numbers of frames. */
export const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);
export const two = (): [FakeRecogniser, FakeRecogniser] => [
  fakeRecogniser("one"),
  fakeRecogniser("two"),
];
