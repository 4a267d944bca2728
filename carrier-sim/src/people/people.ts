import type {
  AudioEngine,
  Directory,
  Dispose,
  LegControl,
  LegEnd,
  LocalSpeech,
  Person,
  Switchboard,
  VoiceBank,
} from "../ports.ts";
import { type After, afterTimeout, createCallee, type Ringing } from "./callee.ts";
import { createListeners } from "./listeners.ts";
import { observe, type PersonEvent } from "./observe.ts";
import type { Persona } from "./persona-data.ts";
import { createPersonaPerson } from "./persona.ts";
import { BUSY_NUMBER, NEVER_ANSWERS_NUMBER, PERSONAS } from "./personas/all.ts";
import { createVisitorPerson, type VisitorPerson } from "./visitor.ts";

export interface PeopleOptions {
  switchboard: Switchboard;
  audio: AudioEngine;
  voices: VoiceBank;
  /** Where one runs, it is told the words that are typed at the booth before they sound. */
  speech?: LocalSpeech | undefined;
  /** The account whose numbers these people call, and which may call them. */
  accountSid: string;
  log: { info(fields: object, message: string): void };
  personas?: readonly Persona[];
  after?: After;
}

/** A call placed by a persona without a page watching: tests, the setup check. */
export interface PersonaCall {
  readonly callSid: string;
  hangUp(): void;
  /** Resolves once, when the call is over. */
  readonly ended: Promise<LegEnd>;
  onEvent(listener: (event: PersonEvent) => void): Dispose;
  /** What has happened so far, the latest thousand events. */
  events(): readonly PersonEvent[];
}

export interface People {
  readonly personas: readonly Persona[];
  /** Answers personas' numbers, one that is busy and one that rings for ever. */
  readonly directory: Directory;
  /** Use this one to place calls: it remembers legs, so that personas can hang up. */
  readonly switchboard: Switchboard;
  /** A fresh caller for one call. undefined: no such persona. */
  persona(id: string): { person: Person; from: string; nextLine(): string | undefined } | undefined;
  /** Somebody at the booth, for one call. `language` is BCP 47. */
  visitor(language: string): { person: VisitorPerson; from: string };
  /** undefined: no such persona. */
  call(personaId: string, to: string): PersonaCall | undefined;
  /** Which voice each language has, e.g. `{ de: 'espeak-ng (Debian), de+f2' }`. */
  voices(): Record<string, string>;
}

/** Personas pick up after a ring and a half. */
const ANSWER_AFTER_MS = 1_500;
const BUSY_AFTER_MS = 800;
/** A booth visitor's number, from a range kept for fiction. */
const VISITOR_NUMBER = "+493023125600";
const VISITOR_VOICE = "m3/55";

export function createPeople({
  switchboard,
  audio,
  voices,
  speech,
  accountSid,
  log,
  personas = PERSONAS,
  after = afterTimeout,
}: PeopleOptions): People {
  const legs = new Map<string, LegControl>();
  const now = (): number => audio.now();
  const hangUp = (callSid: string): void => legs.get(callSid)?.hangUp();

  /** Keeps the leg for as long as the call lasts, and forgets it then. */
  function keeping(person: Person): { person: Person; keep(leg: LegControl): void } {
    let over = false;
    const watched = observe(person, now, (event) => {
      if (event.kind !== "ended") return;
      over = true;
      legs.delete(event.end.callSid);
    });
    return {
      person: watched,
      keep: (leg) => {
        if (!over) legs.set(leg.callSid, leg);
      },
    };
  }

  const remembering: Switchboard = {
    dialNumber(input) {
      const { person, keep } = keeping(input.person);
      const leg = switchboard.dialNumber({ ...input, person });
      keep(leg);
      return leg;
    },
    dialApp: (input) => switchboard.dialApp(input),
  };

  function make(persona: Persona, outbound: boolean) {
    return createPersonaPerson(persona, { voices, now, outbound, hangUp });
  }

  function ring(persona: Persona, ringing: Ringing) {
    const { person, keep } = keeping(make(persona, true));
    return createCallee(person, ringing, after, keep);
  }

  const people: People = {
    personas,
    directory: {
      find(to, account) {
        if (account !== accountSid) return undefined;
        const anyone = personas[0]!;
        if (to === BUSY_NUMBER)
          return ring(anyone, { kind: "refuses", afterMs: BUSY_AFTER_MS, cause: "busy" });
        if (to === NEVER_ANSWERS_NUMBER) return ring(anyone, { kind: "rings" });
        const persona = personas.find(({ from }) => from === to);
        return persona === undefined
          ? undefined
          : ring(persona, { kind: "answers", afterMs: ANSWER_AFTER_MS });
      },
    },
    switchboard: remembering,
    persona(id) {
      const persona = personas.find((one) => one.id === id);
      if (persona === undefined) return undefined;
      const person = make(persona, false);
      return { person, from: persona.from, nextLine: () => person.nextLine() };
    },
    visitor: (language) => ({
      person: createVisitorPerson({
        voices,
        now,
        locale: language,
        voice: VISITOR_VOICE,
        onTyped: (text) => speech?.expect({ text, language, voice: VISITOR_VOICE }),
      }),
      from: VISITOR_NUMBER,
    }),
    call(personaId, to) {
      const caller = people.persona(personaId);
      if (caller === undefined) return undefined;
      const ended = Promise.withResolvers<LegEnd>();
      const news = createListeners<PersonEvent>();
      const past: PersonEvent[] = [];
      const person = observe(caller.person, now, (event) => {
        if (past.length >= MAX_EVENTS) past.shift();
        past.push(event);
        news.emit(event);
        if (event.kind === "ended") ended.resolve(event.end);
      });
      const leg = remembering.dialNumber({ from: caller.from, to, person });
      log.info({ callSid: leg.callSid, persona: personaId }, "a persona calls");
      return {
        callSid: leg.callSid,
        hangUp: () => leg.hangUp(),
        ended: ended.promise,
        onEvent: (listener) => news.add(listener),
        events: () => past,
      };
    },
    voices: () =>
      Object.fromEntries(
        [...new Set(personas.map(({ language }) => language))].map((language) => [
          language,
          voices.voiceFor(language),
        ]),
      ),
  };
  return people;
}

const MAX_EVENTS = 1_000;
