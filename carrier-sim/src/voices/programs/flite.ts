/**
 * A program of its own, started over a pipe: speaks English with Flite as WebAssembly. Reads jobs as JSON
 * lines, answers as `program.ts` describes. Argument: the path of flite.wasm.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { WASI } from "node:wasi";
import { readWav } from "../../audio/wav.ts";
import type { ProgramAnswer, ProgramJob } from "../program.ts";

/** The part of the global that this uses; its types come with the browser's library, which Node programs do not load. */
declare const WebAssembly: {
  compile(bytes: Uint8Array): Promise<object>;
  instantiate(module: object, imports: object): Promise<object>;
};

const module = await WebAssembly.compile(await readFile(process.argv[2]!));
// Flite as WASI speaks files only; the folder is ours alone (mkdtemp makes it 0700) and emptied after each sentence.
const folder = await mkdtemp(join(tmpdir(), "patchbay-flite-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

for await (const line of createInterface({ input: process.stdin })) {
  await speak(JSON.parse(line) as ProgramJob);
}

async function speak(job: ProgramJob): Promise<void> {
  try {
    await writeFile(join(folder, "in.txt"), job.text);
    const stretch = (162 / job.wordsAMinute).toFixed(2);
    const wasi = new WASI({
      version: "preview1",
      args: [
        "flite",
        "-voice",
        job.voice,
        "--setf",
        `duration_stretch=${stretch}`,
        "-f",
        "/speak/in.txt",
        "-o",
        "/speak/out.wav",
      ],
      preopens: { "/speak": folder },
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(module, wasi.getImportObject());
    wasi.start(instance);
    const wav = readWav(await readFile(join(folder, "out.wav")));
    if (wav.kind === "refused") return answer({ error: wav.reason });
    const body = new Uint8Array(wav.samples.buffer, wav.samples.byteOffset, wav.samples.byteLength);
    answer({ sampleRate: wav.sampleRate, samples: wav.samples.length }, body);
  } catch (error) {
    answer({ error: `flite failed: ${error instanceof Error ? error.name : "unknown"}` });
  } finally {
    await Promise.all(["in.txt", "out.wav"].map((name) => rm(join(folder, name), { force: true })));
  }
}

function answer(header: ProgramAnswer, body?: Uint8Array): void {
  process.stdout.write(`${JSON.stringify(header)}\n`);
  if (body !== undefined) process.stdout.write(body);
}
