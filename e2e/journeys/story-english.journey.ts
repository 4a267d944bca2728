import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { pagePlays } from "../support/listening-page.ts";
import { spokenWav, needsVoice } from "../support/speech.ts";

needsVoice();

test("a caller reports a leak to the bot, an operator joins, and the call is there afterwards", async ({
  people,
  booth,
  sql,
}) => {
  test.setTimeout(150_000);
  const voice = await spokenWav("Hello, this is Mira. What can I do for you?", "en-us");
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: voice },
  );
  await test.step("the first caller of the booth calls", async () => {
    const telephone = await people.booth(mira, booth);
    await telephone.call();
    await mira.page.bringToFront();
  });
  const callId = await mira.openCall(mira.rowOf("Hannah Price"));
  await expect(mira.state).toHaveText("Bot has the call");

  await test.step("the conversation scrolls by, and a hint comes", async () => {
    await expect(mira.saying("bot").or(mira.saying("caller")).first()).toBeVisible();
    await expect(mira.said("bot", /how can I help you/)).toBeVisible();
    const opening = mira.said("caller", /pipe under my kitchen sink is leaking/);
    await expect(opening).toBeVisible({ timeout: 25_000 });
    await expect(opening.locator("time")).toHaveText(/^00:\d\d$/);
    await expect(opening.locator(".line-name")).toHaveText("Hannah Price");
    await expect(mira.hint).toContainText("Main valve off");
  });

  await test.step("Listen lets the operator hear it", async () => {
    await mira.listen();
    await expect(mira.page.getByTestId("listening-chip")).toBeVisible();
    await expect.poll(() => pagePlays(mira.page)).toBeGreaterThan(0.02);
    await expect.poll(() => mira.level("Caller")).toBeGreaterThan(20);
    await mira.stopListening();
  });

  await test.step("the bot saves the request", async () => {
    const collected = mira.page.getByTestId("collected");
    await expect(collected).toContainText("27 Camden Street", { timeout: 40_000 });
    await expect(collected).toContainText("+1 202 555 0142", { timeout: 40_000 });
    await expect(collected).toContainText(/R-\d+/, { timeout: 40_000 });
  });

  await test.step("the operator takes over, and the caller answers the human voice", async () => {
    await mira.takeOver();
    await mira.expectLive();
    await expect(mira.said("caller", /a real person/)).toBeVisible({ timeout: 25_000 });
    await expect(mira.said("operator").first()).toBeVisible();
    await mira.hangUp();
  });

  await test.step("request, cost and recording are in History", async () => {
    const past = new CallPage(mira.page);
    await past.openFromDesk();
    await expect(past.request).toContainText("27 Camden Street");
    await expect(past.cost).toContainText("Total");
    await expect(past.events).toContainText("You took over");
    await past.player.getByRole("button", { name: "Play" }).click();
    await expect.poll(() => past.position()).toBeGreaterThan(8);
    await past.line(/a real person/).click();
    const [said] = await sql<{ started_ms: number }[]>`
      select started_ms from public.utterances where call_id = ${callId} and text like '%a real person%'`;
    await expect
      .poll(() => past.position())
      .toBeGreaterThanOrEqual(Math.floor((said?.started_ms ?? 0) / 1000));
    await mira.goTo("History");
    const row = mira.page.locator(`[data-testid="history-row"][data-call="${callId}"]`);
    await expect(row).toContainText("Mira Lindholm");
    await expect(row).toContainText("Taken over");
    await expect(
      mira.page.getByTestId("history-row").filter({ hasText: "Demo" }).first(),
    ).toBeVisible();
  });

  const [request] = await sql<{ problem: string; callback_number: string }[]>`
    select problem, callback_number from public.requests where call_id = ${callId}`;
  expect(request?.problem).toMatch(/leak/i);
  expect(request?.callback_number).toBe("+12025550142");
  const [call] = await sql<{ outcome: string; cost: string; taken_over: boolean }[]>`
    select outcome, cost, taken_over from public.calls where id = ${callId}`;
  expect(call).toMatchObject({ outcome: "taken_over", taken_over: true });
  expect(Number(call?.cost)).toBeGreaterThan(0);
});
