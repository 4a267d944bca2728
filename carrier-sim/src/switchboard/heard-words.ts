import type { Dispose } from "../ports.ts";
import type { Leg } from "./leg.ts";

export interface Hearing {
  /** Nobody hears this one (muted, on hold). */
  silent: boolean;
  /** This one hears nobody (on hold). */
  deaf: boolean;
  /** Only this call hears this one (a coach). */
  onlyFor?: string | undefined;
}

/** Carries the words of legs that hear one another, the way the mixer carries their sound. */
export interface WordsRoom {
  set(leg: Leg, hearing: Hearing): void;
  remove(leg: Leg): void;
}

export function connectWords(): WordsRoom {
  const inside = new Map<Leg, { hearing: Hearing; dispose: Dispose }>();
  return {
    set(leg, hearing) {
      const known = inside.get(leg);
      if (known !== undefined) {
        known.hearing = hearing;
        return;
      }
      const dispose = leg.words.on((words) => {
        const own = inside.get(leg)?.hearing;
        if (own === undefined || own.silent) return;
        for (const [other, { hearing: theirs }] of inside) {
          if (other === leg || theirs.deaf) continue;
          if (own.onlyFor === undefined || own.onlyFor === other.sid) other.heard.emit(words);
        }
      });
      inside.set(leg, { hearing, dispose });
    },
    remove(leg) {
      inside.get(leg)?.dispose();
      inside.delete(leg);
    },
  };
}
