import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire, stripTypeScriptTypes } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { createSignalGateway, type SignalGateway, type SignalGatewayOptions } from "../gateway.ts";
import { findTestKey } from "./tokens.ts";
import { toneWav } from "./tones.ts";
import { createToneSwitchboard, type ToneSwitchboard } from "./tone-switchboard.ts";

const require = createRequire(import.meta.url);
const sdkFile = join(dirname(require.resolve("@twilio/voice-sdk")), "../dist/twilio.min.js");
const rewriteFile = new URL("../../../../web/src/softphone/ws-rewrite.ts", import.meta.url);

function findBrowser(named: string | undefined): string {
  const places = [named, "/usr/bin/chromium", "/usr/bin/google-chrome", chromium.executablePath()];
  const found = places.find((place) => place !== undefined && existsSync(place));
  if (found === undefined)
    throw new Error("No Chromium was found: install Debian's chromium or set CHROME_PATH");
  return found;
}

interface PhoneScope {
  phone: Record<string, (...args: readonly unknown[]) => unknown>;
}

interface PhoneEvent {
  name: string;
  code?: number;
  text?: string;
  /** Milliseconds on the page's clock. */
  at: number;
}

/** A page with the SDK; `call` presses one of the buttons in `phone.html`. */
export interface Phone {
  page: Page;
  call<T = unknown>(button: string, ...args: unknown[]): Promise<T>;
  /** The n-th event of this name, past or future. */
  until(name: string, nth?: number): Promise<PhoneEvent>;
}

export interface VoicePages {
  browser: Browser;
  /** A fresh page; every page shares the browser's fake microphone. */
  open(): Promise<Phone>;
  closePages(): Promise<void>;
  stop(): Promise<void>;
}

export interface VoiceStand extends VoicePages {
  gateway: SignalGateway;
  switchboard: ToneSwitchboard;
}

/** Pages against a gateway whose switchboard plays 1000 Hz to everybody. */
export async function startVoiceStand(
  chromePath?: string,
  options: Partial<SignalGatewayOptions> = {},
): Promise<VoiceStand> {
  const switchboard = createToneSwitchboard();
  const gateway = createSignalGateway({ switchboard, findApiKey: findTestKey, ...options });
  const pages = await startVoicePages(gateway, chromePath);
  return {
    ...pages,
    gateway,
    switchboard,
    async stop() {
      await pages.stop();
      switchboard.stop();
    },
  };
}

/** A page server in front of a gateway, and a headless Chromium whose microphone plays 440 Hz. Stops the gateway too. */
export async function startVoicePages(
  gateway: SignalGateway,
  chromePath?: string,
): Promise<VoicePages> {
  const silence = toneWav(0, 0.05, 8_000);
  const files: Record<string, [string, string | Uint8Array]> = {
    "/": ["text/html", readFileSync(new URL("phone.html", import.meta.url))],
    "/twilio.min.js": ["text/javascript", readFileSync(sdkFile)],
    "/ws-rewrite.js": ["text/javascript", stripTypeScriptTypes(readFileSync(rewriteFile, "utf8"))],
    "/silence.wav": ["audio/wav", silence],
  };
  const server = createServer((request, response) => {
    const file = files[(request.url ?? "/").split("?")[0] ?? "/"];
    response
      .writeHead(file ? 200 : 404, { "content-type": file?.[0] ?? "text/plain" })
      .end(file?.[1]);
  });
  server.on("upgrade", (request, socket, head) => gateway.handleUpgrade(request, socket, head));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `localhost:${(server.address() as AddressInfo).port}`;

  const folder = mkdtempSync(join(tmpdir(), "voice-page-"));
  const wav = join(folder, "microphone.wav");
  writeFileSync(wav, toneWav(440, 2));
  const browser = await chromium.launch({
    executablePath: findBrowser(chromePath),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-audio-capture=${wav}`,
      "--allow-loopback-in-peer-connection",
      "--autoplay-policy=no-user-gesture-required",
    ],
  });

  return {
    browser,
    async closePages() {
      for (const page of browser.contexts().flatMap((context) => context.pages()))
        await page.close();
    },
    async open() {
      const page = await browser.newPage();
      await page.goto(`http://${host}/`);
      await page.waitForFunction(() => "sdkReady" in globalThis);
      const call = <T>(button: string, ...args: unknown[]): Promise<T> =>
        page.evaluate(
          ([name, values]) => (globalThis as unknown as PhoneScope).phone[name]?.(...values) as T,
          [button, args] as const,
        );
      return { page, call, until: (name, nth) => call("until", name, nth) };
    },
    async stop() {
      await browser.close();
      await gateway.stop();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true });
    },
  };
}
