import type { PersonEvent } from "../observe.ts";
import type { ToPage } from "./wire.ts";

/** A line of what somebody hears; words that are not known yet are none. */
function caption(
  { id, text, byEar }: { id: string; text: string; byEar?: true },
  line: { by: "bot" | "carrier"; atMs: number },
  state: "speaking" | "said" | "cut",
): ToPage | undefined {
  if (text === "" && byEar === true) return undefined;
  return { type: "caption", id, ...line, text, state, ...(byEar === true ? { byEar } : {}) };
}

/**
 * Turns what happens to a person into lines for the page. The carrier knows the words it speaks
 * and the words of a script; partials of one utterance share an id, so that the line grows in
 * its place. `elapsed` maps the audio clock onto the call's.
 */
export function createCaptions(
  elapsed: (atMs: number) => number,
): (event: PersonEvent) => ToPage | undefined {
  const spoken = new Map<string, { by: "bot" | "carrier"; atMs: number }>();
  let utterance = 0;
  let startedAtMs = 0;

  function told(event: Extract<PersonEvent, { kind: "told" }>): ToPage | undefined {
    const { told: words } = event;
    const known = spoken.get(words.id);
    if (words.kind === "speaking") {
      const line = known ?? { by: words.who, atMs: elapsed(event.atMs) };
      spoken.set(words.id, line);
      return caption(words, line, "speaking");
    }
    spoken.delete(words.id);
    if (words.kind === "unrecognised") return undefined;
    const line = known ?? { by: "bot" as const, atMs: elapsed(event.atMs) };
    return caption(words, line, words.complete ? "said" : "cut");
  }

  function said(event: Extract<PersonEvent, { kind: "words" }>): ToPage | undefined {
    const { words } = event;
    if (words.kind === "started") {
      startedAtMs = elapsed(event.atMs);
      return undefined;
    }
    if (words.kind === "unknown") return { type: "unknownWords", atMs: elapsed(event.atMs) };
    const id = `person-${utterance}`;
    if (words.kind === "final") utterance += 1;
    return {
      type: "caption",
      id,
      by: "person",
      text: words.text,
      atMs: startedAtMs,
      state: words.kind === "final" ? "said" : "speaking",
    };
  }

  return (event) => {
    switch (event.kind) {
      case "ringing":
        return { type: "state", state: "dialling" };
      case "connected":
        return { type: "state", state: "connected" };
      case "ended":
        return { type: "ended", cause: event.end.cause };
      case "digit":
        return { type: "digit", digit: event.digit, atMs: elapsed(event.atMs) };
      case "told":
        return told(event);
      case "words":
        return said(event);
    }
  };
}
