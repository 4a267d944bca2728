import { randomUUID } from "node:crypto";
import type { Language } from "@patchbay/contracts";
import { hintFor, noHints } from "../domain/hints/engine.ts";
import { DEFAULT_RULES } from "../domain/hints/rules/all.ts";
import type { Clock, SessionLink } from "../ports.ts";
import type { StoredFinal } from "./transcript.ts";

/** Raises hints from what the caller says, beside the conversation and never in its way. */
export type HintDesk = {
  /** Hints wait for this: `shown` were raised earlier on the same call. */
  known(language: Language, shown: number): void;
  heard(final: StoredFinal): void;
  close(): void;
};

/** Lets the answer to the caller go first, and words said in one breath arrive together. */
const DEBOUNCE_MS = 150;
const MAX_WAITING = 20;

export function createHintDesk(link: SessionLink, clock: Clock): HintDesk {
  let language: Language | null = null;
  let state = noHints;
  let waiting: StoredFinal[] = [];
  let cancel: (() => void) | null = null;

  const raise = (final: StoredFinal, spoken: Language): void => {
    const { text, startedMs, utteranceId } = final;
    const utterance = { speaker: "caller", language: spoken, text, atMs: startedMs } as const;
    const next = hintFor(state, utterance, DEFAULT_RULES);
    state = next.state;
    if (!next.hint) return;
    const { kind, title, say, source, words, atMs } = next.hint;
    link.keep("hint.raised", {
      hint: {
        id: randomUUID(),
        kind,
        title: title.slice(0, 200),
        say: say.slice(0, 1_000),
        restsOn: { utteranceId, words: words.slice(0, 300), atMs },
        source: source === "" ? null : source.slice(0, 200),
        atMs,
      },
    });
  };

  const work = (): void => {
    cancel = null;
    const due = waiting;
    waiting = [];
    if (language !== null) for (const final of due) raise(final, language);
  };

  return {
    known(spoken, shown) {
      language = spoken;
      state = { ...noHints, counted: shown };
    },
    heard(final) {
      waiting = [...waiting, final].slice(-MAX_WAITING);
      cancel ??= clock.after(DEBOUNCE_MS, work);
    },
    close() {
      cancel?.();
      // Words of the last breath may be the ones worth a card.
      work();
    },
  };
}
