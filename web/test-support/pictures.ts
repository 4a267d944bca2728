/* node web/test-support/pictures.ts <folder> [name…]: takes pictures of the console's rooms. */
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { de } from "../src/ui/words/de.ts";
import { en } from "../src/ui/words/en.ts";
import { ru } from "../src/ui/words/ru.ts";
import { tr } from "../src/ui/words/tr.ts";
import { openBrowser } from "./browser.ts";
import { buildConsole } from "./console-build.ts";
import { startFakeApi } from "./fake-api.ts";
import type { FakeApi, Scene } from "./fake-api.ts";
import { idOf } from "./people.ts";
import { pastCalls } from "./past.ts";

const enter = {
  en: en["signIn.as.operator"],
  de: de["signIn.as.operator"],
  tr: tr["signIn.as.operator"],
  ru: ru["signIn.as.operator"],
};

interface Picture {
  name: string;
  scene: Scene;
  path: string;
  theme?: "light" | "dark";
  width?: number;
  height?: number;
  language?: keyof typeof enter;
  act?: (page: Page, api: FakeApi) => Promise<void>;
}

const marta = `/telephony/${idOf("call-marta")}`;
const call = `/history/${pastCalls(0)[3]!.id}?t=52`;
const takeOver = async (page: Page) => {
  await page.getByRole("button", { name: "Take over" }).click();
  await page.getByText("You are live").waitFor();
  await page.getByText("Treppenhaus").waitFor();
};
/** Every turn and tool of the call, opened. */
const unfold = async (page: Page) => {
  await page.getByTestId("turn").first().waitFor();
  const folded = page.locator('.talk-lines button[aria-expanded="false"]:not(.text-link)');
  while ((await folded.count()) > 0) await folded.first().click();
};
const unfolded = (theme: "light" | "dark", width: number, language: keyof typeof enter = "en") => ({
  scene: "full" as const,
  theme,
  width,
  height: 2_600,
  language,
  act: unfold,
});
const pictures: Picture[] = [
  { name: "turns-desk-light", path: marta, ...unfolded("light", 1440) },
  { name: "turns-desk-dark", path: marta, ...unfolded("dark", 1440) },
  { name: "turns-desk-narrow", path: marta, ...unfolded("light", 360) },
  { name: "turns-call-light", path: call, ...unfolded("light", 1440) },
  { name: "turns-call-dark", path: call, ...unfolded("dark", 1440) },
  { name: "turns-call-narrow", path: call, ...unfolded("dark", 360), height: 3_600 },
  { name: "turns-call-de", path: call, ...unfolded("light", 1440, "de") },
  { name: "turns-call-tr", path: call, ...unfolded("light", 1440, "tr") },
  { name: "turns-call-ru", path: call, ...unfolded("light", 1440, "ru") },
  { name: "turns-narrow-de", path: call, ...unfolded("light", 360, "de"), height: 3_600 },
  { name: "turns-narrow-tr", path: call, ...unfolded("light", 360, "tr"), height: 3_600 },
  { name: "turns-narrow-ru", path: call, ...unfolded("light", 360, "ru"), height: 3_600 },
  {
    name: "telephony-bot-light",
    scene: "full",
    path: marta,
    act: async (page) => page.getByRole("button", { name: "Listen", exact: true }).click(),
  },
  { name: "telephony-bot-dark", scene: "full", path: marta, theme: "dark" },
  { name: "telephony-live-dark", scene: "full", path: marta, theme: "dark", act: takeOver },
  { name: "telephony-live-light", scene: "full", path: marta, act: takeOver },
  { name: "telephony-empty-light", scene: "empty", path: "/telephony" },
  { name: "telephony-full-light", scene: "full", path: "/telephony" },
  { name: "ring-light", scene: "ringing", path: "/telephony" },
  { name: "ring-elsewhere-dark", scene: "ringing", path: "/history", theme: "dark" },
  { name: "rejoin-light", scene: "mine", path: "/telephony" },
  { name: "history-light", scene: "full", path: "/history" },
  { name: "history-dark", scene: "full", path: "/history", theme: "dark" },
  { name: "history-empty-light", scene: "empty", path: "/history?outcome=failed" },
  { name: "history-failed-light", scene: "failing", path: "/history" },
  { name: "call-light", scene: "full", path: call },
  { name: "call-dark", scene: "full", path: call, theme: "dark" },
  { name: "requests-light", scene: "full", path: "/requests" },
  { name: "live-light", scene: "full", path: "/live" },
  { name: "live-dark", scene: "full", path: "/live", theme: "dark" },
  {
    name: "dial-light",
    scene: "full",
    path: "/telephony",
    act: async (page) => {
      await page.getByRole("button", { name: "Dial", exact: true }).click();
      await page.getByLabel("Telephone number").fill("+49309018");
    },
  },
  {
    name: "devices-dark",
    scene: "full",
    path: marta,
    theme: "dark",
    act: async (page) => page.getByRole("button", { name: "Devices" }).click(),
  },
  {
    name: "simulated-light",
    scene: "full",
    path: marta,
    act: async (page) => page.getByRole("button", { name: "Simulated" }).click(),
  },
  {
    name: "account-light",
    scene: "full",
    path: marta,
    act: async (page) => page.getByRole("button", { name: /Account of/ }).click(),
  },
  {
    name: "mobile-live-dark",
    scene: "full",
    path: "/live",
    theme: "dark",
    width: 390,
    height: 844,
  },
  {
    name: "mobile-call-dark",
    scene: "full",
    path: marta,
    theme: "dark",
    width: 390,
    height: 844,
    act: takeOver,
  },
  { name: "mobile-call-light", scene: "full", path: marta, width: 390, height: 844 },
  { name: "mobile-list-light", scene: "full", path: "/telephony", width: 390, height: 844 },
  { name: "mobile-history-light", scene: "full", path: "/history", width: 390, height: 844 },
  { name: "mobile-page-light", scene: "full", path: call, width: 390, height: 844 },
  {
    name: "mobile-requests-dark",
    scene: "full",
    path: "/requests",
    theme: "dark",
    width: 390,
    height: 844,
  },
  { name: "narrow-call-light", scene: "full", path: marta, width: 320, height: 640 },
];

const [folder = "/tmp/patchbay-pictures", ...wanted] = process.argv.slice(2);
await mkdir(folder, { recursive: true });
const dist = await buildConsole();
const browser = await openBrowser();

async function take(picture: Picture): Promise<void> {
  const api = await startFakeApi(dist, picture.scene);
  const page = await browser.newPage({
    viewport: { width: picture.width ?? 1440, height: picture.height ?? 900 },
    colorScheme: picture.theme ?? "light",
    reducedMotion: "reduce",
    locale: "en-GB",
  });
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      console.log(picture.name, message.text());
  });
  page.on("pageerror", (error) => console.log(picture.name, error.message));
  const language = picture.language ?? "en";
  await page.addInitScript((code) => localStorage.setItem("patchbay.language", code), language);
  await page.goto(`${api.url}${picture.path}`);
  if (picture.name !== "sign-in") {
    await page.getByRole("button", { name: enter[language] }).click();
    await page.locator(".room").waitFor();
    await page.waitForLoadState("networkidle");
  }
  await picture
    .act?.(page, api)
    .catch((error: unknown) => console.log(picture.name, String(error).slice(0, 300)));
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(700);
  await page.screenshot({ path: join(folder, `${picture.name}.png`) });
  await page.close();
  await api.close();
}

pictures.push(
  { name: "sign-in", scene: "full", path: "/" },
  { name: "sign-in-dark", scene: "full", path: "/", theme: "dark" },
);
for (const picture of pictures) {
  if (wanted.length === 0 || wanted.some((name) => picture.name.includes(name)))
    await take(picture);
}
await browser.close();
await rm(dist, { recursive: true });
