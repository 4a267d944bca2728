import path from "node:path";
import postgres, { type Sql } from "postgres";
import { embeddedAccounts, hostedAccounts } from "./accounts.ts";
import { seedDemo } from "./seed.ts";
import { applyMigrations } from "./sql-migrations.ts";
import { waitForDatabase } from "./wait-for-database.ts";

export type PrepareOptions = {
  databaseUrl: string;
  /** The folder with `migrations/` and `seed.sql`. */
  folder: string;
  /** Puts the demo organization in place with this password; absent, nothing is seeded. */
  demoPassword?: string;
  /** A Supabase that is not ours makes its accounts itself; absent, they are written as rows. */
  hosted?: { supabaseUrl: string; secretKey: string };
};

export type PreparedNumber = { e164: string; label: string; language: string; engine: string };
/** A demo call whose recording the simulated carrier must still have. */
export type AwaitedRecording = {
  recordingSid: string;
  callSid: string;
  startedAtMs: number;
  durationMs: number;
  language: string;
  lines: { atMs: number; speaker: string; text: string }[];
};
export type Prepared = {
  applied: string[];
  numbers: PreparedNumber[];
  awaited: AwaitedRecording[];
};

/** Brings a database that answers up to date: migrations, demo accounts, seed. Safe to repeat. */
export async function prepareDatabase(options: PrepareOptions): Promise<Prepared> {
  const sql = postgres(options.databaseUrl, { max: 2, onnotice: () => undefined });
  try {
    await waitForDatabase(sql);
    const applied = await applyMigrations(sql, path.join(options.folder, "migrations"));
    if (options.demoPassword !== undefined) {
      const { hosted } = options;
      const accounts = hosted
        ? hostedAccounts(sql, hosted.supabaseUrl, hosted.secretKey)
        : embeddedAccounts(sql);
      await seedDemo(sql, accounts, path.join(options.folder, "seed.sql"), options.demoPassword);
    }
    const numbers = await sql<PreparedNumber[]>`
      select e164, label, language, engine from public.numbers order by created_at, e164`;
    return { applied, numbers: [...numbers], awaited: await awaitedRecordings(sql) };
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function awaitedRecordings(sql: Sql): Promise<AwaitedRecording[]> {
  return [
    ...(await sql<AwaitedRecording[]>`
      select r.recording_sid as "recordingSid", c.carrier_sid as "callSid", c.language,
        (extract(epoch from c.answered_at) * 1000)::float8 as "startedAtMs",
        (extract(epoch from c.ended_at - c.answered_at) * 1000)::float8 as "durationMs",
        (select json_agg(json_build_object('atMs', u.started_ms, 'speaker', u.speaker, 'text', coalesce(u.heard, u.text)) order by u.started_ms)
          from public.utterances u where u.call_id = c.id) as lines
      from public.recordings r join public.calls c on c.id = r.call_id
      where c.demo and r.status = 'pending' and c.ended_at > c.answered_at`),
  ];
}

/** The versions a database has had, without changing anything; for the doctor. */
export async function appliedMigrations(databaseUrl: string): Promise<string[]> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined, connect_timeout: 5 });
  try {
    const rows = await sql<{ version: string }[]>`
      select version from supabase_migrations.schema_migrations order by version`;
    return rows.map((row) => row.version);
  } finally {
    await sql.end({ timeout: 2 });
  }
}
