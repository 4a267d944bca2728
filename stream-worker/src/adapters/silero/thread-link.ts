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

/**
 * Keeps one model thread running, whatever becomes of it, until it is closed. A thread is never
 * terminated: onnxruntime aborts the whole process, and every call in it, when its thread is stopped
 * within a run. One that hangs is left to itself, and ends when it comes back.
 */
export function linkThread(start: StartThread, clock: Clock, events: ThreadEvents): ThreadLink {
  const started = Promise.withResolvers<void>();
  let thread: Worker | null = null;
  let wasUp = false;
  let closing = false;
  let restartMs = FIRST_RESTART_MS;
  let cancelTimer = (): void => undefined;

  function gone(worker: Worker, fault: unknown): void {
    if (thread !== worker) return;
    thread = null;
    cancelTimer();
    if (!wasUp) started.reject(fault);
    if (closing || !wasUp) return;
    events.lost();
    cancelTimer = clock.after(restartMs, open);
    restartMs = Math.min(LAST_RESTART_MS, restartMs * 2);
  }

  function watch(worker: Worker, ms: number): void {
    cancelTimer = clock.after(ms, () => {
      worker.postMessage("close" satisfies ToThread);
      worker.unref();
      gone(worker, new Error("The thread hangs"));
    });
  }

  function open(): void {
    const shared = new SharedArrayBuffer(SHARED_BYTES);
    let fault: unknown = null;
    const worker = start(shared);
    thread = worker;
    watch(worker, START_MS);
    worker.on("message", (message: FromThread) => {
      if (closing || thread !== worker) return;
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
    worker.on("error", (cause) => {
      fault = cause;
    });
    worker.once("exit", (code) => {
      gone(worker, fault ?? new Error(`The thread ended with ${code}`));
    });
  }

  open();
  return {
    started: started.promise,
    send(count) {
      if (thread === null) return;
      thread.postMessage(count satisfies ToThread);
      watch(thread, STUCK_MS);
    },
    async close() {
      closing = true;
      cancelTimer();
      const worker = thread;
      if (worker === null) return;
      const ended = Promise.withResolvers<void>();
      worker.once("exit", () => ended.resolve());
      const cancel = clock.after(CLOSE_MS, () => {
        worker.unref();
        ended.resolve();
      });
      worker.postMessage("close" satisfies ToThread);
      await ended.promise;
      cancel();
    },
  };
}
