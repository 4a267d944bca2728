import { AppError } from "../domain/errors.ts";

/** More than this waiting on one call is a flood, and the newest is refused. */
const WAITING_MOST = 500;

/** Runs work on the same call one after the other, work on different calls side by side. */
export function createPerCallQueue() {
  const tails = new Map<string, { tail: Promise<unknown>; waiting: number }>();

  return {
    /** Throws AppError `too_many_requests` when the call's queue is full; else what `work` throws. */
    async run<T>(callId: string, work: () => Promise<T>): Promise<T> {
      const entry = tails.get(callId) ?? { tail: Promise.resolve(), waiting: 0 };
      if (entry.waiting >= WAITING_MOST) throw new AppError("too_many_requests");
      tails.set(callId, entry);
      entry.waiting += 1;
      const done = entry.tail.then(work, work);
      entry.tail = done.catch(() => undefined);
      try {
        return await done;
      } finally {
        entry.waiting -= 1;
        if (entry.waiting === 0) tails.delete(callId);
      }
    },
    get size(): number {
      return tails.size;
    },
  };
}
