import type { Clock } from "../../ports.ts";
import type { LineWindow } from "../activity-line.ts";
import { type Batch, FRESH, MAX_BATCH, WINDOW_BYTES } from "./batch.ts";
import { linkThread, type StartThread } from "./thread-link.ts";

/** One call's place on a thread. */
export type Seat = {
  push(window: LineWindow): void;
  leave(): void;
};

/** One thread and the calls that share it. */
export type Lane = {
  readonly started: Promise<void>;
  seats(): number;
  take(judged: (window: LineWindow, probability: number) => void): Seat;
  close(): Promise<void>;
};

/** Half a second: what is older helps nobody any more. */
const MAX_WAITING = 16;
/**
 * Batches are at least this far apart, so that windows of many calls meet in one: at 100 calls the
 * thread then needs a third of the time. A single call's window comes every 32 ms and never waits.
 */
const APART_MS = 4;
/** Enough to go at once. */
const FULL = 32;

type Seated = {
  readonly slot: number;
  readonly judged: (window: LineWindow, probability: number) => void;
  readonly waiting: LineWindow[];
  fresh: boolean;
};

export function createLane(
  start: StartThread,
  clock: Clock,
  dropped: (windows: number) => void,
): Lane {
  const seated = new Set<Seated>();
  const freeSlots: number[] = [];
  let slots = 0;
  let batch: Batch | null = null;
  /** Calls with windows waiting, the longest first; each once. */
  let order: Seated[] = [];
  let sent: readonly { readonly seat: Seated; readonly window: LineWindow }[] = [];
  let pausing = false;

  const link = linkThread(start, clock, {
    up(fresh) {
      batch = fresh;
      for (const seat of seated) seat.fresh = true;
      pump();
    },
    judged() {
      const done = sent;
      sent = [];
      done.forEach(({ seat, window }, row) => {
        if (seated.has(seat)) seat.judged(window, batch?.probabilities[row] ?? 0);
      });
      pump();
    },
    lost() {
      if (sent.length > 0) dropped(sent.length);
      sent = [];
      batch = null;
    },
  });

  function pump(): void {
    if (batch === null || sent.length > 0 || order.length === 0) return;
    if (pausing && order.length < FULL) return;
    const taken = order.splice(0, MAX_BATCH);
    sent = taken.flatMap((seat, row) => {
      const window = seat.waiting.shift();
      if (window === undefined || batch === null) return [];
      batch.slots[row] = seat.fresh ? seat.slot + FRESH : seat.slot;
      batch.audio.set(window.audio, row * WINDOW_BYTES);
      seat.fresh = false;
      return { seat, window };
    });
    order.push(...taken.filter(({ waiting }) => waiting.length > 0));
    link.send(sent.length);
    if (pausing) return;
    pausing = true;
    clock.after(APART_MS, () => {
      pausing = false;
      pump();
    });
  }

  return {
    started: link.started,
    seats: () => seated.size,
    take(judged) {
      const slot = freeSlots.pop() ?? slots++;
      const seat: Seated = { slot, judged, waiting: [], fresh: true };
      seated.add(seat);
      return {
        push(window) {
          if (!seated.has(seat)) return;
          if (seat.waiting.length === 0) order.push(seat);
          seat.waiting.push(window);
          if (seat.waiting.length > MAX_WAITING) {
            seat.waiting.shift();
            dropped(1);
          }
          pump();
        },
        leave() {
          if (!seated.delete(seat)) return;
          order = order.filter((one) => one !== seat);
          freeSlots.push(slot);
        },
      };
    },
    close: () => link.close(),
  };
}
