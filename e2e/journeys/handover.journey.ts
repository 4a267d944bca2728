import { expect, test } from "../support/journey.ts";
import { spokenWav, needsVoice } from "../support/speech.ts";

needsVoice();

test("a caller who asks for a human is answered by the operator it rings at", async ({
  people,
  caller,
}) => {
  const voice = await spokenWav("Hello, this is Mira. How can I help?", "en-us");
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: voice },
  );
  caller.callAs("broken-window", "+12025550124");
  await expect(mira.ring).toBeVisible({ timeout: 40_000 });
  await expect(mira.ring).toContainText("The caller asks for a person");
  await expect(mira.ring).toContainText("Marcus Bell");
  await mira.answer();
  await mira.expectLive();
  await expect(mira.ring).toBeHidden();
  await expect(mira.said("caller", /Thank you for taking the call/)).toBeVisible({
    timeout: 25_000,
  });
  await mira.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");
});

test("when nobody takes the call, the bot notes a callback", async ({ people, caller, sql }) => {
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  caller.say("I want to speak to a person, please.");
  await expect(mira.ring).toBeVisible({ timeout: 15_000 });
  await mira.decline();
  await expect(mira.ring).toBeHidden();
  await caller.until("an apology", () => caller.said("bot", /everyone is on another call/));
  await caller.until("the promise of a callback", () =>
    caller.said("bot", /noted that you would like a call back/),
  );
  await caller.until("the end of the call", () => caller.state === "ended");
  const [noted] = await sql<{ kind: string; callback_number: string }[]>`
    select kind, callback_number from public.requests where call_id = ${callId}`;
  expect(noted).toEqual({ kind: "callback", callback_number: "+493023125600" });
  await expect
    .poll(
      async () =>
        (await sql`select outcome from public.calls where id = ${callId}`)[0]?.["outcome"],
    )
    .toBe("callback_noted");
});
