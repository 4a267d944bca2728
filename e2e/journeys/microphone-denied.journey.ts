import { expect, test } from "../support/journey.ts";

test("an operator without microphone permission gives the call back, and the bot goes on", async ({
  people,
  caller,
  sql,
}) => {
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { permission: "denied" },
  );
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  await mira.takeOver();
  const trouble = mira.page.getByTestId("microphone-denied");
  await expect(trouble).toContainText("blocks the microphone");
  await expect(trouble).toContainText("The caller was not affected: the bot goes on.");
  await expect(trouble.getByRole("button", { name: "Try again" })).toBeVisible();
  await expect(mira.state).toHaveText("Bot has the call");

  caller.say("The heating in my flat is cold.");
  await caller.until("the bot's next question", () =>
    caller.said("bot", /street and the house number/),
  );
  const [call] = await sql<{ holder: string; taken_over: boolean }[]>`
    select holder, taken_over from public.calls where id = ${callId}`;
  expect(call).toEqual({ holder: "bot", taken_over: false });
});
