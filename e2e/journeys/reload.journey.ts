import { expect, test } from "../support/journey.ts";
import { pageHears } from "../support/listening-page.ts";
import { toneWav } from "../support/tone.ts";

test("an operator who reloads the page is back in the call with one press", async ({
  people,
  caller,
  sql,
}) => {
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: toneWav(440, 2500, 700) },
  );
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await mira.takeOver();
  await mira.expectLive();
  caller.startTone(1000);
  await expect.poll(() => caller.hears(440)).toBeGreaterThan(20);

  await mira.page.reload();
  await expect(mira.page.getByText(/^You are on a call with/)).toBeVisible();
  await mira.rejoin();
  await mira.expectLive();
  await expect.poll(() => pageHears(mira.page, 1000)).toBeGreaterThan(20);
  await expect.poll(() => caller.hears(440)).toBeGreaterThan(20);
  expect(caller.state).toBe("connected");
  const legs = await sql<{ state: string }[]>`
    select state from public.legs where call_id = ${callId} and kind = 'operator' order by created_at`;
  expect(legs.map((leg) => leg.state)).toEqual([
    expect.stringMatching(/left|superseded/),
    "joined",
  ]);
  await mira.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");
});
