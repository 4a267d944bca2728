import { doubledUtterances, wrongNumbers } from "../support/database.ts";
import { expect, test } from "../support/journey.ts";

/** What a browser says about a server that is gone. */
const GONE = /WebSocket connection|ERR_CONNECTION|Failed to load resource/;

test("the worker dies in a call of the bot's own engine: another goes on in context, and does not greet again", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  people.tolerate(GONE);
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callYourself("+12025550125", "en-US");
  const callId = await mira.openCall();
  await expect(mira.said("bot", /how can I help/i)).toBeVisible({ timeout: 20_000 });
  caller.say("The heating in my flat is cold.");
  await expect(mira.said("caller", /heating in my flat is cold/)).toBeVisible({ timeout: 15_000 });
  await expect(mira.said("bot", /house number/)).toBeVisible({ timeout: 15_000 });

  await stack.kill("worker");
  await stack.restart("worker");
  await expect(mira.said("bot", /house number/)).toHaveCount(2, { timeout: 20_000 });
  caller.say("Maple Street fourteen.");
  await expect(mira.said("bot", /How urgent is it/)).toBeVisible({ timeout: 20_000 });
  await expect(mira.said("bot", /how can I help/i)).toHaveCount(1);
  const [call] = await sql<{ engine: string }[]>`
    select engine from public.calls where id = ${callId}`;
  expect(call?.engine).toBe("stream");

  expect(caller.state).toBe("connected");
  caller.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");
  expect(await wrongNumbers(sql, callId)).toEqual([]);
  expect(await doubledUtterances(sql, callId)).toEqual([]);
});
