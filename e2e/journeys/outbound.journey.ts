import { endLeg } from "../support/carrier.ts";
import { expect, test } from "../support/journey.ts";
import { spokenWav, needsVoice } from "../support/speech.ts";

needsVoice();

test("an operator dials a number, and whoever is there answers", async ({ stack, people, sql }) => {
  const voice = await spokenWav("Good morning, this is Mira from AssetCare.", "en-us");
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: voice },
  );

  await test.step("what may not be dialled is refused with the reason", async () => {
    const refusals: [string, RegExp][] = [
      ["12", /not a complete telephone number/],
      ["112", /Emergency numbers cannot be dialled here/],
      ["+33 1 70 18 99 00", /this country or kind of number are switched off/],
    ];
    for (const [number, reason] of refusals) {
      await mira.dial(number);
      await expect(mira.page.getByText(reason)).toBeVisible();
      await mira.press("Dismiss");
    }
  });

  await test.step("the other side answers, and the operator hangs up", async () => {
    await mira.dial("+1 202 555 0163");
    await mira.expectLive();
    await expect(mira.said("caller", /Nora Whitaker here/)).toBeVisible({ timeout: 15_000 });
    await expect(mira.said("caller", /good that you call back/)).toBeVisible({ timeout: 25_000 });
    await mira.hangUp();
  });

  const [call] = await sql<
    { direction: string; to_number: string; outcome: string; cost: string }[]
  >`
    select direction, to_number, outcome, cost from public.calls where direction = 'outbound' and not demo`;
  expect(call).toMatchObject({
    direction: "outbound",
    to_number: "+12025550163",
    outcome: "answered",
  });
  expect(Number(call?.cost)).toBeGreaterThan(0);

  await test.step("the other side hangs up", async () => {
    await mira.dial("+1 202 555 0163");
    await mira.expectLive();
    await expect(mira.said("caller", /Nora Whitaker here/)).toBeVisible({ timeout: 15_000 });
    const [live] = await sql<{ carrier_sid: string }[]>`
      select carrier_sid from public.calls where direction = 'outbound' and status = 'live'`;
    await endLeg(stack, live?.carrier_sid ?? "");
    await expect(mira.state).toHaveText("Call ended");
  });

  await test.step("a number that is engaged ends the call by itself", async () => {
    await mira.dial("+49 30 23125671");
    await expect(mira.state).toHaveText("Call ended", { timeout: 15_000 });
  });
});
