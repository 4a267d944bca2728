import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { root, type Environment } from "../start/config.ts";

const PLACES = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

export type ChromiumFound = { file: string } | { missing: string };

/** Playwright's own, if its install command was ever run here. */
function playwrightsOwn(): string | undefined {
  const { chromium } = createRequire(path.join(root, "e2e/package.json"))("@playwright/test") as {
    chromium: { executablePath: () => string };
  };
  const file = chromium.executablePath();
  return existsSync(file) ? file : undefined;
}

function look(environment: Environment): string | undefined {
  const named = environment["CHROME_PATH"];
  if (named !== undefined && named !== "") return existsSync(named) ? named : undefined;
  return PLACES.find((place) => existsSync(place)) ?? playwrightsOwn();
}

function installOnDebian(say: (line: string) => void): void {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  say("No Chromium is here; installing Debian's, because we are root.");
  const apt = (...args: string[]): void => {
    spawnSync("apt-get", args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: { PATH: process.env.PATH, DEBIAN_FRONTEND: "noninteractive" },
    });
  };
  apt("update", "-qq");
  apt("install", "-y", "-qq", "--no-install-recommends", "chromium");
}

/** The browser for the journeys; as root on Debian it is installed if none is found. */
export function findChromium(environment: Environment, say: (line: string) => void): ChromiumFound {
  const named = environment["CHROME_PATH"];
  const found = look(environment);
  if (found !== undefined) return { file: found };
  if (named !== undefined && named !== "") {
    return { missing: `CHROME_PATH names ${named}, which is not there: correct it or unset it.` };
  }
  installOnDebian(say);
  const installed = look(environment);
  if (installed !== undefined) return { file: installed };
  return {
    missing:
      'No Chromium was found: install Debian\'s "chromium", or Chrome, or run "npx playwright install chromium", or set CHROME_PATH.',
  };
}
