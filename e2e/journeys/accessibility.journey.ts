import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { Console } from "../support/console.ts";
import { expect, test } from "../support/journey.ts";

/** Each is looked at by day and by night, with nothing moving. */
async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map((node) => node.target.join(" ")).join(", ")}`,
    );
    expect.soft(found, `${what}, ${colorScheme}`).toEqual([]);
  }
}

async function goAndCheck(desk: Console, room: "Live" | "History" | "Requests", settled: string) {
  await desk.goTo(room);
  await expect(desk.page.getByTestId(settled).first()).toBeVisible();
  await expectAccessible(desk.page, room);
}

test("every room of the console is accessible by day and by night", async ({ people, stack }) => {
  const visitor = await (await people.browser()).newPage();
  await visitor.goto(stack.urls.console);
  await expect(visitor.getByRole("button", { name: /Enter as operator/ }).first()).toBeVisible();
  await expectAccessible(visitor, "sign-in");

  const selin = await people.enter({ role: "supervisor" });
  await expect(selin.page.getByText("No live calls")).toBeVisible();
  await expectAccessible(selin.page, "Telephony without calls");
  await goAndCheck(selin, "History", "history-row");
  await goAndCheck(selin, "Requests", "request-row");
  await selin.goTo("History");
  await selin.page
    .getByTestId("history-row")
    .filter({ hasText: "Recorded" })
    .getByRole("link")
    .first()
    .click();
  await expect(selin.page.getByTestId("player")).toBeVisible();
  await expectAccessible(selin.page, "a past call");

  await selin.goTo("Telephony");
  await selin.page.getByRole("button", { name: "Place a test call" }).last().click();
  const callId = await selin.openCall(selin.rowOf("Hannah Price"));
  await expect(selin.hint).toBeVisible({ timeout: 30_000 });
  await expectAccessible(selin.page, "a live call with a hint");
  await goAndCheck(selin, "Live", "live-row");
  await selin.page.getByTestId("live-row").getByRole("link").first().click();
  await expect(selin.page).toHaveURL(new RegExp(callId));
  await selin.takeOver();
  await selin.expectLive();
  await expectAccessible(selin.page, "one's own call");
  await selin.hangUp();
  await expectAccessible(selin.page, "a call that is over");
});

test("the empty rooms are accessible, too", async ({ people }) => {
  const frauke = await people.enter({ role: "operator", organization: "Nordlicht" });
  for (const [room, words] of [
    ["History", "No calls yet"],
    ["Requests", "No requests yet"],
  ] as const) {
    await frauke.goTo(room);
    await expect(frauke.page.getByText(words)).toBeVisible();
    await expectAccessible(frauke.page, `${room}, empty`);
  }
});

test("a ringing call is accessible", async ({ people, caller }) => {
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callYourself("+12025550124", "en-US");
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  caller.say("I want to speak to a person, please.");
  await expect(mira.ring).toBeVisible({ timeout: 15_000 });
  await expectAccessible(mira.page, "a ringing call");
});
