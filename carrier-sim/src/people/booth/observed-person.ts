import type { Dispose, LegEnd, Pcm8k, Person, Told, Words } from "../../ports.ts";

export interface Observer {
  ringing(): void;
  connected(): void;
  ended(end: LegEnd): void;
  told(told: Told): void;
  words(words: Words): void;
  digit(digit: string): void;
  /** Once a tick; both frames are reused, copy what you keep. */
  frames(heard: Pcm8k, said: Pcm8k | undefined): void;
}

/** Looks over a person's shoulder: everything passes through unchanged and is shown to the observer. */
export function observed(person: Person, observer: Observer): Person {
  let said: Pcm8k | undefined;
  const watching: Dispose[] = [
    person.onWords((words) => observer.words(words)),
    person.onDigit((digit) => observer.digit(digit)),
  ];
  return {
    kind: person.kind,
    speak() {
      said = person.speak();
      return said;
    },
    hear(frame) {
      person.hear(frame);
      observer.frames(frame, said);
    },
    ringing(callSid) {
      person.ringing(callSid);
      observer.ringing();
    },
    connected(callSid) {
      person.connected(callSid);
      observer.connected();
    },
    ended(end) {
      for (const stop of watching) stop();
      person.ended(end);
      observer.ended(end);
    },
    told(told) {
      person.told(told);
      observer.told(told);
    },
    onWords: (listener) => person.onWords(listener),
    onDigit: (listener) => person.onDigit(listener),
  };
}
