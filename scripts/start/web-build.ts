import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { root } from "./config.ts";
import { webDist, webFolder } from "./places.ts";
import { Refusal } from "./refusal.ts";

const SOURCES = [
  "web/src",
  "web/public",
  "web/index.html",
  "web/embed.html",
  "web/vite.config.ts",
  "web/package.json",
  "contracts/src",
  "package-lock.json",
];

async function filesUnder(place: string): Promise<string[]> {
  const found = await readdir(place, { recursive: true, withFileTypes: true }).catch(
    (cause: NodeJS.ErrnoException) => {
      if (cause.code === "ENOTDIR") return undefined;
      if (cause.code === "ENOENT") return [];
      throw cause;
    },
  );
  if (found === undefined) return [place];
  return found
    .filter((entry) => entry.isFile() && !entry.name.includes(".test."))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
}

async function stampOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of await filesUnder(path.join(root, source))) {
      hash.update(path.relative(root, file)).update(await readFile(file));
    }
  }
  return hash.digest("hex");
}

function withoutStack(text: string): string {
  return (
    stripVTControlCharacters(text)
      .split(/\n\s+at /, 1)[0]
      ?.trim() ?? ""
  );
}

function build(
  outDir: string,
  log: NodeJS.WritableStream,
  signal: AbortSignal | undefined,
): Promise<void> {
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const child = spawn(
    process.execPath,
    [vite, "build", "--outDir", outDir, "--emptyOutDir", "--logLevel", "warn"],
    { cwd: webFolder, stdio: ["ignore", "pipe", "pipe"], ...(signal ? { signal } : {}) },
  );
  const said: string[] = [];
  const keep = (chunk: Buffer): void => {
    log.write(chunk);
    said.push(chunk.toString("utf8"));
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Refusal(`The console could not be built: ${withoutStack(said.join(""))}`));
    });
  });
}

/**
 * Builds the console unless the built one is of these very sources. Built aside and moved into
 * place, so that a start cut short, or two at once, never leave half a console.
 * @returns whether a build was made
 */
export async function ensureWebBuilt(
  log: NodeJS.WritableStream,
  signal?: AbortSignal,
): Promise<boolean> {
  if (!existsSync(path.join(webFolder, "index.html"))) {
    throw new Refusal("web/index.html is missing: this checkout is not whole; clone it again.");
  }
  const stamp = await stampOfSources();
  const stampFile = path.join(webDist, ".stamp");
  if ((await readFile(stampFile, "utf8").catch(() => "")) === stamp) return false;
  const draft = `${webDist}-${process.pid}`;
  const old = `${draft}-old`;
  try {
    await build(draft, log, signal);
    await writeFile(path.join(draft, ".stamp"), stamp);
    await rename(webDist, old).catch(() => undefined);
    await rename(draft, webDist).catch((cause: NodeJS.ErrnoException) => {
      // Another start put the same console there in the meantime.
      if (cause.code !== "ENOTEMPTY" && cause.code !== "EEXIST") throw cause;
    });
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
  return true;
}
