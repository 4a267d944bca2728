import postgres, { type Sql, type TransactionSql } from "postgres";
import { AppError } from "../../domain/errors.ts";

export type Tx = TransactionSql;
export type { Sql };

/** One question to the database waits no longer than this; the asker decides what then. */
export const QUESTION_MS = 5000;

/** The api's own connection: the owner's, so row-level security does not apply; every query names the organization. */
export function connect(databaseUrl: string, options: { max?: number } = {}): Sql {
  return postgres(databaseUrl, {
    max: options.max ?? 12,
    idle_timeout: 60,
    connect_timeout: 3,
    // Steady instead of growing pauses: after an outage the first second counts.
    backoff: () => 0.25,
    onnotice: () => undefined,
    connection: { application_name: "patchbay-api", statement_timeout: QUESTION_MS },
  });
}

const AWAY = new Set([
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_DESTROYED",
  "CONNECTION_ENDED",
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOENT",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "53300",
  "57014",
  "57P01",
  "57P02",
  "57P03",
  "08006",
  "08001",
]);

const codeOf = (error: unknown): string | undefined =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : undefined;

/** A row that must be unique exists already; answers which constraint said so. */
export function violatedConstraint(error: unknown): string | undefined {
  if (codeOf(error) !== "23505") return undefined;
  return typeof error === "object" && error !== null && "constraint_name" in error
    ? String(error.constraint_name)
    : "";
}

/** Runs a question with a deadline. Throws AppError `database_away` where the database cannot be asked. */
export async function ask<T>(question: () => Promise<T>, withinMs = QUESTION_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new AppError("database_away")), withinMs);
  });
  try {
    return await Promise.race([question(), late]);
  } catch (cause) {
    if (AWAY.has(codeOf(cause) ?? "")) throw new AppError("database_away", { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

export const inTransaction = <T>(sql: Sql, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ask(async () => (await sql.begin(work)) as T);
