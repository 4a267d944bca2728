import { randomUUID } from "node:crypto";
import type { Language } from "@patchbay/contracts";
import type { TurnEffect } from "../domain/turn/effects.ts";
import type { Clock, SessionLink } from "../ports.ts";
import type { CallClock } from "./call-clock.ts";

const PARTIAL_EVERY_MS = 250;
/** Words said before the conversation is known; three seconds hold far fewer. */
const MAX_HELD = 50;
/** As the contract has it. */
const MAX_CHARS = 8_000;

type Final = Extract<TurnEffect, { type: "finalise" }>;
type Part = Extract<TurnEffect, { type: "showPartial" }>;

export type StoredFinal = Final & { readonly utteranceId: string; readonly startedMs: number };

export type Transcript = {
  show(partial: Part): void;
  finalise(final: Final): void;
  /** The call's clock is known now: what waited for it goes out. */
  release(language: Language): void;
};

/** Sends what is said to the api: partials at most four a second, finals exactly once each. */
export function createTranscript(
  link: SessionLink,
  callClock: CallClock,
  clock: Clock,
  finalised: (final: StoredFinal) => void,
): Transcript {
  const ids = new Map<string, string>();
  const shownAt = new Map<string, number>();
  let language: Language | null = null;
  let held: Final[] = [];

  const idOf = (key: string): string => {
    const known = ids.get(key) ?? randomUUID();
    ids.set(key, known);
    return known;
  };

  const store = (final: Final): void => {
    const id = idOf(final.key);
    ids.delete(final.key);
    shownAt.delete(final.key);
    const startedMs = callClock.toCallMs(final.startedAt);
    link.keep("utterance.finalised", {
      utterance: {
        id,
        speaker: final.speaker,
        speakerName: null,
        text: final.text.slice(0, MAX_CHARS),
        language,
        startedMs,
        endedMs: Math.max(startedMs, callClock.toCallMs(final.endedAt)),
        heard: final.heard?.slice(0, MAX_CHARS) ?? null,
        interrupted: final.interrupted,
        confidence: null,
        untranscribed: false,
      },
    });
    finalised({ ...final, utteranceId: id, startedMs });
  };

  return {
    show(partial) {
      if (language === null || partial.text === "") return;
      const now = clock.now();
      const last = shownAt.get(partial.key);
      if (last !== undefined && now - last < PARTIAL_EVERY_MS) return;
      shownAt.set(partial.key, now);
      link.showPartial({
        id: idOf(partial.key),
        speaker: partial.speaker,
        text: partial.text.slice(0, MAX_CHARS),
        startedMs: callClock.toCallMs(partial.startedAt),
      });
    },
    finalise(final) {
      if (language !== null) store(final);
      else if (held.length < MAX_HELD) held.push(final);
    },
    release(known) {
      language = known;
      const waiting = held;
      held = [];
      for (const final of waiting) store(final);
    },
  };
}
