// Runs a TypeScript entry with Node 24 from whatever Node (18 or later) npm was started with.
// Plain JavaScript on purpose: the Node that reads this file may not know types.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const REQUIRED_MAJOR = 24;
const NPM_WATCH_MS = 500;
const FORWARDED = ["SIGINT", "SIGTERM", "SIGHUP"];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const leash = pathToFileURL(path.join(root, "scripts", "leash.mjs")).href;

/** The newest usable Node binary: the one installed beside us, or the running one. */
function findNode() {
  const bundled = path.join(
    root,
    "node_modules",
    `node-${process.platform}-${process.arch}`,
    "bin",
    "node",
  );
  if (existsSync(bundled)) return bundled;
  return Number.parseInt(process.versions.node, 10) >= REQUIRED_MAJOR
    ? process.execPath
    : undefined;
}

/** The process above a process, where the system tells (Linux). */
function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return undefined;
  }
}

/**
 * npm killed outright cannot forward a signal, so its disappearance has to be noticed. It runs us
 * through a shell, which outlives it: watched are our parent and the parent's parent.
 */
function watchNpm(onGone) {
  const parent = process.ppid;
  const npm = parentOf(parent);
  const timer = setInterval(() => {
    if (process.ppid !== parent || parentOf(parent) !== npm) onGone();
  }, NPM_WATCH_MS);
  timer.unref();
}

const [entry, ...args] = process.argv.slice(2);
const node = findNode();

if (entry === undefined) {
  console.error(
    "node24: name the script to run, for example: node scripts/node24.mjs scripts/check.ts",
  );
  process.exit(2);
}
if (node === undefined) {
  console.error(
    `Patchbay needs Node ${REQUIRED_MAJOR} or later and this is ${process.versions.node}: run "npm ci" on Linux (it brings one along) or install Node ${REQUIRED_MAJOR}.`,
  );
  process.exit(1);
}

const child = spawn(node, ["--import", leash, path.resolve(root, entry), ...args], {
  cwd: root,
  // The fourth channel carries nothing: its closing tells the child that we are gone.
  stdio: ["inherit", "inherit", "inherit", "ipc"],
  env: { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ""}` },
});

for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
if (process.env.npm_lifecycle_event !== undefined) watchNpm(() => child.kill("SIGTERM"));

child.on("error", (cause) => {
  console.error(`Node could not be started from ${node}: ${cause.message}`);
  process.exit(1);
});
child.on("exit", (code, signal) => {
  if (signal === null) process.exit(code ?? 1);
  for (const name of FORWARDED) process.removeAllListeners(name);
  process.kill(process.pid, signal);
});
