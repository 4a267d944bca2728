import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { upsample } from "../../carrier-sim/src/audio/upsample.ts";
import { readWav8k } from "../../carrier-sim/src/audio/wav.ts";
import { createGate } from "../../carrier-sim/src/voices/gate.ts";
import { phraseGrammar } from "./phrase-grammar.ts";

const PROGRAM = "/usr/bin/pocketsphinx_batch";
const MODEL = "/usr/share/pocketsphinx/model/en-us";
const DICTIONARY = path.join(MODEL, "cmudict-en-us.dict");

/** Debian's pocketsphinx with its American English; without them there is no such server. */
export const hasPocketsphinx = existsSync(PROGRAM) && existsSync(DICTIONARY);

export interface PocketsphinxServer {
  /** Give it to a stack as LOCAL_RECOGNISER_URL. */
  url: string;
  stop(): Promise<void>;
}

const MAX_BODY_BYTES = 5 * 1024 * 1024;
const LIMIT_MS = 10_000;
/** Two cores; each sentence is a process of its own and takes 0.15 s of one, most of it to load the model. */
const AT_ONCE = 2;
/** Who would wait behind more is told to come again. */
const MAX_IN_HAND = 8;
/**
 * The score a frame of 10 ms, what was added not counted, below which the nearest phrases were not said. Ten
 * phrases of three voices had −17 to −48, six other sentences −44 to −65, four of five of them below −49.
 */
const LEAST_SCORE = -49;
const FRAME_SAMPLES = 160;
/** Silence put on both sides: without any, sentences that begin or end at once are often missed. */
const PAD_SAMPLES = 4_000;
/**
 * At 8 kHz the model hears nothing, with its usual beams it loses half of the sentences of synthesizers
 * (12 of 22), and with its own noise removal a fifth; so it heard 44 of 44, flite's and espeak-ng's.
 */
const SETTINGS =
  "-adcin yes -adchdr 0 -remove_noise no -cmn batch -beam 1e-120 -wbeam 1e-100 -pbeam 1e-120 -logfn /dev/null".split(
    " ",
  );

/** The words, the name of the file and the score. */
const HYPOTHESIS = /^(.*)\(\S+ (-?\d+)\)/;

const run = promisify(execFile);

/**
 * A recogniser of fixed English phrases behind `POST /transcribe` (a form with `file` and `language`): real
 * audio, real recognition; empty for most of what is none of them.
 * Throws where a phrase has a word that the dictionary lacks.
 */
export async function startPocketsphinx(phrases: readonly string[]): Promise<PocketsphinxServer> {
  const grammar = phraseGrammar(phrases);
  const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-sphinx-"));
  const place = (name: string): string => path.join(folder, name);
  await writeFile(place("phrases.jsgf"), grammar.jsgf);
  await writeFile(place("words.dict"), await entriesFor(grammar.words));
  const gate = createGate(AT_ONCE);
  let count = 0;

  async function recognise(wav: Uint8Array): Promise<string> {
    const sound = readWav8k(wav);
    if (sound.kind === "refused") throw new Error(sound.reason);
    count += 1;
    const name = `utterance-${count}`;
    const samples = new Int16Array(sound.pcm.length * 2 + 2 * PAD_SAMPLES);
    samples.set(upsample(sound.pcm, 2), PAD_SAMPLES);
    await writeFile(place(`${name}.raw`), new Uint8Array(samples.buffer));
    await writeFile(place(`${name}.ctl`), `${name}\n`);
    const files = ["-cepdir", folder, "-cepext", ".raw", "-ctl", place(`${name}.ctl`)];
    const model = ["-hmm", path.join(MODEL, "en-us"), "-dict", place("words.dict")];
    const out = ["-jsgf", place("phrases.jsgf"), "-hyp", place(`${name}.hyp`)];
    await run(PROGRAM, [...SETTINGS, ...files, ...model, ...out], { timeout: LIMIT_MS });
    const [, words = "", score] =
      HYPOTHESIS.exec(await readFile(place(`${name}.hyp`), "utf8")) ?? [];
    if (Number(score) / ((2 * sound.pcm.length) / FRAME_SAMPLES) < LEAST_SCORE) return "";
    return grammar.read(words.split(" ").filter((word) => word !== ""));
  }

  let inHand = 0;
  const server = createServer((request, response) => {
    if (inHand >= MAX_IN_HAND) return void response.writeHead(503, { "Retry-After": "1" }).end();
    inHand += 1;
    response.once("close", () => (inHand -= 1));
    void gate(async () => recognise(await fileIn(request))).then(
      (transcript) => response.end(JSON.stringify({ transcript })),
      () => response.writeHead(400).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The model's dictionary is loaded at every sentence: the few words that are wanted take no time. */
async function entriesFor(words: ReadonlySet<string>): Promise<string> {
  const found = new Set<string>();
  const entries = (await readFile(DICTIONARY, "utf8")).split("\n").filter((entry) => {
    const word = entry.split(" ", 1)[0]!.replace(/\(\d+\)$/, "");
    if (!words.has(word)) return false;
    found.add(word);
    return true;
  });
  const unknown = [...words].filter((word) => !found.has(word));
  if (unknown.length > 0)
    throw new Error(`Not in pocketsphinx's dictionary: ${unknown.join(", ")}. Say it otherwise.`);
  return `${entries.join("\n")}\n`;
}

async function fileIn(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) throw new Error("the body is too large");
    chunks.push(chunk);
  }
  const headers = { "Content-Type": request.headers["content-type"] ?? "" };
  const form = await new Response(Uint8Array.from(Buffer.concat(chunks)), { headers }).formData();
  const file = form.get("file");
  if (file === null || typeof file === "string") throw new Error("no file");
  return new Uint8Array(await file.arrayBuffer());
}
