import type { Told, Words } from "../../ports.ts";
import type { ToPage } from "./wire.ts";

type Caption = Extract<ToPage, { type: "caption" | "unknownWords" }>;

/**
 * What was said on a call, as lines for the page. The carrier knows the words it speaks and the
 * words of a script; partials of one utterance share an id, so that the line grows in its place.
 */
export function createCaptions(elapsedMs: () => number): {
  told(told: Told): Caption;
  words(words: Words): Caption | undefined;
} {
  const spoken = new Map<string, { text: string; by: "bot" | "carrier"; atMs: number }>();
  let utterance = 0;
  let startedAtMs = 0;
  return {
    told(told) {
      if (told.kind === "speaking") {
        const line = {
          text: told.text,
          by: told.who,
          atMs: spoken.get(told.id)?.atMs ?? elapsedMs(),
        };
        spoken.set(told.id, line);
        return { type: "caption", id: told.id, ...line, state: "speaking" };
      }
      const line = spoken.get(told.id) ?? {
        text: told.text,
        by: "bot" as const,
        atMs: elapsedMs(),
      };
      spoken.delete(told.id);
      return {
        type: "caption",
        id: told.id,
        ...line,
        text: told.text,
        state: told.complete ? "said" : "cut",
      };
    },
    words(words) {
      if (words.kind === "started") {
        startedAtMs = elapsedMs();
        return undefined;
      }
      if (words.kind === "unknown") return { type: "unknownWords", atMs: elapsedMs() };
      const caption: Caption = {
        type: "caption",
        id: `person-${utterance}`,
        by: "person",
        text: words.text,
        atMs: startedAtMs,
        state: words.kind === "final" ? "said" : "speaking",
      };
      if (words.kind === "final") utterance += 1;
      return caption;
    },
  };
}
