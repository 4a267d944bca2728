import path from "node:path";
import postgres, { type Sql } from "postgres";
import { embeddedAccounts } from "../embedded/accounts.ts";
import { startCluster, type Cluster } from "../embedded/cluster.ts";
import { findFreePort } from "../embedded/free-port.ts";
import { openLite } from "../embedded/lite.ts";
import { prepareRoles } from "../embedded/roles.ts";
import { seedDemo } from "../embedded/seed.ts";
import { discard, throwawayFolder } from "./throwaway.ts";
import { applyMigrations } from "../embedded/sql-migrations.ts";

const root = path.resolve(import.meta.dirname, "../..");

/** The one password of test clusters and of the demo accounts in seeded test databases. */
export const TEST_PASSWORD = "only-for-tests";
export const BARE_TEMPLATE = "template_bare";
export const SEEDED_TEMPLATE = "template_seeded";

export type TestCluster = { url: string; stop: () => Promise<void> };

/** The address of another database of the same cluster. */
export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.href;
}

async function withDatabase(url: string, work: (sql: Sql) => Promise<void>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

async function makeTemplates(cluster: Cluster): Promise<void> {
  const bare = databaseUrl(cluster.url, BARE_TEMPLATE);
  await withDatabase(cluster.url, async (sql) => {
    await sql.unsafe(`create database ${BARE_TEMPLATE}`);
  });
  await withDatabase(bare, (sql) => prepareRoles(sql));
  const lite = await openLite({
    databaseUrl: bare,
    externalUrl: "http://127.0.0.1",
    jwtSecret: TEST_PASSWORD.padEnd(32, "-"),
    publishableKey: "sb_publishable_test",
    secretKey: "sb_secret_test",
  });
  await lite.close();
  await withDatabase(bare, async (sql) => {
    await applyMigrations(sql, path.join(root, "supabase", "migrations"));
  });
  await withDatabase(cluster.url, async (sql) => {
    await sql.unsafe(`create database ${SEEDED_TEMPLATE} template ${BARE_TEMPLATE}`);
  });
  await withDatabase(databaseUrl(cluster.url, SEEDED_TEMPLATE), (sql) =>
    seedDemo(sql, embeddedAccounts(sql), path.join(root, "supabase", "seed.sql"), TEST_PASSWORD),
  );
}

/** A throw-away Postgres with both templates: migrated, and migrated and seeded. */
export async function startTestCluster(): Promise<TestCluster> {
  const dataDir = await throwawayFolder();
  const cluster = await startCluster({
    home: root,
    dataDir,
    port: await findFreePort(),
    password: TEST_PASSWORD,
    disposable: true,
    log: () => undefined,
  });
  const stop = async (): Promise<void> => {
    await cluster.stop();
    await discard(dataDir);
  };
  try {
    await makeTemplates(cluster);
  } catch (cause) {
    await stop();
    throw cause;
  }
  return { url: cluster.url, stop };
}
