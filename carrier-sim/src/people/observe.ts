import type { LegEnd, Person, Told, Words } from "../ports.ts";

/** Everything worth a caption on one person's call; `atMs` is the audio clock's. */
export type PersonEvent =
  | { kind: "ringing"; atMs: number }
  | { kind: "connected"; atMs: number }
  | { kind: "told"; told: Told; atMs: number }
  | { kind: "words"; words: Words; atMs: number }
  | { kind: "digit"; digit: string; atMs: number }
  | { kind: "ended"; end: LegEnd; atMs: number };

/** The same person, whose call is reported to `onEvent`. Sound passes through untouched. */
export function observe(
  person: Person,
  now: () => number,
  onEvent: (event: PersonEvent) => void,
): Person {
  const watching = [
    person.onWords((words) => onEvent({ kind: "words", words, atMs: now() })),
    person.onDigit((digit) => onEvent({ kind: "digit", digit, atMs: now() })),
  ];
  return {
    kind: person.kind,
    speak: () => person.speak(),
    hear: (frame) => person.hear(frame),
    ringing(callSid) {
      person.ringing(callSid);
      onEvent({ kind: "ringing", atMs: now() });
    },
    connected(callSid) {
      person.connected(callSid);
      onEvent({ kind: "connected", atMs: now() });
    },
    ended(end) {
      person.ended(end);
      for (const stop of watching) stop();
      onEvent({ kind: "ended", end, atMs: now() });
    },
    told(told) {
      person.told(told);
      onEvent({ kind: "told", told, atMs: now() });
    },
    onWords: (listener) => person.onWords(listener),
    onDigit: (listener) => person.onDigit(listener),
  };
}
