import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium, type Page } from "@playwright/test";
import { chromiumFile, chromiumFlags } from "../support/chromium.ts";
import { Console } from "../support/console.ts";

export interface BenchBrowser {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** A Chromium of its own; `microphone` is the WAV that its microphone plays over and over. */
export async function openBrowser(microphone?: Buffer): Promise<BenchBrowser> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-bench-microphone-"));
  const args = [...chromiumFlags];
  if (microphone !== undefined) {
    const file = path.join(folder, "microphone.wav");
    await writeFile(file, microphone);
    args.push(`--use-file-for-fake-audio-capture=${file}`);
  }
  const browser = await chromium.launch({ executablePath: chromiumFile, args });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  return {
    newPage: () => context.newPage(),
    async close() {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An operator at the console, on a page that was prepared before. */
export async function enterAsOperator(page: Page, consoleUrl: string): Promise<Console> {
  await page.goto(consoleUrl);
  await Console.enter(page, { role: "operator" });
  return new Console(page);
}
