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

/** After a failure the next question is asked this much later; those between fail at once. */
const PAUSE_MS = 250;
/** One late answer may be a slow question; this many in a row are a database that is away. */
const LATE_MOST = 2;
const outages = new WeakMap<Sql, { lateCount: number; quietUntil: number }>();

/** Of the server or the way to it, as opposed to one slow question (57014). */
const isUnreachable = (cause: unknown): boolean =>
  AWAY.has(codeOf(cause) ?? "") && codeOf(cause) !== "57014";

/** The data itself is refused (class 22, a check); asking again would change nothing. */
const isUnfit = (cause: unknown): boolean => /^(22...|23514)$/.test(codeOf(cause) ?? "");

/**
 * Runs a question with a deadline. Throws AppError `database_away` where the database cannot be
 * asked; then, for a moment, without asking, so that an outage costs each caller one wait at most.
 */
export async function ask<T>(
  sql: Sql,
  question: () => Promise<T>,
  withinMs = QUESTION_MS,
): Promise<T> {
  const outage = outages.get(sql);
  if (outage !== undefined && performance.now() < outage.quietUntil)
    throw new AppError("database_away");
  // Whoever asks first after the pause tries for all; the others are told off meanwhile.
  if (outage !== undefined && outage.quietUntil > 0)
    outage.quietUntil = performance.now() + withinMs;
  let timer: NodeJS.Timeout | undefined;
  const late = Symbol("late");
  const deadline = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), withinMs);
  });
  try {
    const answer = await Promise.race([question(), deadline]);
    if (answer === late) {
      const lateCount = (outage?.lateCount ?? 0) + 1;
      const quietUntil = lateCount >= LATE_MOST ? performance.now() + PAUSE_MS : 0;
      outages.set(sql, { lateCount, quietUntil });
      throw new AppError("database_away");
    }
    outages.delete(sql);
    return answer;
  } catch (cause) {
    if (cause instanceof AppError && cause.code === "database_away") throw cause;
    if (isUnreachable(cause))
      outages.set(sql, { lateCount: LATE_MOST, quietUntil: performance.now() + PAUSE_MS });
    if (AWAY.has(codeOf(cause) ?? "")) throw new AppError("database_away", { cause });
    outages.delete(sql);
    if (isUnfit(cause)) throw new AppError("bad_request", { cause });
    throw cause;
  } finally {
    clearTimeout(timer);
  }
}

export const inTransaction = <T>(
  sql: Sql,
  work: (tx: Tx) => Promise<T>,
  withinMs = QUESTION_MS,
): Promise<T> => ask(sql, async () => (await sql.begin(work)) as T, withinMs);
