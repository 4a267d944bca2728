import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Clip } from "../ports.ts";

const MAX_BYTES = 200 * 1024 * 1024;
const SUFFIX = ".clip";

export interface ClipFiles {
  get(key: string): Promise<Clip | undefined>;
  set(key: string, clip: Clip): Promise<void>;
}

/**
 * Clips kept between starts, one file each (a JSON line, then 16-bit samples), named by a hash: the words
 * are nowhere in it. A file that cannot be read is a clip that is not there; a full disk keeps nothing.
 */
export function createClipFiles(folder: string, maxBytes = MAX_BYTES): ClipFiles {
  const ready = mkdir(folder, { recursive: true, mode: 0o700 })
    .then(() => prune(folder, maxBytes))
    .catch(() => undefined);
  const path = (key: string): string => join(folder, key + SUFFIX);
  return {
    async get(key) {
      try {
        const bytes = await readFile(path(key));
        const end = bytes.indexOf(10);
        const { voice, wordEndsMs } = JSON.parse(bytes.toString("utf8", 0, end)) as Omit<
          Clip,
          "pcm"
        >;
        const now = new Date();
        await utimes(path(key), now, now);
        const sound = Uint8Array.from(bytes.subarray(end + 1));
        return { voice, wordEndsMs, pcm: new Int16Array(sound.buffer) };
      } catch {
        return undefined;
      }
    },
    async set(key, { voice, wordEndsMs, pcm }) {
      try {
        await ready;
        const head = Buffer.from(`${JSON.stringify({ voice, wordEndsMs })}\n`);
        const half = `${path(key)}.${process.pid}`;
        await writeFile(
          half,
          Buffer.concat([head, new Uint8Array(pcm.buffer, pcm.byteOffset, pcm.byteLength)]),
          { mode: 0o600 },
        );
        await rename(half, path(key));
      } catch {
        await rm(`${path(key)}.${process.pid}`, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Once a start: the clips used longest ago go until the folder is within its size. */
async function prune(folder: string, maxBytes: number): Promise<void> {
  const names = await readdir(folder);
  const files = await Promise.all(
    names.map(async (name) => {
      const { size, mtimeMs } = await stat(join(folder, name));
      return { name, size, mtimeMs };
    }),
  );
  files.sort((a, b) => b.mtimeMs - a.mtimeMs);
  let bytes = 0;
  for (const { name, size } of files) {
    bytes += size;
    if (bytes > maxBytes || !name.endsWith(SUFFIX)) await rm(join(folder, name), { force: true });
  }
}
