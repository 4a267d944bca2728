import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { resampleTo8k } from "../audio/resample.ts";
import { createGate } from "./gate.ts";
import { SPEAK_LIMIT_MS, type Spoken } from "./synthesizer.ts";

/** What a speaking program reads: one JSON line a job. */
export interface ProgramJob {
  text: string;
  voice: string;
  pitch: number;
  wordsAMinute: number;
}

/** What it answers: this line, then `samples` × 2 bytes of 16-bit mono sound. */
export interface ProgramAnswer {
  error?: string;
  sampleRate?: number;
  samples?: number;
  /** [index into the text, ms] of each word's start. */
  words?: [number, number][];
}

const MAX_SAMPLES = 48_000 * 300;

interface Running {
  child: ChildProcessWithoutNullStreams;
  ask(job: ProgramJob): Promise<Spoken>;
}

/**
 * Keeps up to two processes of one of our speaking programs, started when first needed. A process
 * that fails, hangs or dies is replaced at the next job. The synthesizers thus never share our memory.
 */
export function createProgram(
  script: URL,
  args: readonly string[],
): { speak(job: ProgramJob): Promise<Spoken>; close(): void } {
  const gate = createGate(2);
  const idle: Running[] = [];
  const all = new Set<Running>();
  let closed = false;

  function start(): Running {
    const child = spawn(
      process.execPath,
      ["--disable-warning=ExperimentalWarning", fileURLToPath(script), ...args],
      { stdio: ["pipe", "pipe", "inherit"] },
    ) as unknown as ChildProcessWithoutNullStreams;
    const running: Running = { child, ask: (job) => ask(child, job) };
    all.add(running);
    child.on("close", () => {
      all.delete(running);
      const at = idle.indexOf(running);
      if (at !== -1) idle.splice(at, 1);
    });
    child.on("error", () => undefined);
    child.stdin.on("error", () => undefined);
    return running;
  }

  return {
    speak: (job) =>
      gate(async () => {
        if (closed) throw new Error("the voices are closed");
        const running = idle.pop() ?? start();
        try {
          const spoken = await running.ask(job);
          if (running.child.exitCode === null) idle.push(running);
          return spoken;
        } catch (error) {
          running.child.kill("SIGKILL");
          throw error;
        }
      }),
    close() {
      closed = true;
      for (const running of all) running.child.kill("SIGKILL");
    },
  };
}

function ask(child: ChildProcessWithoutNullStreams, job: ProgramJob): Promise<Spoken> {
  const { promise, resolve, reject } = Promise.withResolvers<Spoken>();
  let chunks: Buffer[] = [];
  let bytes = 0;
  let header: ProgramAnswer | undefined;
  let bodyAt = 0;

  const onData = (chunk: Buffer): void => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (header === undefined) {
      const end = chunk.indexOf(10);
      if (end === -1 && bytes < 100_000) return;
      const whole = Buffer.concat(chunks);
      chunks = [whole];
      bodyAt = whole.indexOf(10) + 1;
      if (bodyAt === 0) return finish(new Error("the voice program answered nonsense"));
      header = headerOf(whole.toString("utf8", 0, bodyAt));
      if (header === undefined) return finish(new Error("the voice program answered nonsense"));
      if (header.error !== undefined) return finish(new Error(header.error));
    }
    const samples = header.samples ?? 0;
    if (samples > MAX_SAMPLES) return finish(new Error("the voice program does not stop"));
    if (bytes >= bodyAt + samples * 2) finish();
  };
  const onClose = (): void => finish(new Error("the voice program ended"));
  const timer = setTimeout(
    () => finish(new Error("the voice program took too long")),
    SPEAK_LIMIT_MS,
  );

  function finish(error?: Error): void {
    clearTimeout(timer);
    child.stdout.off("data", onData);
    child.off("close", onClose);
    child.off("error", onClose);
    if (error !== undefined) return reject(error);
    const body = Buffer.concat(chunks).subarray(bodyAt);
    const sound = new Int16Array(Math.floor(body.length / 2));
    for (let i = 0; i < sound.length; i += 1) sound[i] = body.readInt16LE(i * 2);
    resolve({
      pcm: resampleTo8k(sound, header?.sampleRate ?? 8_000),
      ...(header?.words === undefined
        ? {}
        : { words: header.words.map(([at, startMs]) => ({ at, startMs })) }),
    });
  }

  child.stdout.on("data", onData);
  child.on("close", onClose);
  child.on("error", onClose);
  child.stdin.write(`${JSON.stringify(job)}\n`);
  return promise;
}

function headerOf(line: string): ProgramAnswer | undefined {
  try {
    return JSON.parse(line) as ProgramAnswer;
  } catch {
    return undefined;
  }
}
