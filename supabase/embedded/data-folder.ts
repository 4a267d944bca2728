import { spawn, type SpawnOptions } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Binaries } from "./binaries.ts";
import { ownFolder, type ServiceUser } from "./places.ts";

export type DataFolder = {
  /** Postgres' own data folder. */
  folder: string;
  /** The house's data folder; as root Postgres' is not inside it. */
  dataDir: string;
  password: string;
  binaries: Binaries;
  user: ServiceUser | undefined;
  log: (line: string) => void;
};

/** Written last into a new data folder: a folder without it was never finished. */
type Mark = { id: string; passwordHash: string };

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** How the programs are run; the working folder may be closed to the service user, its own is not. */
export function asUser(user: ServiceUser | undefined, cwd: string): SpawnOptions {
  return { ...user, cwd, env: { LC_ALL: "C", TZ: "UTC" } };
}

function readMark(file: string): Partial<Mark> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Partial<Mark>;
  } catch {
    return {};
  }
}

async function run(
  { user, folder }: DataFolder,
  program: string,
  args: string[],
  input = "",
): Promise<void> {
  const child = spawn(program, args, {
    ...asUser(user, folder),
    stdio: ["pipe", "ignore", "pipe"],
  });
  const said: string[] = [];
  child.stderr?.on("data", (chunk: Buffer) => said.push(chunk.toString("utf8")));
  child.stdin?.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  if (code !== 0) {
    throw new Error(
      `Postgres could not prepare its data folder ${folder}: ${said.join("").trim().slice(-600)}`,
    );
  }
}

async function initialise(options: DataFolder): Promise<void> {
  const { folder, user, password, binaries } = options;
  // What a first start that was cut short left, initdb would refuse.
  rmSync(folder, { recursive: true, force: true });
  ownFolder(folder, user);
  const passwordFile = path.join(path.dirname(folder), `pw-${process.pid}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (user) chownSync(passwordFile, user.uid, user.gid);
  try {
    await run(options, binaries.initdb, [
      `--pgdata=${folder}`,
      "--auth=scram-sha-256",
      "--username=postgres",
      `--pwfile=${passwordFile}`,
      "--encoding=UTF8",
      "--locale=C",
      "--no-sync",
    ]);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

/** Without a server there is no password to give: the owner of the files may set a new one. */
async function setPassword(options: DataFolder): Promise<void> {
  const quoted = options.password.replaceAll("'", "''");
  const args = ["--single", "-D", options.folder, "postgres"];
  await run(
    options,
    options.binaries.postgres,
    args,
    `alter role postgres password '${quoted}';\n`,
  );
}

/**
 * Makes the data folder if there is none that is whole, and brings its password in line with ours.
 * As root it lies apart from the house's folder; when that one was removed by hand, its keys and
 * recordings are gone, and the database that belonged to them begins anew too.
 */
export async function prepareDataFolder(options: DataFolder): Promise<void> {
  const { folder, dataDir } = options;
  const markFile = path.join(folder, "patchbay.json");
  const twinFile = path.join(dataDir, "database.json");
  const passwordHash = hashOf(options.password);
  const mark = readMark(markFile);
  const isInside = folder.startsWith(`${dataDir}${path.sep}`);
  const isOurs = mark.id !== undefined && (isInside || mark.id === readMark(twinFile).id);
  if (isOurs && mark.passwordHash === passwordHash) return;
  if (isOurs) {
    options.log("secrets.json is new; the database gets its password");
    await setPassword(options);
  } else {
    if (existsSync(folder)) options.log("a database that belongs to no data folder is replaced");
    await initialise(options);
  }
  const next: Mark = { id: mark.id !== undefined && isOurs ? mark.id : randomUUID(), passwordHash };
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  writeFileSync(twinFile, JSON.stringify({ id: next.id }), { mode: 0o600 });
  writeFileSync(markFile, JSON.stringify(next), { mode: 0o600 });
}
