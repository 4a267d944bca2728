import { existsSync } from "node:fs";
import path from "node:path";
import type { Environment } from "../start/config.ts";

/** Programs that some tests use and npm cannot bring; without one those tests are left out. */
const TOOLS: { program: string; install: string; without: string }[] = [
  { program: "espeak-ng", install: "espeak-ng", without: "voices of Debian's espeak-ng" },
  { program: "sox", install: "sox", without: "sound made for fake microphones by sox" },
  { program: "flite", install: "flite", without: "comparison with Debian's flite" },
  { program: "redis-server", install: "redis-server", without: "several apis behind one console" },
  {
    program: "pocketsphinx_batch",
    install: "pocketsphinx pocketsphinx-en-us",
    without: "recognition of what was really said",
  },
];

/** One line per missing program: what is not run, and what to install. */
export function missingTools(environment: Environment): string[] {
  const folders = (environment["PATH"] ?? "").split(path.delimiter);
  return TOOLS.filter(
    ({ program }) => !folders.some((folder) => existsSync(path.join(folder, program))),
  ).map(({ install, without }) => `not run: ${without}; install ${install}`);
}
