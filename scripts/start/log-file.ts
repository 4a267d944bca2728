import { mkdirSync, renameSync, statSync, createWriteStream, type WriteStream } from "node:fs";
import path from "node:path";

/** A log larger than this at a start is put aside as `.old`, of which one is kept. */
const ROTATE_BYTES = 10 * 1024 * 1024;

/** Opens `<folder>/<name>.log` for appending. */
export function openLog(folder: string, name: string): WriteStream {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size > ROTATE_BYTES) renameSync(file, `${file}.old`);
  return createWriteStream(file, { flags: "a", mode: 0o600 });
}
