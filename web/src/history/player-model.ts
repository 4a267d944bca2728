import type { CallEvent, RecordingView, Utterance } from "@patchbay/contracts";
import type { Span } from "../ui/talk/spans.ts";

export interface Lane {
  hand: "caller" | "bot" | "operator";
  /** 0–1, evenly over the recording. */
  peaks: Float32Array;
}

/**
 * Channel 1 is the caller. Channel 2 is everything the caller hears; who that was is known from
 * the baton, so it is cut into a lane for the bot and one for operators.
 */
export function lanesOf(recording: RecordingView, held: readonly Span[]): Lane[] {
  const [first = [], second = []] = recording.peaks ?? [];
  const total = recording.durationMs ?? 0;
  const pick = (hand: "bot" | "operator") =>
    Float32Array.from(second, (peak, i) => {
      const ms = recording.startedMs + ((i + 0.5) / Math.max(1, second.length)) * total;
      return heldBy(held, ms, hand) ? peak / 100 : 0;
    });
  const lanes: Lane[] = [{ hand: "caller", peaks: Float32Array.from(first, (peak) => peak / 100) }];
  if (held.some((span) => span.hand === "bot" || span.hand === "nobody"))
    lanes.push({ hand: "bot", peaks: pick("bot") });
  if (held.some((span) => span.hand === "operator" || span.hand === "outside")) {
    lanes.push({ hand: "operator", peaks: pick("operator") });
  }
  return lanes;
}

function heldBy(held: readonly Span[], ms: number, hand: "bot" | "operator"): boolean {
  const span = held.findLast((one) => one.fromMs <= ms);
  if (span === undefined) return false;
  const human = span.hand === "operator" || span.hand === "outside";
  return human === (hand === "operator");
}

export interface Markers {
  takeovers: { ms: number; name: string | null }[];
  hints: { ms: number; title: string }[];
  holds: { fromMs: number; toMs: number }[];
}

export function markersOf(events: readonly CallEvent[], endMs: number): Markers {
  const markers: Markers = { takeovers: [], hints: [], holds: [] };
  let heldFrom: number | null = null;
  for (const event of events) {
    if (
      event.type === "baton.moved" &&
      (event.cause === "takeover" || event.cause === "handover")
    ) {
      markers.takeovers.push({ ms: event.atMs, name: event.byName });
    } else if (event.type === "hint.shown") {
      markers.hints.push({ ms: event.atMs, title: event.hint.title });
    } else if (event.type === "noted" && event.note === "held") {
      heldFrom ??= event.atMs;
    } else if (event.type === "noted" && event.note === "unheld" && heldFrom !== null) {
      markers.holds.push({ fromMs: heldFrom, toMs: event.atMs });
      heldFrom = null;
    }
  }
  if (heldFrom !== null) markers.holds.push({ fromMs: heldFrom, toMs: endMs });
  return markers;
}

/** Where "next" and "previous" go; previous first returns to the beginning of what is playing. */
export function neighbour(
  utterances: readonly Pick<Utterance, "startedMs">[],
  ms: number,
  way: 1 | -1,
): number | null {
  const starts = utterances.map((one) => one.startedMs).sort((a, b) => a - b);
  if (way === 1) return starts.find((start) => start > ms + 50) ?? null;
  return starts.findLast((start) => start < ms - 1_000) ?? null;
}

/** Times for the ruler: where it begins and ends, and up to eight round ones between. */
export function ticks(fromMs: number, totalMs: number): number[] {
  const steps = [5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600];
  const step = (steps.find((one) => totalMs / 1000 / one <= 9) ?? 7_200) * 1000;
  const toMs = fromMs + totalMs;
  const list = [fromMs];
  for (
    let ms = Math.ceil((fromMs + step * 0.4) / step) * step;
    ms < toMs - step * 0.4;
    ms += step
  ) {
    list.push(ms);
  }
  return [...list, toMs];
}
