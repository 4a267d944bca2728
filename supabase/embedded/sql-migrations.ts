import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Sql } from "postgres";

/** Two starts against one database must not apply the same file; any fixed number does. */
const LOCK = 7_262_824;
const FILE_NAME = /^(\d+)_(.+)\.sql$/;

type Migration = { version: string; name: string; text: string };

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder).catch(() => []))
    .filter((name) => FILE_NAME.test(name))
    .toSorted();
  return Promise.all(
    names.map(async (file) => {
      const [, version = "", name = ""] = FILE_NAME.exec(file) ?? [];
      return { version, name, text: await readFile(path.join(folder, file), "utf8") };
    }),
  );
}

/** A migration that Postgres refused; the message names the file and what Postgres said. */
export class MigrationError extends Error {
  constructor(migration: Migration, cause: unknown) {
    const said = cause instanceof Error ? cause.message : String(cause);
    super(`Migration ${migration.version}_${migration.name}.sql failed and was undone: ${said}`, {
      cause,
    });
    this.name = "MigrationError";
  }
}

/**
 * Applies the plain SQL files of `folder` that this database has not had yet, oldest first, each in
 * its own transaction, recorded where the Supabase CLI records them, so that either can go on from
 * the other.
 * @param sql a direct connection (not a transaction pooler: an advisory lock is held meanwhile)
 * @returns the versions applied now
 * @throws MigrationError
 */
export async function applyMigrations(sql: Sql, folder: string): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const connection = await sql.reserve();
  const applied: string[] = [];
  try {
    await connection`select pg_advisory_lock(${LOCK})`;
    await connection
      .unsafe(
        `create schema if not exists supabase_migrations;
         create table if not exists supabase_migrations.schema_migrations (version text primary key);
         alter table supabase_migrations.schema_migrations add column if not exists statements text[];
         alter table supabase_migrations.schema_migrations add column if not exists name text;`,
      )
      .simple();
    const rows = await connection<
      { version: string }[]
    >`select version from supabase_migrations.schema_migrations`;
    const known = new Set(rows.map((row) => row.version));
    for (const migration of migrations.filter(({ version }) => !known.has(version))) {
      try {
        await connection.unsafe("begin").simple();
        await connection.unsafe(migration.text).simple();
        await connection`
          insert into supabase_migrations.schema_migrations (version, name, statements)
          values (${migration.version}, ${migration.name}, ${[migration.text]})`;
        await connection.unsafe("commit").simple();
        applied.push(migration.version);
      } catch (cause) {
        await connection.unsafe("rollback").simple();
        throw new MigrationError(migration, cause);
      }
    }
  } finally {
    await connection`select pg_advisory_unlock(${LOCK})`;
    connection.release();
  }
  return applied;
}
