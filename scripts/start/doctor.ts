import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { appliedMigrations } from "../../supabase/embedded/prepare-database.ts";
import { isPortFree } from "../../supabase/embedded/free-port.ts";
import { dataDirOf, readEnvironment, readSettings, type Environment } from "./config.ts";
import { lockHolder } from "./lock.ts";
import { supabaseFolder } from "./places.ts";
import { portNames } from "./ports.ts";
import type { Run } from "./run-file.ts";
import { loadSecrets } from "./secrets.ts";
import type { Settings } from "./settings.ts";
import { speechVendors } from "./speech-vendors.ts";

type Finding = { what: string; ok: boolean; says: string };

const NODE_MAJOR = 24;
const PATIENCE_MS = 5000;

function good(what: string, says: string): Finding {
  return { what, ok: true, says };
}
function bad(what: string, says: string): Finding {
  return { what, ok: false, says };
}

async function fetchText(url: string): Promise<{ status: number; text: string }> {
  const response = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
  return { status: response.status, text: (await response.text()).slice(0, 300) };
}

function checkNode(): Finding {
  const major = Number.parseInt(process.versions.node, 10);
  return major >= NODE_MAJOR
    ? good("node", process.versions.node)
    : bad(
        "node",
        `${process.versions.node} is too old: run "npm ci" or install Node ${NODE_MAJOR}.`,
      );
}

function readRun(dataDir: string): Run | undefined {
  if (lockHolder(dataDir) === undefined) return undefined;
  try {
    return JSON.parse(readFileSync(path.join(dataDir, "run.json"), "utf8")) as Run;
  } catch {
    return undefined;
  }
}

async function checkPorts(settings: Settings): Promise<Finding[]> {
  return Promise.all(
    portNames.map(async (name) => {
      const { port, explicit } = settings[name];
      if (port === 0 || (await isPortFree(port))) return good(`port ${port}`, "free");
      return explicit
        ? bad(`port ${port}`, `taken: stop what uses it, or change ${name}.`)
        : good(`port ${port}`, "taken; a start will take the next one.");
    }),
  );
}

async function checkDatabase(url: string): Promise<Finding> {
  const files = readdirSync(path.join(supabaseFolder, "migrations")).filter((name) =>
    name.endsWith(".sql"),
  );
  try {
    const applied = new Set(await appliedMigrations(url));
    const waiting = files.filter((name) => !applied.has(name.split("_")[0] ?? ""));
    return waiting.length === 0
      ? good("database", `answers; all ${files.length} migrations are in`)
      : bad("database", `lacks ${waiting.join(", ")}: "npm start" applies them.`);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    return bad("database", `does not answer (${said}): check DATABASE_URL and that it runs.`);
  }
}

async function checkUrl(what: string, url: string, remedy: string): Promise<Finding> {
  try {
    const { status, text } = await fetchText(url);
    if (status === 200) return good(what, `${url} answers`);
    return bad(
      what,
      `${url} answers ${status}${text === "" ? "" : ` (${text.trim()})`}: ${remedy}`,
    );
  } catch {
    return bad(what, `${url} does not answer: ${remedy}`);
  }
}

async function checkRunning(run: Run, settings: Settings, dataDir: string): Promise<Finding[]> {
  const password = encodeURIComponent(loadSecrets(dataDir).postgresPassword);
  const database =
    settings.DATABASE_URL ??
    `postgres://postgres:${password}@127.0.0.1:${run.ports.POSTGRES_PORT}/postgres`;
  const log = (name: string): string => `see ${path.join(dataDir, "logs", `${name}.log`)}.`;
  return Promise.all([
    checkDatabase(database),
    checkUrl("api", `${run.urls.api}/healthz`, log("api")),
    checkUrl("worker and carrier at the api", `${run.urls.api}/readyz`, log("api")),
    checkUrl("worker", `${run.urls.worker}/readyz`, log("worker")),
    ...(run.urls.speech === undefined
      ? []
      : [checkUrl("local recogniser", `${run.urls.speech}/healthz`, log("speech"))]),
    // The webhook says so in words when it is asked by GET; the carrier asks the same address.
    checkUrl(
      "carrier's webhook",
      `${run.urls.console}/carrier/twilio/voice`,
      "PUBLIC_URL must lead to this machine from where the carrier is.",
    ),
  ]);
}

/** At a real carrier nothing stands in for vendors: its own bot has the calls. */
function describeSpeech(settings: Settings): Finding {
  const { hear, speak } = speechVendors(settings);
  const lacks = [hear ? [] : ["recogniser"], speak ? [] : ["voice"]].flat().join(" and ");
  const standIn = settings.TWILIO_ACCOUNT_SID === undefined ? "local" : "the carrier's bot, no";
  return good(
    "bot's ears and voice",
    lacks === "" ? "real, by the keys that are set" : `${standIn} ${lacks}`,
  );
}

function describe(environment: Environment, settings: Settings): Finding[] {
  const real = (name: string, isReal: boolean, otherwise: string): Finding =>
    good(name, isReal ? "real, by the keys that are set" : otherwise);
  return [
    real("telephone network", settings.TWILIO_ACCOUNT_SID !== undefined, "simulated"),
    real(
      "bot's words",
      Boolean(environment["ANTHROPIC_API_KEY"]),
      "scripted intake, no key is set",
    ),
    describeSpeech(settings),
    real("database", settings.DATABASE_URL !== undefined, "Postgres of its own"),
    real("accounts and files", settings.SUPABASE_URL !== undefined, "local Supabase"),
  ];
}

/** Looks at everything a start depends on, and at what runs, and says what is wrong. */
async function examine(): Promise<Finding[]> {
  const environment = readEnvironment();
  const settings = readSettings(environment);
  const dataDir = dataDirOf(settings);
  const run = readRun(dataDir);
  const findings = [checkNode(), ...describe(environment, settings)];
  if (run) findings.push(...(await checkRunning(run, settings, dataDir)));
  else {
    findings.push(good("running", 'not in this folder; "npm start" starts it'));
    findings.push(...(await checkPorts(settings)));
    if (settings.DATABASE_URL !== undefined) {
      findings.push(await checkDatabase(settings.DATABASE_URL));
    }
  }
  return findings;
}

try {
  const findings = await examine();
  for (const { what, ok, says } of findings) {
    console.log(`${ok ? "ok   " : "WRONG"} ${what.padEnd(30)} ${says}`);
  }
  process.exitCode = findings.every(({ ok }) => ok) ? 0 : 1;
} catch (cause) {
  console.error(cause instanceof Error ? cause.message : cause);
  process.exitCode = 1;
}
