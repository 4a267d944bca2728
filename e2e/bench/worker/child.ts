import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Answer, Question } from "../../../stream-worker/src/testing/parent.ts";

/** A process of ours that answers what it is asked. */
export interface Child {
  /** What it said of itself when it was ready. */
  readonly ready: Record<string, unknown>;
  /** Rejects with its fault, or when it is gone. */
  ask<T>(name: string, body?: unknown): Promise<T>;
  end(): Promise<void>;
}

const START_MS = 60_000;
const END_MS = 8_000;

/** @param file its first file, which ends in `answerParent` */
export async function startChild(
  file: URL,
  options: { env?: Record<string, string>; args?: readonly string[] } = {},
): Promise<Child> {
  const child = fork(fileURLToPath(file), options.args ?? [], {
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...options.env },
    execArgv: [...process.execArgv, "--expose-gc"],
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  const waiting = new Map<number, { resolve(value: unknown): void; reject(cause: Error): void }>();
  const ready = Promise.withResolvers<Record<string, unknown>>();
  let asked = 0;
  child.on("message", (answer: Answer) => {
    if ("ready" in answer) return ready.resolve(answer.ready as Record<string, unknown>);
    const one = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ("fault" in answer) one?.reject(new Error(answer.fault));
    else one?.resolve(answer.value);
  });
  const name = file.pathname.split("/").at(-1) ?? "";
  const late = setTimeout(() => child.kill("SIGKILL"), START_MS);
  child.once("exit", (code) => {
    const gone = new Error(`${name} ended with ${String(code)}`);
    ready.reject(gone);
    for (const one of waiting.values()) one.reject(gone);
    waiting.clear();
  });
  const said = await ready.promise.finally(() => clearTimeout(late));

  return {
    ready: said,
    ask<T>(question: string, body: unknown = null) {
      asked += 1;
      const id = asked;
      return new Promise<T>((resolve, reject) => {
        waiting.set(id, { resolve: (value) => resolve(value as T), reject });
        child.send({ id, name: question, body } satisfies Question, (fault) => {
          if (fault) reject(fault);
        });
      });
    },
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      const kill = setTimeout(() => child.kill("SIGKILL"), END_MS);
      await ended;
      clearTimeout(kill);
    },
  };
}
