import { AppError } from "../domain/errors.ts";

/** What may be logged of a failure: its name. Its message may quote what must not be. */
export const nameOf = (error: unknown): string =>
  error instanceof AppError ? error.code : error instanceof Error ? error.name : "unknown";
