import { AppError } from "./errors.ts";

/** JSON's own escapes, read from the left: a doubled backslash, NUL, half of a surrogate pair. */
const ESCAPES = /\\(\\|u0000|ud[89a-f][0-9a-f]{2})/gi;

/**
 * What came from outside, with each character that Postgres cannot keep replaced by U+FFFD: NUL in
 * any text, lone surrogates in jsonb. One of them would be refused however often it is sent again,
 * and the database would quote the words around it in its log. Throws AppError `bad_request` where
 * it is nested too deeply to be looked at.
 */
export function storable(value: unknown): unknown {
  try {
    // Whole pairs are written out; only what stands alone is escaped (well-formed stringify).
    const text = JSON.stringify(value) as string | undefined;
    if (text === undefined) return value;
    const cleaned = text.replace(ESCAPES, (found, escaped) =>
      escaped === "\\" ? found : "\\ufffd",
    );
    return cleaned === text ? value : JSON.parse(cleaned);
  } catch (cause) {
    throw new AppError("bad_request", { cause });
  }
}
