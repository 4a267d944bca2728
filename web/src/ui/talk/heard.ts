import type { CallEvent, Utterance } from "@patchbay/contracts";

/** What the caller heard of a reply, what they did not, and what cut it off as far as can be seen. */
export interface Cut {
  heard: string;
  struck: string;
  by: "caller" | "operator" | null;
  /** When that began, on the call's clock. */
  atMs: number;
}

/** A barge-in begins while the bot speaks; a recogniser may date it a little after the bot fell silent. */
const BARGE_IN_MS = 1_500;
/** The bot is silent at the click, the move is told when both sides are audible: 3 s at the worst. */
const TAKEOVER_MS = 3_000;

/** What the caller heard of a reply and what was cut off; null where everything was heard. */
export function heardOf(
  utterance: Pick<Utterance, "text" | "heard">,
): Pick<Cut, "heard" | "struck"> | null {
  const { text, heard } = utterance;
  if (heard === null || heard.trim() === text.trim()) return null;
  if (text.startsWith(heard)) {
    return { heard: heard.trimEnd(), struck: text.slice(heard.length).trimStart() };
  }
  // The carrier reports words without their spacing, so compare word by word.
  const words = text.split(/(?<=\s)/u);
  const count = heard.trim() === "" ? 0 : heard.trim().split(/\s+/u).length;
  return { heard: words.slice(0, count).join("").trimEnd(), struck: words.slice(count).join("") };
}

/** The same with its cause, whichever engine carried the words. */
export function cutOf(
  utterance: Utterance,
  said: readonly Utterance[],
  events: readonly CallEvent[],
): Cut | null {
  const parts = heardOf(utterance);
  if (parts === null) return null;
  const { startedMs, endedMs } = utterance;
  const after = (ms: number, withinMs: number) => ms >= startedMs && ms <= endedMs + withinMs;
  const caller = said.find((one) => one.speaker === "caller" && after(one.startedMs, BARGE_IN_MS));
  if (caller !== undefined) return { ...parts, by: "caller", atMs: caller.startedMs };
  const taken = events.find(
    (event) =>
      event.type === "baton.moved" &&
      event.call.holder.kind === "operator" &&
      after(event.atMs, TAKEOVER_MS),
  );
  return taken === undefined
    ? { ...parts, by: null, atMs: endedMs }
    : { ...parts, by: "operator", atMs: taken.atMs };
}
