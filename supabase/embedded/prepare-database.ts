import path from "node:path";
import postgres from "postgres";
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
export type Prepared = { applied: string[]; numbers: PreparedNumber[] };

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
    return { applied, numbers: [...numbers] };
  } finally {
    await sql.end({ timeout: 2 });
  }
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
