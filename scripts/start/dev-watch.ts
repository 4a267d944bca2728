import { watch } from "node:fs";
import path from "node:path";
import { root } from "./config.ts";
import type { PartName } from "./part.ts";

/** An editor saves in several strokes; one restart is enough for them. */
const SETTLE_MS = 200;

const WATCHED: Record<string, PartName[]> = {
  "contracts/src": ["api", "worker"],
  "api/src": ["api"],
  "stream-worker/src": ["worker"],
};

/** In development: starts api and worker anew when their sources change. Returns the way to stop. */
export function restartOnChange(
  restart: (part: PartName) => Promise<void>,
  notice: (line: string) => void,
): () => void {
  const timers = new Map<PartName, NodeJS.Timeout>();
  const again = (part: PartName): void => {
    clearTimeout(timers.get(part));
    timers.set(
      part,
      setTimeout(() => {
        restart(part).then(
          () => notice(`${part} runs with the changes.`),
          (cause: unknown) => notice(cause instanceof Error ? cause.message : String(cause)),
        );
      }, SETTLE_MS),
    );
  };
  const watchers = Object.entries(WATCHED).map(([folder, parts]) =>
    watch(path.join(root, folder), { recursive: true }, (_event, file) => {
      if (file?.endsWith(".ts") !== true || file.includes(".test.")) return;
      for (const part of parts) again(part);
    }),
  );
  return () => {
    for (const watcher of watchers) watcher.close();
    for (const timer of timers.values()) clearTimeout(timer);
  };
}
