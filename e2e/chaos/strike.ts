import { setTimeout as delay } from "node:timers/promises";
import type { Stack } from "../../scripts/start/stack.ts";
import { handedWords } from "./evidence.ts";
import type { Fault, Kill } from "./plan.ts";

/** What was done to the product, in instants of `Date.now()`. */
export interface Strike {
  fault: Fault;
  at: number;
  /** Deaths of the worker in it. */
  workerDeaths: number[];
  /** Everything was ready again. */
  mendedAt: number;
}

/** By then the worker has written down what it could not deliver. */
const WRITTEN_AFTER_MS = 1800;
const MOST_WAIT_MS = 10_000;
const LOOK_MS = 100;

async function wordsSince(stack: Stack, at: number): Promise<void> {
  const until = Date.now() + MOST_WAIT_MS;
  for (;;) {
    const isThere = (await handedWords(stack)).some((words) => words.at > at);
    if (isThere || Date.now() > until) return;
    await delay(LOOK_MS);
  }
}

/** Nobody helps: whoever started the worker notices its end and starts it again. */
async function supervised(stack: Stack): Promise<void> {
  const until = Date.now() + MOST_WAIT_MS * 2;
  for (;;) {
    const isReady = await fetch(`${stack.urls.worker}/readyz`).then(
      (response) => response.ok,
      () => false,
    );
    if (isReady) return;
    if (Date.now() > until) throw new Error("the worker was not started again");
    await delay(LOOK_MS);
  }
}

/** Kill -9 as planned, and back into life; resolves once all of it is ready. */
export async function strike(stack: Stack, kill: Kill): Promise<Strike> {
  const { fault, awayMs } = kill;
  const at = Date.now();
  const workerDeaths: number[] = [];
  const killWorker = async (): Promise<void> => {
    workerDeaths.push(Date.now());
    await stack.kill("worker");
  };
  switch (fault) {
    case "worker":
      workerDeaths.push(at);
      for (const pid of stack.pids("worker")) process.kill(pid, "SIGKILL");
      await supervised(stack);
      break;
    case "api":
    case "postgres":
      await stack.kill(fault);
      await delay(awayMs);
      await stack.restart(fault);
      break;
    case "worker while the api is away":
      await stack.kill("api");
      await wordsSince(stack, at);
      await delay(WRITTEN_AFTER_MS);
      await killWorker();
      await Promise.all([stack.restart("api"), stack.restart("worker")]);
      break;
  }
  return { fault, at, workerDeaths, mendedAt: Date.now() };
}
