import postgres from "postgres";

export type Sql = postgres.Sql;

/** The owner's connection: journeys look at what was really stored. */
export function openDatabase(url: string): Sql {
  return postgres(url, { max: 2, idle_timeout: 5, onnotice: () => undefined });
}

/** Numbers that are missing or doubled in a call's events; empty when they count from 1 without a gap. */
export async function wrongNumbers(sql: Sql, callId: string): Promise<number[]> {
  const rows = await sql<{ seq: number }[]>`
    select seq from public.call_events where call_id = ${callId} order by seq`;
  return rows.map((row) => row.seq).filter((seq, at) => seq !== at + 1);
}

/** Texts that are stored twice with the same speaker and beginning. */
export async function doubledUtterances(sql: Sql, callId: string): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select text from public.utterances where call_id = ${callId}
    group by text, speaker, started_ms having count(*) > 1`;
  return rows.map((row) => row.text);
}
