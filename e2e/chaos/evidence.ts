import type { Stack } from "../../scripts/start/stack.ts";
import { wrongNumbers, type Sql } from "../support/database.ts";

export interface Handed {
  at: number;
  text: string;
}

/** Sentences the simulated carrier gave to an open socket of the worker. */
export async function handedWords(stack: Stack): Promise<Handed[]> {
  const answer = await fetch(new URL("/sim/words", stack.urls.booth));
  return ((await answer.json()) as { words: Handed[] }).words;
}

export interface StoredCall {
  id: string;
  status: string;
  /** Missing or doubled numbers in its story. */
  wrongNumbers: number[];
}

export interface Stored {
  calls: StoredCall[];
  /** All that callers said, one entry for each row. */
  texts: string[];
}

/** What the database knows of the calls that began since. Throws while it is away. */
export async function readStored(sql: Sql, since: Date): Promise<Stored> {
  const rows = await sql<{ id: string; status: string }[]>`
    select id, status from public.calls where started_at >= ${since} and not demo`;
  const calls: StoredCall[] = [];
  for (const row of rows) calls.push({ ...row, wrongNumbers: await wrongNumbers(sql, row.id) });
  return { calls, texts: await textsOf(sql, since) };
}

/** The whole story of those calls, for whoever looks into what went wrong. */
export async function readEvents(sql: Sql, since: Date): Promise<object[]> {
  return sql<object[]>`
    select e.call_id, e.seq, e.at, e.type, e.data from public.call_events e
    join public.calls c on c.id = e.call_id
    where c.started_at >= ${since} and not c.demo order by e.call_id, e.seq`;
}

export async function textsOf(sql: Sql, since: Date): Promise<string[]> {
  const rows = await sql<{ text: string }[]>`
    select u.text from public.utterances u join public.calls c on c.id = u.call_id
    where c.started_at >= ${since} and not c.demo and u.speaker = 'caller'`;
  return rows.map((row) => row.text);
}

export interface Witness {
  /** What was stored at some moment; a commit that somebody saw cannot be undone. */
  seen(): ReadonlySet<string>;
  stop(): Promise<void>;
}

const LOOK_MS = 250;

/** Looks into the database over and over, and not while it is away. */
export function watchStored(sql: Sql, since: Date): Witness {
  const seen = new Set<string>();
  let looking = Promise.resolve();
  let isLooking = false;
  const look = async (): Promise<void> => {
    isLooking = true;
    for (const text of await textsOf(sql, since).catch(() => [])) seen.add(text);
    isLooking = false;
  };
  const timer = setInterval(() => {
    if (!isLooking) looking = look();
  }, LOOK_MS);
  return {
    seen: () => seen,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}
