import type { Worker } from "node:worker_threads";
import type { Clock } from "../../ports.ts";
import { type Batch, batchIn, SHARED_BYTES } from "./batch.ts";
import type { FromThread, ToThread } from "./silero-thread.ts";

export type StartThread = (shared: SharedArrayBuffer) => Worker;

export type ThreadEvents = {
  /** A thread is up, with a model that remembers nobody. */
  up(batch: Batch): void;
  /** All that was sent. */
  judged(): void;
  /** It is gone, and what it was given with it; another follows. */
  lost(): void;
};

export type ThreadLink = {
  /** The first thread is up; rejects with its error when it never came up, and none follows. */
  readonly started: Promise<void>;
  send(count: number): void;
  close(): Promise<void>;
};

const FIRST_RESTART_MS = 100;
const LAST_RESTART_MS = 30_000;
/** A batch takes 2 ms; a thread that needs this long for one will not come back by itself. */
const STUCK_MS = 5_000;
/** The model loads in 0.2 s. */
const START_MS = 20_000;
const CLOSE_MS = 2_000;

/** Keeps one model thread running, whatever becomes of it, until it is closed. */
export function linkThread(start: StartThread, clock: Clock, events: ThreadEvents): ThreadLink {
  const started = Promise.withResolvers<void>();
  let worker: Worker | null = null;
  let wasUp = false;
  let closing = false;
  let restartMs = FIRST_RESTART_MS;
  let cancelTimer = (): void => undefined;

  function open(): void {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    let fault: unknown = null;
    const thread = start(shared);
    worker = thread;
    cancelTimer = clock.after(START_MS, () => void thread.terminate());
    thread.on("message", (message: FromThread) => {
      if (closing) return;
      cancelTimer();
      if (message === "ready") {
        wasUp = true;
        events.up(batchIn(shared));
        started.resolve();
        return;
      }
      restartMs = FIRST_RESTART_MS;
      events.judged();
    });
    thread.once("error", (cause) => {
      fault = cause;
    });
    thread.once("exit", (code) => {
      cancelTimer();
      worker = null;
      if (!wasUp) started.reject(fault ?? new Error(`The thread ended with ${code}`));
      if (closing || !wasUp) return;
      events.lost();
      cancelTimer = clock.after(restartMs, open);
      restartMs = Math.min(LAST_RESTART_MS, restartMs * 2);
    });
  }

  open();
  return {
    started: started.promise,
    send(count) {
      worker?.postMessage(count satisfies ToThread);
      cancelTimer = clock.after(STUCK_MS, () => void worker?.terminate());
    },
    async close() {
      closing = true;
      cancelTimer();
      const thread = worker;
      if (thread === null) return;
      const ended = new Promise<void>((resolve) => thread.once("exit", () => resolve()));
      thread.postMessage("close" satisfies ToThread);
      const cancel = clock.after(CLOSE_MS, () => void thread.terminate());
      await ended;
      cancel();
    },
  };
}
