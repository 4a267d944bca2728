import type { Handed, Stored } from "./evidence.ts";
import { faults, type Fault } from "./plan.ts";
import type { Strike } from "./strike.ts";
import type { Visit } from "./visit.ts";

/** Everything a run leaves behind. */
export interface Traces {
  strikes: Strike[];
  visits: Visit[];
  handed: Handed[];
  stored: Stored;
  /** Stored at some moment, as a witness saw. */
  seen: ReadonlySet<string>;
}

export interface FaultRow {
  fault: Fault | "none";
  kills: number;
  /** Calls that were on the line. */
  calls: number;
  /** Longest silence of each of those calls after the kill, ms. */
  silencesMs: number[];
  /** From the kill to the bot's next sentence, ms; null: it never came. Only where the worker died. */
  backMs: (number | null)[];
}

export interface Verdict {
  rows: FaultRow[];
  /** Sentences by what became of them. */
  words: { said: number; handed: number; stored: number; diedWithWorker: number };
  /** In plain sentences; none: every promise was kept. */
  broken: string[];
}

/** After this time in the worker's hands a sentence is stored or written down (outbox.ts). */
const WRITTEN_BY_MS = 1700;
const WINDOW_MS = 15_000;
const NOBODY_HURT_MS = 10_000;

/** The longest stretch without a sound between two instants. */
export function longestSilence(visit: Visit, from: number, to: number): number {
  const lengths = visit.silences.map((one) => Math.min(one.to, to) - Math.max(one.from, from));
  return Math.max(0, ...lengths);
}

const isOn = (visit: Visit, at: number): boolean =>
  visit.connectedAt > 0 && visit.connectedAt <= at && visit.endedAt > at;

function rowOf(fault: Fault, { strikes, visits }: Traces): FaultRow {
  const row: FaultRow = { fault, kills: 0, calls: 0, silencesMs: [], backMs: [] };
  for (const [index, strike] of strikes.entries()) {
    if (strike.fault !== fault) continue;
    row.kills += 1;
    const nextAt = strikes[index + 1]?.at ?? Infinity;
    for (const visit of visits.filter((one) => isOn(one, strike.at))) {
      row.calls += 1;
      const until = Math.min(nextAt, strike.at + WINDOW_MS, visit.endedAt);
      row.silencesMs.push(longestSilence(visit, strike.at, until));
      const diedAt = strike.workerDeaths[0];
      if (diedAt === undefined) continue;
      // Who hung up before the bot was back has not missed it.
      const back = visit.bot.find(({ at }) => at > diedAt + 200)?.at;
      if (back !== undefined) row.backMs.push(back - diedAt);
      else if (visit.end !== "caller hung up" && visit.end !== "bot said goodbye")
        row.backMs.push(null);
    }
  }
  return row;
}

/** What a call sounds like when nothing is wrong. */
function undisturbed({ strikes, visits }: Traces): FaultRow {
  const row: FaultRow = { fault: "none", kills: 0, calls: 0, silencesMs: [], backMs: [] };
  for (const [index, strike] of strikes.entries()) {
    const from = Math.max(strikes[index - 1]?.mendedAt ?? 0, strike.at - NOBODY_HURT_MS) + 3000;
    if (strike.at - from < 2000) continue;
    for (const visit of visits.filter((one) => isOn(one, from) && isOn(one, strike.at))) {
      row.calls += 1;
      row.silencesMs.push(longestSilence(visit, from, strike.at));
    }
  }
  return row;
}

function judgeWords(traces: Traces): { words: Verdict["words"]; broken: string[] } {
  const { visits, handed, stored, seen, strikes } = traces;
  const deaths = strikes.flatMap((strike) => strike.workerDeaths);
  const broken: string[] = [];
  const words = { said: 0, handed: 0, stored: 0, diedWithWorker: 0 };
  for (const mark of visits.flatMap((visit) => visit.marks)) {
    words.said += 1;
    const rows = stored.texts.filter((text) => text.includes(mark)).length;
    const given = handed.filter(({ text }) => text.includes(mark));
    if (given.length > 0) words.handed += 1;
    if (rows > 0) words.stored += 1;
    if (rows > 1) broken.push(`“${mark}” is stored ${rows} times.`);
    if (rows > 0 || given.length === 0) continue;
    const at = Math.max(...given.map((one) => one.at));
    const wasSeen = [...seen].some((text) => text.includes(mark));
    const tookWithIt = deaths.some((death) => death >= at && death - at < WRITTEN_BY_MS);
    if (wasSeen) broken.push(`“${mark}” was stored and is gone.`);
    else if (tookWithIt) words.diedWithWorker += 1;
    else broken.push(`“${mark}” was given to the worker and is not stored.`);
  }
  return { words, broken };
}

const GREETING = /how can I help/i;

function judgeCalls({ visits, stored }: Traces): string[] {
  const broken: string[] = [];
  for (const { number, end, lastHeard, bot } of visits) {
    if (end === "cut") broken.push(`Call ${number} was cut; last heard: “${lastHeard}”`);
    if (end === "stuck") broken.push(`Call ${number} got stuck; last heard: “${lastHeard}”`);
    const greetings = bot.filter(({ text }) => GREETING.test(text)).length;
    if (greetings > 1) broken.push(`Call ${number} was greeted ${greetings} times.`);
  }
  const reached = visits.filter((visit) => visit.connectedAt > 0).length;
  if (stored.calls.length !== reached)
    broken.push(`${reached} calls were answered and ${stored.calls.length} are on record.`);
  for (const call of stored.calls) {
    if (call.status !== "ended") broken.push(`Call ${call.id} is still “${call.status}”.`);
    if (call.wrongNumbers.length > 0)
      broken.push(`The events of call ${call.id} are misnumbered at ${call.wrongNumbers.join()}.`);
  }
  return broken;
}

/** Which promises were kept. Pure. */
export function judge(traces: Traces): Verdict {
  const rows = [undisturbed(traces), ...faults.map((fault) => rowOf(fault, traces))];
  const { words, broken } = judgeWords(traces);
  const lost = rows.flatMap(({ fault, backMs }) => {
    const never = backMs.filter((ms) => ms === null).length;
    return never > 0 ? [`After “${fault}” the bot did not come back to ${never} calls.`] : [];
  });
  return { rows, words, broken: [...broken, ...judgeCalls(traces), ...lost] };
}
