import type { Clock } from "../../ports.ts";

/** A final comes 0.3–0.8 s after speech ends; a caller must not hear nothing for more than 3 s. */
const STALL_MS = 2_000;
/** A recogniser that goes on revising and never settles is no use either. */
const STALLS_TO_CAP = 3;
const TICK_MS = 100;

type Flush = { readonly atMs: number; readonly times: number; readonly sinceMs: number };

export type FlushesOptions = {
  readonly clock: Clock;
  readonly stallMs: number | undefined;
  /** After this long without a word outstanding a flush has nothing to wait for; null waits on. */
  readonly settleMs: number | null;
  /** Nothing is outstanding. */
  settled(): boolean;
  /** The line stands and audio comes: only then is silence the vendor's fault. */
  live(): boolean;
  answered(): void;
  stalled(): void;
};

/** Flushes that wait for their answer, by the milliseconds of audio before them. */
export type Flushes = {
  asked(atMs: number): void;
  /** The recogniser said something new. */
  progress(): void;
  /** Everything up to here has been recognised. */
  answer(untilMs: number): void;
  /** Where the flush stands that has waited longest; null when none waits. */
  oldestMs(): number | null;
  end(): void;
};

export function createFlushes(options: FlushesOptions): Flushes {
  const { clock } = options;
  const stallMs = options.stallMs ?? STALL_MS;
  let waiting: Flush[] = [];
  let quietSince = 0;
  let cancel: (() => void) | null = null;
  let over = false;

  const stop = (): void => {
    cancel?.();
    cancel = null;
  };
  const answer = (untilMs: number): void => {
    while (waiting[0] && waiting[0].atMs <= untilMs) {
      const [done] = waiting;
      waiting = waiting.slice(1);
      for (let time = 0; time < done.times; time += 1) options.answered();
    }
    if (waiting.length === 0) stop();
  };

  const look = (): void => {
    cancel = null;
    const now = clock.now();
    if (!options.live()) {
      // The clock of patience starts when the vendor could have answered.
      waiting = waiting.map((flush) => ({ ...flush, sinceMs: now }));
      quietSince = now;
    }
    const settleMs = options.settleMs;
    if (settleMs !== null && now - quietSince >= settleMs && options.settled()) {
      const due = waiting.findLast((flush) => now - flush.sinceMs >= settleMs);
      if (due) answer(due.atMs);
    }
    const oldest = waiting[0];
    if (!oldest) return;
    const waitedMs = now - oldest.sinceMs;
    const quietMs = Math.min(now - quietSince, waitedMs);
    if (quietMs >= stallMs || waitedMs >= stallMs * STALLS_TO_CAP) {
      waiting = [];
      return options.stalled();
    }
    cancel = clock.after(TICK_MS, look);
  };

  return {
    asked(atMs) {
      if (over) return;
      const last = waiting.at(-1);
      if (last?.atMs === atMs)
        waiting = [...waiting.slice(0, -1), { ...last, times: last.times + 1 }];
      else waiting.push({ atMs, times: 1, sinceMs: clock.now() });
      cancel ??= clock.after(TICK_MS, look);
    },
    progress() {
      quietSince = clock.now();
    },
    answer,
    oldestMs: () => waiting[0]?.atMs ?? null,
    end() {
      over = true;
      waiting = [];
      stop();
    },
  };
}
