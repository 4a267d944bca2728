import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

const isThere = (tool: string): Promise<boolean> =>
  run("sh", ["-c", `command -v ${tool}`]).then(
    () => true,
    () => false,
  );

const NEEDED: Record<string, string> = { pngquant: "pngquant", img2webp: "webp" };

/** What has to be installed first, as a plain sentence; undefined when everything is there. */
export async function missingTools(): Promise<string | undefined> {
  const missing: string[] = [];
  for (const [tool, debian] of Object.entries(NEEDED))
    if (!(await isThere(tool))) missing.push(debian);
  if (missing.length === 0) return undefined;
  return `The pictures need two small programs: apt-get install ${missing.join(" ")}`;
}

/** The same picture with 256 colours, about a third of the size; answers its file. */
export async function quantise(file: string): Promise<string> {
  const smaller = file.replace(/\.png$/, ".small.png");
  await run("pngquant", ["--force", "--strip", "--speed", "1", "--output", smaller, "256", file]);
  return smaller;
}

export interface FilmFrame {
  file: string;
  durationMs: number;
}

/** An animated WebP that plays over and over. */
export async function animate(frames: readonly FilmFrame[], output: string): Promise<void> {
  const args = frames.flatMap(({ file, durationMs }) => ["-d", String(durationMs), file]);
  await run("img2webp", [
    "-loop",
    "0",
    "-min_size",
    "-lossy",
    "-q",
    "60",
    "-m",
    "4",
    ...args,
    "-o",
    output,
  ]);
}
