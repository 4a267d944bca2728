import type { CallEvent, Partial as PartialWords, Utterance } from "@patchbay/contracts";
import { cutOf } from "./heard.ts";
import type { Cut } from "./heard.ts";
import { handAt } from "./spans.ts";
import type { Hand, Span } from "./spans.ts";
import { savedReference } from "./tool-model.ts";
import type { ToolEvent } from "./tool-model.ts";
import { turnsOf } from "./turn-model.ts";
import type { TurnEvent } from "./turn-model.ts";

export type Line = { key: string; atMs: number; hand: Hand } & (
  | { kind: "said"; utterance: Utterance; cut: Cut | null; turn: TurnEvent["turn"] | null }
  | { kind: "saying"; partial: PartialWords }
  | { kind: "moved"; event: Extract<CallEvent, { type: "baton.moved" }>; before: Hand }
  | { kind: "tool"; event: ToolEvent }
  /** A turn without words, such as one of keys. */
  | { kind: "turn"; turn: TurnEvent["turn"] }
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
  "ears_fell_back",
  "voice_fell_back",
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

/** What an event looks like in the transcript; null for one that stands in other parts of the page. */
function lineOf(event: CallEvent, list: readonly Span[]): Line | null {
  const { atMs } = event;
  const at = { key: `event-${event.seq}`, atMs, hand: handAt(list, atMs) };
  if (event.type === "tool.used") return { kind: "tool", ...at, event };
  if (event.type === "baton.moved" && event.cause !== "ended" && atMs > 0) {
    return { kind: "moved", ...at, before: handAt(list, atMs - 1), event };
  }
  return inTranscript(event) ? { kind: "event", ...at, event } : null;
}

/** The transcript from top to bottom: what was said, what happened, what is being said now. */
export function lines(
  said: readonly Utterance[],
  events: readonly CallEvent[],
  saying: readonly PartialWords[],
  list: readonly Span[],
): Line[] {
  const turns = turnsOf(events);
  const all: Line[] = said.map((utterance) => ({
    kind: "said",
    key: utterance.id,
    atMs: utterance.startedMs,
    hand: handAt(list, utterance.startedMs),
    utterance,
    cut: cutOf(utterance, said, events),
    turn: turns.get(utterance.id)?.turn ?? null,
  }));
  all.push(...events.flatMap((event) => lineOf(event, list) ?? []));
  const worded = new Set([...said, ...saying].map((one) => one.id));
  for (const [id, { seq, atMs, turn }] of turns) {
    if (worded.has(id)) continue;
    all.push({ kind: "turn", key: `event-${seq}`, atMs, hand: handAt(list, atMs), turn });
  }
  // The same request is saved again whenever a field is added: one line for the newest is enough,
  // and none where the tool that saved it has its own.
  const newestSave = all.findLast((l) => l.kind === "event" && l.event.type === "request.saved");
  const byTool = new Set(events.map(savedReference));
  const kept = all.filter(
    (l) =>
      l.kind !== "event" ||
      l.event.type !== "request.saved" ||
      (l === newestSave && !byTool.has(l.event.request.reference)),
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
