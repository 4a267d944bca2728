import { AppError } from "../domain/errors.ts";

const PAUSE_MS = 200;

export const isAway = (error: unknown): boolean =>
  error instanceof AppError && error.code === "database_away";

/** Tries again while the database is away, for at most `budgetMs`; then throws what the last try threw. */
export async function whileAway<T>(budgetMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + budgetMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isAway(error) || performance.now() + PAUSE_MS > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
