import type { CallDetail, CallEvent } from "@patchbay/contracts";
import { heardOf } from "../ui/talk/heard.ts";
import { turnsOf } from "../ui/talk/turn-model.ts";

/** How a bot did on one call, as raw counts and the waits they come from. */
export interface BotSummary {
  /** Milliseconds from the caller's last sound to the bot's first, one per answered turn, sorted. */
  waits: number[];
  medianMs: number | null;
  slowest: { ms: number; utteranceId: string; atMs: number } | null;
  /** Times the bot fell silent because the caller spoke. */
  interruptions: number;
  /** Utterances of the bot, and those of them not heard to the end. */
  said: number;
  cut: number;
  tools: number;
  toolsFailed: number;
  ears: number;
  voice: number;
  engine: number;
}

/** null where no bot spoke: there is nothing to sum up. */
export function summaryOf(detail: Pick<CallDetail, "utterances" | "events">): BotSummary | null {
  const { utterances, events } = detail;
  const bot = utterances.filter((one) => one.speaker === "bot");
  if (bot.length === 0) return null;
  const startOf = new Map(utterances.map((one) => [one.id, one.startedMs]));
  const answered = [...turnsOf(events).values()].flatMap(
    ({ atMs, turn: { utteranceId, totalMs } }) =>
      totalMs === null
        ? []
        : [{ ms: totalMs, utteranceId, atMs: startOf.get(utteranceId) ?? atMs }],
  );
  const sorted = answered.toSorted((one, other) => one.ms - other.ms);
  const waits = sorted.map((one) => one.ms);
  const tools = events.filter((event) => event.type === "tool.used");
  return {
    waits,
    medianMs: median(waits),
    slowest: sorted.at(-1) ?? null,
    interruptions: noted(events, "bot_interrupted"),
    said: bot.length,
    cut: bot.filter((one) => heardOf(one) !== null).length,
    tools: tools.length,
    toolsFailed: tools.filter((event) => event.result === null).length,
    ears: noted(events, "ears_fell_back"),
    voice: noted(events, "voice_fell_back"),
    engine: noted(events, "engine_failed"),
  };
}

/** The middle one; between the two middle ones of an even count. */
export function median(sorted: readonly number[]): number | null {
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

type Note = Extract<CallEvent, { type: "noted" }>["note"];

function noted(events: readonly CallEvent[], note: Note): number {
  return events.filter((event) => event.type === "noted" && event.note === note).length;
}
