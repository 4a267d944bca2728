import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { missingSettings, settingsSchema, type Settings } from "./settings.ts";

export type Environment = Record<string, string | undefined>;

/** Thrown with every fault at once, each with its remedy; never with a value, which may be secret. */
export class SettingsError extends Error {
  constructor(faults: string[]) {
    super(
      `Some settings need attention (in .env or the environment):\n${faults.map((fault) => `  - ${fault}`).join("\n")}`,
    );
    this.name = "SettingsError";
  }
}

export const root = path.resolve(import.meta.dirname, "../..");

const ASSIGNMENT = /^\s*(#.*|(export\s+)?[A-Za-z_][A-Za-z0-9_.]*\s*=.*)?$/;

/** Node's parser passes over what it does not understand; a typing mistake deserves to be told. */
function malformedLines(text: string): string[] {
  const faults: string[] = [];
  let open: string | undefined;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (open !== undefined) {
      if (line.includes(open)) open = undefined;
      continue;
    }
    if (!ASSIGNMENT.test(line)) faults.push(`line ${index + 1} of .env is not NAME=value`);
    const value = /^[^#=]*=\s*(["'`])(.*)$/.exec(line);
    if (value?.[1] !== undefined && value[2]?.includes(value[1]) === false) open = value[1];
  }
  return faults;
}

/** The entries of an `.env` file; none when there is no such file. Throws SettingsError. */
export function readEnvFile(file: string): Environment {
  if (!existsSync(file)) return {};
  const text = readFileSync(file, "utf8");
  const faults = malformedLines(text);
  if (faults.length > 0) throw new SettingsError(faults);
  return parseEnv(text);
}

/** The process's environment over the folder's `.env`, as every command of the house sees it. */
export function readEnvironment(): Environment {
  return { ...readEnvFile(path.join(root, ".env")), ...process.env };
}

/** Checks the settings; an empty value counts as absent. Throws SettingsError. */
export function readSettings(environment: Environment): Settings {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = settingsSchema.safeParse(given);
  const malformed = (result.error?.issues ?? []).map(
    (issue) => `${issue.path.join(".")} ${issue.message}`,
  );
  const faults = [...malformed, ...missingSettings(given)];
  if (!result.success || faults.length > 0) throw new SettingsError(faults);
  return result.data;
}

/** Where this folder's data lives. */
export function dataDirOf(settings: Settings): string {
  return path.resolve(root, settings.PATCHBAY_DATA_DIR ?? ".patchbay");
}
