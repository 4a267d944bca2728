import type { CallEvent, Partial as PartialWords, Utterance } from "@patchbay/contracts";
import { handAt } from "./spans.ts";
import type { Hand, Span } from "./spans.ts";

export type Line = { key: string; atMs: number; hand: Hand } & (
  | { kind: "said"; utterance: Utterance }
  | { kind: "saying"; partial: PartialWords }
  | { kind: "moved"; event: Extract<CallEvent, { type: "baton.moved" }>; before: Hand }
  | { kind: "event"; event: CallEvent }
);

/** Notes that explain the conversation; the rest stands in the list of events alone. */
const spoken = new Set([
  "handover_offered",
  "nobody_answered",
  "held",
  "unheld",
  "operator_reconnecting",
  "engine_failed",
  "bot_worker_lost",
  "digits_pressed",
  "callback_noted",
  "refused",
  "not_transcribed",
]);

function inTranscript(event: CallEvent): boolean {
  if (event.type === "request.saved") return true;
  return event.type === "noted" && spoken.has(event.note);
}

/** The transcript from top to bottom: what was said, what happened, what is being said now. */
export function lines(
  said: readonly Utterance[],
  events: readonly CallEvent[],
  saying: readonly PartialWords[],
  list: readonly Span[],
): Line[] {
  const all: Line[] = said.map((utterance) => ({
    kind: "said",
    key: utterance.id,
    atMs: utterance.startedMs,
    hand: handAt(list, utterance.startedMs),
    utterance,
  }));
  for (const event of events) {
    const key = `event-${event.seq}`;
    if (event.type === "baton.moved" && event.cause !== "ended" && event.atMs > 0) {
      const before = handAt(list, event.atMs - 1);
      all.push({
        kind: "moved",
        key,
        atMs: event.atMs,
        hand: handAt(list, event.atMs),
        before,
        event,
      });
    } else if (inTranscript(event)) {
      all.push({ kind: "event", key, atMs: event.atMs, hand: handAt(list, event.atMs), event });
    }
  }
  // The same request is saved again whenever a field is added: one line for the newest is enough.
  const newestSave = all.findLast((l) => l.kind === "event" && l.event.type === "request.saved");
  const kept = all.filter(
    (l) => l.kind !== "event" || l.event.type !== "request.saved" || l === newestSave,
  );
  kept.sort((a, b) => a.atMs - b.atMs);
  const read = kept.filter((line, at) => !isSaidAgain(line, kept[at - 1]));
  for (const partial of saying) {
    read.push({
      kind: "saying",
      key: partial.id,
      atMs: partial.startedMs,
      hand: handAt(list, partial.startedMs),
      partial,
    });
  }
  return read;
}

/** An announcement repeats while the caller waits: reading it once is enough. */
function isSaidAgain(line: Line, before: Line | undefined): boolean {
  return (
    line.kind === "said" &&
    before?.kind === "said" &&
    line.utterance.speaker === "system" &&
    before.utterance.speaker === "system" &&
    line.utterance.text === before.utterance.text
  );
}

/** What the caller heard of a reply and what was cut off; null where everything was heard. */
export function heardOf(utterance: Utterance): { heard: string; struck: string } | null {
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
