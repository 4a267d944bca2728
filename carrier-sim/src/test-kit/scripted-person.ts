import type { LegEnd, Person, Told, Words } from "../ports.ts";
import { createHub } from "../switchboard/hub.ts";

/** A person whose every act is the test's, and who remembers what happened to them. */
export interface ScriptedPerson extends Person {
  log: string[];
  tolds: Told[];
  /** Loudest sample heard since it was last reset. */
  loudest: number;
  heardFrames: number;
  /** Sound this person makes in every tick until it is undefined again. */
  sound: Int16Array | undefined;
  /** Says words at once, as the recogniser would know them. */
  say(text: string, language?: string): void;
  words(words: Words): void;
  press(digit: string): void;
  onceEnded: Promise<LegEnd>;
  /** Resolves at the next (or a past) `connected`. */
  onceConnected: Promise<string>;
}

export function scriptedPerson(kind: Person["kind"] = "persona"): ScriptedPerson {
  const words = createHub<Words>();
  const digits = createHub<string>();
  const ended = Promise.withResolvers<LegEnd>();
  const connected = Promise.withResolvers<string>();
  const person: ScriptedPerson = {
    kind,
    log: [],
    tolds: [],
    loudest: 0,
    heardFrames: 0,
    sound: undefined,
    speak: () => person.sound,
    hear(frame) {
      person.heardFrames += 1;
      for (const sample of frame)
        if (Math.abs(sample) > person.loudest) person.loudest = Math.abs(sample);
    },
    ringing: () => void person.log.push("ringing"),
    connected(callSid) {
      person.log.push("connected");
      connected.resolve(callSid);
    },
    ended(end) {
      person.log.push(`ended ${end.cause}`);
      ended.resolve(end);
    },
    told: (told) => void person.tolds.push(told),
    onWords: (listener) => words.on(listener),
    onDigit: (listener) => digits.on(listener),
    say(text, language = "en-US") {
      words.emit({ kind: "started", atMs: 0 });
      words.emit({ kind: "partial", text: text.split(" ")[0] ?? "", language, atMs: 0 });
      words.emit({ kind: "final", text, language, startedMs: 0, endedMs: 0 });
    },
    words: (one) => words.emit(one),
    press: (digit) => digits.emit(digit),
    onceEnded: ended.promise,
    onceConnected: connected.promise,
  };
  return person;
}
