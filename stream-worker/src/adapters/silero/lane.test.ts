import { EventEmitter } from "node:events";
import type { Worker } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { manualClock } from "../../testing/manual-clock.ts";
import { type Batch, batchIn, FRESH, MAX_BATCH, WINDOW_BYTES } from "./batch.ts";
import { createLane } from "./lane.ts";

/** A thread that judges when it is told to: each window by the first byte of its audio. */
class FakeThread extends EventEmitter {
  readonly batch: Batch;
  readonly asked: number[][] = [];
  hangs = false;
  left = false;
  constructor(shared: SharedArrayBuffer) {
    super();
    this.batch = batchIn(shared);
  }
  postMessage(message: number | "close"): void {
    if (message !== "close") this.asked.push([...this.batch.slots.subarray(0, message)]);
    else if (!this.hangs) this.emit("exit", 0);
  }
  unref(): void {
    this.left = true;
  }
  judge(): void {
    const count = this.asked.at(-1)?.length ?? 0;
    for (let row = 0; row < count; row += 1) {
      this.batch.probabilities[row] = (this.batch.audio[row * WINDOW_BYTES] ?? 0) / 256;
    }
    this.emit("message", count);
  }
}

function setUp() {
  const clock = manualClock();
  const threads: FakeThread[] = [];
  let dropped = 0;
  const lane = createLane(
    (shared) => {
      const thread = new FakeThread(shared);
      threads.push(thread);
      return thread as unknown as Worker;
    },
    clock,
    (windows) => {
      dropped += windows;
    },
  );
  const newest = (): FakeThread => {
    const thread = threads.at(-1);
    if (thread === undefined) throw new Error("No thread was started");
    return thread;
  };
  const call = () => {
    const heard: number[] = [];
    const seat = lane.take(({ audio }, probability) => {
      expect(probability).toBe((audio[0] ?? 0) / 256);
      heard.push(audio[0] ?? 0);
    });
    return {
      heard,
      leave: () => seat.leave(),
      push: (...firsts: number[]) => {
        for (const first of firsts) {
          seat.push({ audio: new Uint8Array(WINDOW_BYTES).fill(first), fromSample: 0 });
        }
      },
    };
  };
  return { clock, lane, threads, newest, call, dropped: () => dropped };
}

/** Every batch is judged, 4 ms apart, until nothing is left. */
function judgeAll({ clock, newest }: ReturnType<typeof setUp>): void {
  for (let asked = -1; asked !== newest().asked.length;) {
    asked = newest().asked.length;
    newest().judge();
    clock.advance(4);
  }
}

describe("a thread shared by calls", () => {
  it("judges the first window at once, and what came meanwhile together", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const calls = [set.call(), set.call(), set.call()];
    calls.forEach((call, index) => call.push(10 + index));
    expect(set.newest().asked).toEqual([[0 + FRESH]]);
    set.newest().judge();
    expect(set.newest().asked).toHaveLength(1);
    set.clock.advance(4);
    expect(set.newest().asked[1]).toEqual([1 + FRESH, 2 + FRESH]);
    set.newest().judge();
    expect(calls.map(({ heard }) => heard)).toEqual([[10], [11], [12]]);
  });

  it("never has two windows of a call in one batch, as each needs the one before", () => {
    const set = setUp();
    const [first, second] = [set.call(), set.call()];
    first.push(1, 2, 3);
    second.push(4, 5);
    set.newest().emit("message", "ready");
    judgeAll(set);
    expect(set.newest().asked).toEqual([[0 + FRESH, 1 + FRESH], [0, 1], [0]]);
    expect([first.heard, second.heard]).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it("splits what is more than a batch, and does not wait when so much is there", () => {
    const set = setUp();
    const calls = Array.from({ length: MAX_BATCH + 40 }, () => set.call());
    for (const call of calls) call.push(7);
    set.newest().emit("message", "ready");
    set.newest().judge();
    expect(set.newest().asked.map(({ length }) => length)).toEqual([MAX_BATCH, 40]);
  });

  it("drops a call's oldest windows when the thread lags by half a second, and counts them", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const [slow, other] = [set.call(), set.call()];
    other.push(1);
    slow.push(...Array.from({ length: 21 }, (_, index) => index));
    expect(set.dropped()).toBe(5);
    judgeAll(set);
    expect(slow.heard).toEqual(Array.from({ length: 16 }, (_, index) => index + 5));
    expect(other.heard).toEqual([1]);
  });

  it("tells nothing to a call that has left, and gives its slot away as a fresh one", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const gone = set.call();
    gone.push(1, 2);
    gone.leave();
    gone.leave();
    gone.push(3);
    const next = set.call();
    next.push(4);
    judgeAll(set);
    expect(gone.heard).toEqual([]);
    expect(next.heard).toEqual([4]);
    expect(set.newest().asked).toEqual([[0 + FRESH], [0 + FRESH]]);
    expect(set.lane.seats()).toBe(1);
  });
});

describe("a thread that dies", () => {
  it("is replaced, calls go on with a model that knows none of them, what it had is counted", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const call = set.call();
    call.push(1);
    judgeAll(set);
    call.push(2, 3);
    set.newest().emit("exit", 1);
    expect(set.dropped()).toBe(1);
    set.clock.advance(100);
    expect(set.threads).toHaveLength(2);
    set.newest().emit("message", "ready");
    expect(set.newest().asked).toEqual([[0 + FRESH]]);
    judgeAll(set);
    expect(call.heard).toEqual([1, 3]);
  });

  it("is tried again ever more seldom, and often again once it has worked", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const waits: number[] = [];
    for (let time = 0; time < 12; time += 1) {
      const before = set.clock.now();
      const known = set.threads.length;
      set.newest().emit("exit", 1);
      while (set.threads.length === known) set.clock.advance(100);
      waits.push(set.clock.now() - before);
    }
    expect(waits.slice(0, 3)).toEqual([100, 200, 400]);
    expect(waits.at(-1)).toBe(30_000);
    set.newest().emit("message", "ready");
    set.call().push(1);
    set.newest().judge();
    set.newest().emit("exit", 1);
    set.clock.advance(100);
    expect(set.threads).toHaveLength(14);
  });

  it("counts as dead when a batch takes it five seconds, and is not believed when it comes back", () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    const call = set.call();
    call.push(1);
    const [stuck] = set.threads;
    if (stuck) stuck.hangs = true;
    set.clock.advance(4_999);
    expect(stuck?.left).toBe(false);
    set.clock.advance(1);
    expect([stuck?.left, set.dropped()]).toEqual([true, 1]);
    set.clock.advance(100);
    expect(set.threads).toHaveLength(2);
    set.newest().emit("message", "ready");
    call.push(2);
    stuck?.judge();
    stuck?.emit("exit", 0);
    expect(call.heard).toEqual([]);
    set.newest().judge();
    expect(call.heard).toEqual([2]);
    expect(set.threads).toHaveLength(2);
  });

  it("is not replaced when it never came up: the caller falls back", async () => {
    const set = setUp();
    set.newest().emit("error", new Error("no such addon"));
    set.newest().emit("exit", 1);
    await expect(set.lane.started).rejects.toThrow("no such addon");
    set.clock.advance(60_000);
    expect(set.threads).toHaveLength(1);
  });

  it("is not replaced after the end, and not waited for longer than two seconds", async () => {
    const set = setUp();
    set.newest().emit("message", "ready");
    set.newest().hangs = true;
    const closed = set.lane.close();
    set.clock.advance(2_000);
    await closed;
    set.newest().emit("exit", 0);
    set.clock.advance(60_000);
    expect(set.threads).toHaveLength(1);
  });
});
