import { randomBytes } from "node:crypto";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import { BARE_TEMPLATE, databaseUrl, SEEDED_TEMPLATE } from "./test-cluster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Ask here for the run's Postgres; the first to ask starts it. */
    testPostgresBroker: string;
  }
}

export { TEST_PASSWORD } from "./test-cluster.ts";

export type FreshDatabase = { url: string; sql: Sql; drop: () => Promise<void> };

async function askForCluster(): Promise<string> {
  const response = await fetch(inject("testPostgresBroker"));
  const text = await response.text();
  if (!response.ok) throw new Error(`The test Postgres could not be prepared: ${text}`);
  return text;
}

/**
 * A database of its own for one test file, copied from the run's template: roles, `auth` and
 * `storage` schemas and all migrations; with `seeded`, the demo organization and its accounts too.
 * Call `drop` when done (`afterAll`). The first call of a run starts Postgres: about 2 s.
 */
export async function freshDatabase(options: { seeded?: boolean } = {}): Promise<FreshDatabase> {
  const clusterUrl = await askForCluster();
  const name = `test_${randomBytes(6).toString("hex")}`;
  const template = options.seeded === true ? SEEDED_TEMPLATE : BARE_TEMPLATE;
  const admin = postgres(clusterUrl, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${name} template ${template}`);
  const url = databaseUrl(clusterUrl, name);
  const sql = postgres(url, { max: 8, onnotice: () => undefined });
  return {
    url,
    sql,
    drop: async () => {
      await sql.end({ timeout: 2 });
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
