import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { silentLog } from "../testing/harness.ts";
import { manualClock, type ManualClock } from "../testing/manual-clock.ts";
import { createJournal, readJournal, type Journal } from "./journal.ts";
import { createOutbox, type Delivery, type KeptEntry, type Outbox } from "./outbox.ts";

let folder: string;
let clock: ManualClock;
let journal: Journal;
let outbox: Outbox;
let delivered: KeptEntry[];
let dropped: number;
let answer: () => Delivery;

const entry = (sequence: number, sessionId = "session-a"): KeptEntry => ({
  sessionId,
  sequence,
  command: "utterance.finalised",
  payload: { sequence },
});

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(os.tmpdir(), "patchbay-outbox-")), "journal");
  clock = manualClock();
  journal = createJournal(folder, silentLog);
  delivered = [];
  dropped = 0;
  answer = () => "stored";
  outbox = createOutbox({
    limit: 5,
    journal,
    clock,
    deliver: (one) => {
      delivered.push(one);
      return Promise.resolve(answer());
    },
    metrics: { count: () => (dropped += 1), answered: () => undefined },
  });
});
afterEach(() => rm(path.dirname(folder), { recursive: true, force: true }));

const sequences = (): number[] => delivered.map((one) => one.sequence);

describe("the outbox", () => {
  it("delivers in order once connected and forgets what was stored", async () => {
    outbox.add(entry(1));
    outbox.add(entry(2));
    expect(delivered).toEqual([]);
    outbox.connected();
    await outbox.empty();
    expect(sequences()).toEqual([1, 2]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("tries again after a second what the api could not take, without hurrying", async () => {
    answer = () => "later";
    outbox.connected();
    outbox.add(entry(1));
    await Promise.resolve();
    await Promise.resolve();
    await Promise.resolve();
    clock.advance(900);
    expect(sequences()).toEqual([1]);
    answer = () => "stored";
    clock.advance(200);
    await outbox.empty();
    expect(sequences()).toEqual([1, 1]);
  });

  it("drops what the api will never take, and the oldest when full", async () => {
    answer = () => "refused";
    outbox.connected();
    outbox.add(entry(1));
    await outbox.empty();
    expect(dropped).toBe(1);
    outbox.disconnected();
    for (let sequence = 2; sequence <= 8; sequence += 1) outbox.add(entry(sequence));
    expect(outbox.size()).toBe(5);
    expect(dropped).toBe(3);
  });

  it("writes down what waits longer than a second, readable by us alone", async () => {
    answer = () => "later";
    outbox.connected();
    outbox.add(entry(1));
    clock.advance(600);
    expect(await readdir(folder)).toEqual([]);
    clock.advance(600);
    const [file] = await readdir(folder);
    const whole = path.join(folder, file ?? "");
    expect(await readFile(whole, "utf8")).toContain('"sequence":1');
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });
});

describe("the journal", () => {
  it("is taken over by the next run, without cut-off lines, and removed when delivered", async () => {
    outbox.add(entry(1));
    outbox.add(entry(2));
    outbox.add(entry(1, "session-b"));
    outbox.settle();
    await writeFile(path.join(folder, "session-b.jsonl"), '{"sessionId":"sess', { flag: "a" });
    const left = await readJournal(folder, 100, () => true);
    expect(left.map((one) => [one.sessionId, one.sequence])).toEqual([
      ["session-a", 1],
      ["session-a", 2],
      ["session-b", 1],
    ]);
    outbox.restore(left);
    outbox.connected();
    await outbox.empty();
    expect(await readdir(folder)).toEqual([]);
  });

  it("never writes outside its folder", async () => {
    outbox.add(entry(1, "../../escape"));
    outbox.settle();
    expect(await readdir(folder)).toEqual([]);
    expect(await readdir(path.dirname(folder))).toEqual(["journal"]);
  });
});
