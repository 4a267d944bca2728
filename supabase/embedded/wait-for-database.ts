import { setTimeout as delay } from "node:timers/promises";
import type { Sql } from "postgres";

const LIMIT_MS = 20_000;
const STEP_MS = 50;
// Not listening yet, and "the database system is starting up".
const PASSING = new Set(["ECONNREFUSED", "57P03", "ECONNRESET", "CONNECTION_CLOSED"]);

/**
 * Waits until the database answers. Only what a starting Postgres says is waited out; a wrong
 * password or an unknown host is told at once.
 */
export async function waitForDatabase(sql: Sql): Promise<void> {
  const until = Date.now() + LIMIT_MS;
  for (;;) {
    try {
      await sql`select 1`;
      return;
    } catch (cause) {
      const code = String((cause as { code?: unknown }).code);
      if (!PASSING.has(code) || Date.now() >= until) {
        const said = cause instanceof Error && cause.message !== "" ? cause.message : code;
        throw new Error(
          `The database does not answer (${said}): check DATABASE_URL and that it runs.`,
          { cause },
        );
      }
    }
    await delay(STEP_MS);
  }
}
