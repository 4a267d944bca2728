import { z } from "zod";

/** Keyset paging by (instant, id), newest first; opaque to the console. */
const position = z.tuple([z.iso.datetime(), z.uuid()]);

export const encodeCursor = (at: string, id: string): string =>
  Buffer.from(JSON.stringify([at, id])).toString("base64url");

/** undefined for anything we did not hand out. */
export function decodeCursor(cursor: string): { at: string; id: string } | undefined {
  try {
    const parsed = position.safeParse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
    return parsed.success ? { at: parsed.data[0], id: parsed.data[1] } : undefined;
  } catch {
    return undefined;
  }
}
