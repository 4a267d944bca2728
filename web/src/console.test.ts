import { rm } from "node:fs/promises";
import { AxeBuilder } from "@axe-core/playwright";
import type { CallEvent } from "@patchbay/contracts";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { openBrowser } from "../test-support/browser.ts";
import { buildConsole } from "../test-support/console-build.ts";
import { startFakeApi } from "../test-support/fake-api.ts";
import type { FakeApi, Scene } from "../test-support/fake-api.ts";
import { pastCalls } from "../test-support/past.ts";
import { detailOf, idOf, liveCalls } from "../test-support/people.ts";

/* The built console in a real browser against an api of paper: what people see, not what it does. */

const marta = `/telephony/${idOf("call-marta")}`;
const finished = `/history/${pastCalls(0)[3]!.id}`;
/** A browser on a busy machine takes its time; a hang still ends. */
vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
const soon = { timeout: 15_000 };

let dist: string;
let browser: Browser;
let api: FakeApi;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  [dist, browser] = await Promise.all([buildConsole(), openBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await rm(dist, { recursive: true });
});
afterEach(async () => {
  await context.close();
  await api.close();
});

interface Visit {
  scene?: Scene;
  width?: number;
  as?: "operator" | "supervisor";
  locale?: string;
}

async function visit(path: string, how: Visit = {}): Promise<void> {
  const { scene = "full", width = 1440, as = "operator", locale = "en-GB" } = how;
  api = await startFakeApi(dist, scene);
  context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: "light",
    reducedMotion: "reduce",
    locale,
  });
  page = await context.newPage();
  await page.goto(api.url + path);
  if (locale === "en-GB") {
    await page.getByRole("button", { name: `Enter as ${as}` }).click();
    await page.locator(".room").waitFor();
  }
}

async function violations(): Promise<string[]> {
  const result = await new AxeBuilder({ page }).analyze();
  return result.violations.map(
    (v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`,
  );
}

describe("nothing stands in anybody's way, by day and by night", () => {
  const rooms: [string, string, Scene, string][] = [
    ["the desk with a call", marta, "full", "Take over"],
    ["the desk without calls", "/telephony", "empty", "Open the phone booth"],
    ["the desk while it loads", "/telephony", "slow", "Loading live calls"],
    ["a ringing call", "/telephony", "ringing", "Answer"],
    ["a call to rejoin", "/telephony", "mine", "Rejoin"],
    ["history", "/history", "full", "Load more"],
    ["empty history", "/history?outcome=failed", "empty", "No call matches these filters"],
    ["history that fails", "/history", "failing", "Try again"],
    ["a finished call", finished, "full", "Words said"],
    ["requests", "/requests", "full", "Assign to me"],
    ["no requests", "/requests", "empty", "No requests yet"],
    ["live", "/live", "full", "Operators"],
    ["live without calls", "/live", "empty", "The next call appears here by itself."],
  ];
  it.each(rooms)("%s", async (_name, path, scene, sign) => {
    await visit(path, { scene });
    await settled(sign);
    expect(await violations()).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await violations()).toEqual([]);
  });

  it("the sign-in", async () => {
    await visit("/", { locale: "de-DE" });
    await page.getByText("Als Operator eintreten").waitFor();
    expect(await violations()).toEqual([]);
  });
});

async function settled(sign: string): Promise<void> {
  const byText = page.getByText(sign).or(page.getByLabel(sign)).or(page.getByPlaceholder(sign));
  await byText.first().waitFor({ state: "attached" });
}

/** Every turn and tool of the transcript, opened. */
async function unfold(): Promise<void> {
  await page.getByTestId("turn").first().waitFor();
  const folded = page.locator('.talk-lines button[aria-expanded="false"]:not(.text-link)');
  while ((await folded.count()) > 0) await folded.first().click();
}

describe("what the bot did", () => {
  it.each([
    [marta, 1440],
    [finished, 1440],
    [marta, 320],
    [finished, 320],
  ])("on %s opens without barriers at %i px, by day and by night", async (path, width) => {
    await visit(path, { width });
    await unfold();
    expect(await page.getByTestId("turn-details").count()).toBe(4);
    expect(await page.locator(".tool-body").count()).toBe(4);
    const wide = await page
      .getByTestId("transcript")
      .evaluate((box) => box.scrollWidth - box.clientWidth);
    expect(wide).toBe(0);
    expect(await violations()).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    expect(await violations()).toEqual([]);
  });

  it("is opened and closed by key, and is text whatever a tool returned", async () => {
    await visit(finished);
    const turn = page.getByTestId("turn").filter({ hasText: "very slow answer, 3.4" });
    await turn.focus();
    await page.keyboard.press("Enter");
    const why = page.getByText("0.56 s of silence; 0.52 s were enough for an open question.");
    await why.waitFor();
    await page.keyboard.press("Enter");
    await why.waitFor({ state: "detached" });
    const tool = page.getByTestId("tool").filter({ hasText: "Check heating zone" });
    await tool.getByRole("button").press("Enter");
    await tool.getByText("<b>Zone 3</b>: Regler geprüft").waitFor();
    expect(await tool.locator("dd b").count()).toBe(0);
    await tool.getByRole("button", { name: "Show all" }).press("Enter");
    await tool.getByRole("button", { name: "Show less" }).waitFor();
  });

  it("that nobody heard is struck for the eye and said for the ear", async () => {
    await visit(finished);
    const cut = page
      .getByTestId("utterance")
      .filter({ hasText: "Am Kirchplatz 7, erster Stock. Sind" });
    await cut.locator("s", { hasText: "oder ist das ganze Haus betroffen?" }).waitFor();
    expect(await cut.locator("p").textContent()).toBe(
      "Am Kirchplatz 7, erster Stock. Sind nur Ihre Räume kalt, not heard: oder ist das ganze Haus betroffen?",
    );
    await cut.getByText("the caller spoke at 00:31").waitFor();
  });

  it("is summed up in History, with a way to the slowest answer", async () => {
    await visit(finished);
    await page.getByRole("link", { name: "Show the slowest answer, 00:31" }).click();
    const slowest = page.getByTestId("utterance").filter({ hasText: "very slow answer" });
    await expect.poll(() => slowest.evaluate((row) => row.matches(":target")), soon).toBe(true);
  });

  it("is told late without moving a line or being announced", async () => {
    await visit(marta);
    await page.getByTestId("turn").last().waitFor();
    // The last line that comes by itself.
    await page.getByText("Sollen wir draußen warten").waitFor();
    const detail = detailOf(
      liveCalls(Date.now()).find((one) => one.callerName === "Marta Lindner")!,
      Date.now(),
    );
    const said = { ...detail.utterances[1]!, id: idOf("late"), startedMs: 66_000, endedMs: 67_000 };
    const base = { callId: detail.call.id, at: detail.call.startedAt, atMs: 68_000 };
    const { seq } = detail;
    const send = (event: CallEvent) => api.emit.of("/console").emit("call.event", event);
    send({ ...base, seq: seq + 1, type: "utterance.finalised", utterance: said });
    const row = page.locator(`[data-line="${said.id}"]`);
    await row.waitFor();
    const place = () =>
      row.evaluate((line: HTMLElement) => [
        line.offsetTop,
        line.offsetHeight,
        line.parentElement?.scrollHeight,
      ]);
    const before = await place();
    const turn = detail.events.findLast((event) => event.type === "turn.measured")!.turn;
    send({
      ...base,
      seq: seq + 2,
      type: "turn.measured",
      turn: { ...turn, utteranceId: said.id, totalMs: 3_400 },
    });
    const chip = row.getByTestId("turn");
    await chip.waitFor();
    expect(await place()).toEqual(before);
    const live = await chip.evaluate((one) =>
      one.closest("[aria-live]")?.getAttribute("aria-live"),
    );
    expect(live).toBe("off");
  });
});

describe("on small screens", () => {
  it.each([marta, "/telephony", "/history", finished, "/requests", "/live"])(
    "%s never scrolls sideways at 320 px",
    async (path) => {
      await visit(path, { width: 320 });
      await page.waitForLoadState("networkidle");
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(320);
      expect(await violations()).toEqual([]);
    },
  );
});

describe("a takeover", () => {
  it("needs no mouse, ends listening and says that you are live", async () => {
    await visit(marta);
    await page.getByRole("button", { name: "Take over" }).waitFor();
    await page.keyboard.press("Alt+Shift+L");
    await page.getByTestId("listening-chip").waitFor();
    await page.keyboard.press("Alt+Shift+T");
    await page.getByText("You are live").waitFor();
    await expect.poll(() => api.commands.map((c) => c.name), soon).toContain("call.unlisten");
    await page.getByText("You took over").waitFor();
    await page.keyboard.press("Alt+Shift+M");
    await page.getByRole("button", { name: "Unmute" }).waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Hang up" }).click();
    await expect.poll(() => api.commands.map((c) => c.name), soon).toContain("call.hangUp");
  });

  it("without a microphone is given back, explained, and goes on listening only", async () => {
    await visit(marta);
    await page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException("no", "NotAllowedError"));
    });
    await page.getByRole("button", { name: "Take over" }).click();
    await page.getByText("Chrome blocks the microphone").waitFor();
    await expect
      .poll(() => api.commands, soon)
      .toContainEqual({
        name: "call.abandonClaim",
        input: { callId: idOf("call-marta"), epoch: 2, reason: "microphone" },
      });
    expect(await violations()).toEqual([]);
    await page.getByRole("button", { name: "Go on, listening only" }).click();
    await page.getByText("You listen only").waitFor();
  });

  it("shows finals firm and the unfinished apart, hidden from screen readers", async () => {
    await visit(marta);
    const words = page.getByTestId("utterance");
    await expect
      .poll(() => words.and(page.locator('[data-final="true"]')).count(), soon)
      .toBeGreaterThan(6);
    const partial = words.and(page.locator('[data-final="false"]'));
    await partial.waitFor();
    expect(await partial.getAttribute("aria-hidden")).toBe("true");
  });
});

describe("a ring", () => {
  it("is answered or declined by key, wherever one is", async () => {
    await visit("/history", { scene: "ringing" });
    await page.getByTestId("ring-card").waitFor();
    await page.keyboard.press("Alt+Shift+D");
    await expect.poll(() => api.commands.map((c) => c.name), soon).toContain("call.decline");
    await page.keyboard.press("Alt+Shift+A");
    await expect.poll(() => api.commands.map((c) => c.name), soon).toContain("call.answer");
  });
});

it("a break of the line is said, and mended by itself", async () => {
  await visit(marta);
  await page.getByRole("button", { name: "Take over" }).waitFor();
  await context.setOffline(true);
  api.dropConnections();
  const banner = page.getByText("Connection lost, trying again.");
  await banner.waitFor();
  await context.setOffline(false);
  await banner.waitFor({ state: "detached" });
  expect(await page.getByTestId("reach").textContent()).toBe("Reachable");
});

it("two tabs are two people", async () => {
  await visit("/telephony");
  const second = await context.newPage();
  await second.goto(api.url);
  await second.getByRole("button", { name: "Enter as supervisor" }).waitFor();
  expect(await second.getByTestId("call-row").count()).toBe(0);
});

it("a finished call plays from the place its link names", async () => {
  await visit(`${finished}?t=52`);
  await page.getByTestId("player-time").getByText("00:52").waitFor();
  await page.getByRole("button", { name: "Play from 01:02" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  expect(await page.getByTestId("player-time").textContent()).toContain("01:0");
});
