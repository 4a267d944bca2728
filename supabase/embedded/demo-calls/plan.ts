import { createHash } from "node:crypto";
import { englishCallers, englishScenarios } from "./english.ts";
import { germanCallers, germanScenarios } from "./german.ts";
import { russianCallers, russianScenarios } from "./russian.ts";
import type { Caller, Line, Scenario, Told } from "./scenario.ts";
import { turkishCallers, turkishScenarios } from "./turkish.ts";

export const DEMO_CALLS = 60;
const DAYS = 14;
/** The newest can be listened to: all four languages, with and without a takeover. */
const RECORDED = 6;

export interface PlannedLine {
  speaker: Line[0];
  text: string;
  /** Where the caller cut it off: what was heard of it. */
  heard: string | null;
  startedMs: number;
  endedMs: number;
}

/** One demo call, complete but for the people and numbers of the database. */
export interface PlannedCall {
  index: number;
  id: string;
  scenario: Scenario;
  caller: Caller;
  lines: PlannedLine[];
  takenOverMs: number | null;
  durationMs: number;
  startedAt: Date;
  recordingSid: string | null;
  carrierSid: string;
}

const desks: readonly { scenarios: readonly Scenario[]; callers: readonly Caller[] }[] = [
  { scenarios: englishScenarios, callers: englishCallers },
  { scenarios: germanScenarios, callers: germanCallers },
  { scenarios: turkishScenarios, callers: turkishCallers },
  { scenarios: russianScenarios, callers: russianCallers },
];

const digest = (text: string): string =>
  createHash("sha256").update(`patchbay demo ${text}`).digest("hex");

/** The same id on every start, so that seeding twice adds nothing. */
export const demoId = (text: string): string =>
  digest(text).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, "$1-$2-4$3-8$4-$5");

/** About as fast as a synthetic voice reads, and the pause before an answer. */
const MS_PER_LETTER = 75;
const PAUSE_MS = 800;

/** From the first sound of a caller who cuts in until the bot is silent. */
const BARGE_IN_MS = 320;

function timed(scenario: Scenario, caller: Caller): PlannedLine[] {
  const { stream } = scenario;
  let at = 400;
  return scenario.lines.map(([speaker, raw], index) => {
    const text = raw.replaceAll("{address}", caller.address);
    const isCut = stream?.cut?.line === index;
    const heard = isCut ? stream.cut!.heard.replaceAll("{address}", caller.address) : null;
    const startedMs = at;
    const endedMs = startedMs + Math.max(900, (heard ?? text).length * MS_PER_LETTER);
    const turn = stream?.turns[index];
    at = endedMs + (isCut ? -BARGE_IN_MS : turn === undefined ? PAUSE_MS : waitOf(turn));
    return { speaker, text, heard, startedMs, endedMs };
  });
}

/** What a caller waited: the silence, the words, the voice. */
export function waitOf(turn: Told["turns"][number]): number {
  return turn.silenceMs + (turn.headMs ?? 0) + (turn.voiceMs ?? 0);
}

/** Office hours of the last two weeks, more towards now; minutes are scattered but fixed. */
function startOf(index: number, now: Date): Date {
  const daysAgo = Math.floor((index / DEMO_CALLS) * DAYS);
  const scatter = Number.parseInt(digest(`minute ${index}`).slice(0, 6), 16);
  const start = new Date(now.getTime() - daysAgo * 86_400_000);
  start.setUTCHours(7 + (scatter % 11), (scatter >> 4) % 60, (scatter >> 10) % 60, 0);
  // Today's are always in the past, whatever the hour is.
  return start < now ? start : new Date(start.getTime() - 86_400_000);
}

/** All demo calls, newest first, the same for the same `now`. */
export function planDemoCalls(now: Date): PlannedCall[] {
  return Array.from({ length: DEMO_CALLS }, (_, index) => {
    const desk = desks[index % desks.length]!;
    const round = Math.floor(index / desks.length);
    const scenario = desk.scenarios[round % desk.scenarios.length]!;
    const caller =
      desk.callers[(round + Math.floor(round / desk.scenarios.length)) % desk.callers.length]!;
    const lines = timed(scenario, caller);
    return {
      index,
      id: demoId(`call ${index}`),
      scenario,
      caller,
      lines,
      takenOverMs:
        scenario.takenOverAt === undefined ? null : lines[scenario.takenOverAt]!.startedMs - 300,
      durationMs: (lines.at(-1)?.endedMs ?? 0) + 900,
      startedAt: startOf(index, now),
      recordingSid: index < RECORDED ? `RE${digest(`recording ${index}`).slice(0, 32)}` : null,
      carrierSid: `CA${digest(`leg ${index}`).slice(0, 32)}`,
    };
  });
}
