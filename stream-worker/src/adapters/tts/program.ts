import { spawn, type StdioOptions } from "node:child_process";
import { Setback } from "./watch.ts";

export type ProgramRun = {
  readonly program: string;
  readonly args: readonly string[];
  /** Other users of a machine can read a program's arguments: words go in by its input. */
  readonly input: string | number;
  /** Its output as it comes, or the open file that takes it. */
  readonly output: ((chunk: Uint8Array) => void) | number;
};

/** Runs a program to its end; killed when the signal aborts or `output` throws. Rejects with a `Setback`. */
export function runProgram(run: ProgramRun, signal: AbortSignal): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const { input, output } = run;
  const stdio: StdioOptions = [
    typeof input === "string" ? "pipe" : input,
    typeof output === "number" ? output : "pipe",
    "ignore",
  ];
  const child = spawn(run.program, run.args, { stdio });
  const kill = (): void => void child.kill("SIGKILL");
  signal.addEventListener("abort", kill, { once: true });
  if (signal.aborted) kill();
  child.stdout?.on("data", (chunk: Buffer) => {
    if (typeof output === "number") return;
    try {
      output(chunk);
    } catch (cause) {
      reject(cause);
      kill();
    }
  });
  // It may end before it has read all.
  child.stdin?.on("error", () => undefined);
  if (typeof input === "string") child.stdin?.end(input);
  child.on("error", () => reject(new Setback("refused")));
  child.on("close", (code) => {
    signal.removeEventListener("abort", kill);
    if (code === 0) resolve();
    else reject(new Setback("cut"));
  });
  return promise;
}
