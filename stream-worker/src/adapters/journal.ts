import { appendFileSync, mkdirSync, unlinkSync } from "node:fs";
import { readdir, readFile, unlink } from "node:fs/promises";
import path from "node:path";
import type { Log } from "../ports.ts";
import type { KeptEntry } from "./outbox.ts";

export type Journal = {
  append(entry: KeptEntry): void;
  /** A file of an earlier run that is ours to remove. */
  adopt(sessionId: string): void;
  /** Everything of this session has been acknowledged. */
  forget(sessionId: string): void;
};

/** Also the session's file name: it must not lead out of the folder. */
const SESSION_ID = /^[A-Za-z0-9-]{1,64}$/;

/**
 * One file per session, a JSON line per unacknowledged entry, readable by this user alone because
 * it holds words said. Written at once (about 50 µs, only while the api is away), so that even
 * kill -9 finds it there; not synced to the platter, as it is to survive our death and not the
 * machine's. An entry acknowledged after it was written is sent again after a restart and stored
 * once.
 */
export function createJournal(folder: string, log: Log): Journal {
  const written = new Set<string>();
  let failing = false;

  const attempt = (work: () => void): void => {
    try {
      work();
      failing = false;
    } catch (cause) {
      // Said once per outage: a full disk would otherwise fill the log as well.
      if (!failing) log.error({ code: codeOf(cause) }, "The journal cannot be written");
      failing = true;
    }
  };
  const fileOf = (sessionId: string): string => path.join(folder, `${sessionId}.jsonl`);
  attempt(() => mkdirSync(folder, { recursive: true, mode: 0o700 }));

  return {
    append(entry) {
      const { sessionId, sequence, command, payload } = entry;
      if (!SESSION_ID.test(sessionId)) return;
      written.add(sessionId);
      const line = `${JSON.stringify({ sessionId, sequence, command, payload })}\n`;
      attempt(() => appendFileSync(fileOf(sessionId), line, { mode: 0o600 }));
    },
    adopt(sessionId) {
      if (SESSION_ID.test(sessionId)) written.add(sessionId);
    },
    forget(sessionId) {
      if (written.delete(sessionId)) attempt(() => unlinkSync(fileOf(sessionId)));
    },
  };
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && "code" in cause ? String(cause.code) : "unknown";
}

function parseLine(line: string, check: (entry: KeptEntry) => boolean): KeptEntry | null {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== "object" || entry === null) return null;
    const { sessionId, sequence, command, payload } = entry as Record<string, unknown>;
    if (typeof sessionId !== "string" || typeof command !== "string") return null;
    if (typeof sequence !== "number") return null;
    const kept = { sessionId, sequence, command, payload };
    return check(kept) ? kept : null;
  } catch {
    // A line cut off by a crash.
    return null;
  }
}

/** What a former life of this worker could not deliver, at most `limit` entries, in order. */
export async function readJournal(
  folder: string,
  limit: number,
  check: (entry: KeptEntry) => boolean,
): Promise<readonly KeptEntry[]> {
  const names = await readdir(folder).catch(() => []);
  const entries: KeptEntry[] = [];
  for (const name of names.filter((one) => one.endsWith(".jsonl")).toSorted()) {
    const text = await readFile(path.join(folder, name), "utf8").catch(() => "");
    const good = text.split("\n").flatMap((line) => parseLine(line, check) ?? []);
    if (good.length === 0) await unlink(path.join(folder, name)).catch(() => undefined);
    entries.push(...good);
  }
  return entries.slice(0, limit);
}
