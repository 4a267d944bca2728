import { readFile } from "node:fs/promises";
import type { Sql } from "postgres";
import type { Accounts } from "./accounts.ts";
import { insertDemoCalls } from "./demo-calls/insert.ts";
import { demoAccounts } from "./demo-accounts.ts";

/**
 * Puts the demo organization in place: its people first (the seed finds them by email), then
 * `seed.sql`, which must be safe to repeat, then its labelled demo calls.
 * @param password the demo password all of them share
 */
export async function seedDemo(
  sql: Sql,
  accounts: Accounts,
  seedFile: string,
  password: string,
): Promise<void> {
  for (const { email, displayName } of demoAccounts)
    await accounts.ensure({ email, displayName, password });
  const text = await readFile(seedFile, "utf8").catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "ENOENT") return "";
    throw cause;
  });
  if (text === "") return;
  const connection = await sql.reserve();
  try {
    await connection.unsafe("begin").simple();
    await connection.unsafe(text).simple();
    await connection.unsafe("commit").simple();
  } catch (cause) {
    await connection.unsafe("rollback").simple();
    const said = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The demo seed failed and was undone: ${said}`, { cause });
  } finally {
    connection.release();
  }
  await insertDemoCalls(sql);
}
