import { expect } from "@playwright/test";
import type { Sql } from "./database.ts";
import { wordsIn, wordsPlayed } from "./played.ts";
import { between, channelsOf } from "./recording.ts";

interface Stored {
  text: string;
  heard: string | null;
  interrupted: boolean;
  started_ms: number;
  ended_ms: number;
}

/** What was played after an utterance's end would belong to it; nothing else comes so soon. */
const AFTER_MS = 600;

/** What the bot said, as it is stored, in order. */
export function botsUtterances(sql: Sql, callId: string): Promise<Stored[]> {
  return sql<Stored[]>`
    select text, heard, interrupted, started_ms, ended_ms from public.utterances
    where call_id = ${callId} and speaker = 'bot' order by started_ms`;
}

/** What the caller said, as it is stored, in order; without sounds that have no words. */
export async function callersWords(sql: Sql, callId: string): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select text from public.utterances
    where call_id = ${callId} and speaker = 'caller' and not untranscribed order by started_ms`;
  return rows.map(({ text }) => text);
}

/**
 * Compares these utterances with the sound on the recording's second channel, which is what the caller heard:
 * word by word, and to within one word where one was cut off, because whether a half was heard nobody can say.
 * `speechUrl`: the program whose voice the bot had.
 */
export async function expectPlayed(
  utterances: readonly Stored[],
  recording: { wav: Buffer; startedMs: number },
  speechUrl: string,
): Promise<void> {
  const { rate, channels } = channelsOf(recording.wav);
  const heardByCaller = channels[1] ?? new Int16Array();
  for (const { text, heard, interrupted, started_ms, ended_ms } of utterances) {
    const from = Math.max(0, started_ms - recording.startedMs - 100);
    const to = ended_ms - recording.startedMs + AFTER_MS;
    const played = wordsIn(await wordsPlayed(speechUrl, between(heardByCaller, rate, from, to)));
    const stored = wordsIn(heard ?? text);
    const both = Math.min(played.length, stored.length);
    expect(stored.slice(0, both), text).toEqual(played.slice(0, both));
    expect(Math.abs(stored.length - played.length), text).toBeLessThanOrEqual(interrupted ? 1 : 0);
  }
}

/** When the recording began, in ms of the call. */
export async function recordingStart(sql: Sql, callId: string): Promise<number> {
  const [row] = await sql<{ started_ms: number }[]>`
    select started_ms from public.recordings where call_id = ${callId}`;
  if (row === undefined) throw new Error("the call has no recording");
  return row.started_ms;
}
