import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import {
  chromium,
  expect,
  type Browser,
  type BrowserContext,
  type ConsoleMessage,
  type Page,
} from "@playwright/test";
import { BoothPage } from "./booth-page.ts";
import { chromiumFile, chromiumFlags } from "./chromium.ts";
import { Console } from "./console.ts";
import { measureRemoteAudio } from "./listening-page.ts";

export type Who = {
  role: "operator" | "supervisor" | "admin";
  name?: string;
  organization?: string;
};

export interface Equipment {
  /** What the microphone hears, looped; without one it is refused to the page. */
  microphone?: Buffer;
  /** `denied`: the person said no to the browser's question. */
  permission?: "granted" | "denied";
}

/** Complaints of pages that no journey may cause, whatever else breaks. */
const NEVER = /Content Security Policy|Refused to|is not a function|Cannot read prop|Uncaught/i;

/** Opens one browser per person, because a fake microphone belongs to the whole process. */
export class People {
  readonly complaints: string[] = [];
  private readonly browsers: Browser[] = [];
  private readonly tolerated: RegExp[] = [];
  private readonly folders: string[] = [];
  private readonly consoleUrl: string;

  constructor(consoleUrl: string) {
    this.consoleUrl = consoleUrl;
  }

  /** Something is about to break on purpose: the browser's own words about it are no complaint. */
  tolerate(words: RegExp): void {
    this.tolerated.push(words);
  }

  private hear(page: Page): void {
    const note = (text: string): void => {
      if (!NEVER.test(text) && this.tolerated.some((words) => words.test(text))) return;
      this.complaints.push(text);
    };
    page.on("console", (message: ConsoleMessage) => {
      if (message.type() === "error") note(`${message.text()} (${message.location().url})`);
    });
    page.on("pageerror", (error) => note(`Uncaught ${error.message}`));
  }

  /** A browser of one's own with an empty page. */
  async browser(equipment: Equipment = {}): Promise<BrowserContext> {
    const flags = [...chromiumFlags];
    if (equipment.permission === "denied")
      flags.splice(flags.indexOf("--use-fake-ui-for-media-stream"), 1);
    if (equipment.microphone) {
      const folder = await mkdtemp(path.join(os.tmpdir(), "patchbay-microphone-"));
      this.folders.push(folder);
      const file = path.join(folder, "microphone.wav");
      await writeFile(file, equipment.microphone);
      flags.push(`--use-file-for-fake-audio-capture=${file}`);
    }
    const browser = await chromium.launch({ executablePath: chromiumFile, args: flags });
    this.browsers.push(browser);
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      locale: "en-US",
    });
    context.on("page", (page) => this.hear(page));
    return context;
  }

  /** Opens the console and presses one of the demo buttons. */
  async enter(who: Who, equipment: Equipment = {}): Promise<Console> {
    const page = await (await this.browser(equipment)).newPage();
    await measureRemoteAudio(page);
    await page.goto(this.consoleUrl);
    await Console.enter(page, who);
    return new Console(page);
  }

  /** The phone booth in a second tab of the same browser. */
  async booth(beside: Console, url: string): Promise<BoothPage> {
    const page = await beside.page.context().newPage();
    await page.goto(url);
    return new BoothPage(page);
  }

  async goHome(): Promise<void> {
    await Promise.all(this.browsers.map((browser) => browser.close()));
    await Promise.all(this.folders.map((folder) => rm(folder, { recursive: true, force: true })));
    expect(this.complaints, "what the pages complained about").toEqual([]);
  }
}
