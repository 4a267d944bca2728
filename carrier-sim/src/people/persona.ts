import type { LegEnd, Person, VoiceBank, Words } from "../ports.ts";
import { breathing } from "./breath.ts";
import type { ConversationEvent, TimerName } from "./conversation-events.ts";
import { converse } from "./conversation.ts";
import { startConversation } from "./conversation-state.ts";
import { createEar } from "./ear.ts";
import { createListeners } from "./listeners.ts";
import { createMouth } from "./mouth.ts";
import type { Persona } from "./persona-data.ts";
import { nextInScript } from "./reply.ts";

export interface PersonaPerson extends Person {
  readonly kind: "persona";
  /** The line that comes next if nothing else is asked, for the booth. */
  nextLine(): string | undefined;
}

export interface PersonaOptions {
  voices: VoiceBank;
  /** The audio clock, ms. */
  now(): number;
  /** They were rung, rather than ringing. */
  outbound: boolean;
  /** Ends the call; the persona knows its CallSid only. */
  hangUp(callSid: string): void;
}

/** Gives a persona ears, a mouth and a clock; what it does is decided in `conversation.ts`. */
export function createPersonaPerson(
  persona: Persona,
  { voices, now, outbound, hangUp }: PersonaOptions,
): PersonaPerson {
  const words = createListeners<Words>();
  const digits = createListeners<string>();
  const ear = createEar();
  const timers = new Map<TimerName, number>();
  const mouth = createMouth({
    voices,
    now,
    locale: persona.locale,
    voice: persona.voice,
    rate: persona.rate,
    pauseMs: persona.timing.pauseMs,
    onWords: (heard) => words.emit(heard),
    onLineEnded: () => feed({ kind: "lineEnded" }),
  });
  let state = startConversation(persona);
  let breathAt = 0;
  let callSid = "";

  function feed(event: ConversationEvent): void {
    const step = converse(state, event, persona);
    state = step.state;
    for (const effect of step.effects) {
      switch (effect.kind) {
        case "say":
          if (!mouth.say(effect.line)) feed({ kind: "lineEnded" });
          break;
        case "press":
          mouth.press(effect.key);
          digits.emit(effect.key);
          break;
        case "setTimer":
          timers.set(effect.name, now() + effect.afterMs);
          break;
        case "clearTimer":
          timers.delete(effect.name);
          break;
        case "hangUp":
          hangUp(callSid);
          break;
      }
    }
  }

  function fireTimers(): void {
    for (const [name, dueMs] of timers) {
      if (now() < dueMs) continue;
      timers.delete(name);
      feed({ kind: "timer", name });
    }
  }

  return {
    kind: "persona",
    nextLine: () => nextInScript(state, persona),
    speak() {
      const frame = mouth.speak();
      if (frame !== undefined || persona.silent !== true) return frame;
      const cycle = breathing();
      breathAt = (breathAt + 160) % cycle.length;
      return cycle.subarray(breathAt, breathAt + 160);
    },
    hear(frame) {
      const atMs = now();
      const heard = ear.push(frame, atMs, state.told.length > 0);
      if (heard?.kind === "began") feed({ kind: "soundBegan" });
      if (heard?.kind === "ended")
        feed({ kind: "soundEnded", voice: heard.voice, agoMs: atMs - heard.atMs });
      fireTimers();
    },
    ringing(_callSid) {
      // The first line takes up to 150 ms to make; made now, it is there when it is wanted.
      const first = outbound ? persona.outboundGreeting : persona.opening;
      if (persona.timing.pauseMs === 0)
        void voices
          .speak(first, persona.locale, { voice: persona.voice, rate: persona.rate })
          .catch(() => undefined);
    },
    connected(sid) {
      callSid = sid;
      feed({ kind: "connected", outbound });
    },
    ended(_end: LegEnd) {
      feed({ kind: "ended" });
      mouth.stop();
    },
    told(told) {
      switch (told.kind) {
        case "speaking":
          return feed({ kind: "speaking", id: told.id, text: told.text, who: told.who });
        case "said":
          return feed({
            kind: "said",
            id: told.id,
            text: told.text,
            complete: told.complete,
            ...(told.agoMs === undefined ? {} : { agoMs: told.agoMs }),
          });
        case "unrecognised":
          return feed(told);
      }
    },
    onWords: (listener) => words.add(listener),
    onDigit: (listener) => digits.add(listener),
  };
}
