import { doubledUtterances, wrongNumbers } from "../support/database.ts";
import { expect, test } from "../support/journey.ts";
import { pageHears } from "../support/listening-page.ts";
import { toneWav } from "../support/tone.ts";

/** What a browser says about a server that is gone. */
const GONE = /WebSocket connection|ERR_CONNECTION|Failed to load resource/;

test("the api dies while the bot talks and while the operator talks: the call goes on", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  people.tolerate(GONE);
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: toneWav(440, 2500, 700) },
  );
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));

  await test.step("in the bot's part", async () => {
    await stack.kill("api");
    caller.say("The heating in my flat is cold.");
    await caller.until("the bot's next question", () => caller.said("bot", /house number/));
    await expect(mira.page.getByText("Connection lost, trying again.")).toBeVisible();
    await stack.restart("api");
    await expect(mira.page.getByText("Connection lost, trying again.")).toBeHidden();
    await expect(mira.said("caller", /heating in my flat/)).toBeVisible();
    await expect(mira.said("bot", /house number/)).toBeVisible({ timeout: 15_000 });
  });

  await test.step("in the operator's part", async () => {
    await mira.takeOver();
    await mira.expectLive();
    caller.startTone(1000);
    await expect.poll(() => caller.hears(440)).toBeGreaterThan(20);
    await stack.kill("api");
    await expect(mira.page.getByText("Connection lost, trying again.")).toBeVisible();
    await expect.poll(() => caller.hears(440)).toBeGreaterThan(20);
    await expect.poll(() => pageHears(mira.page, 1000)).toBeGreaterThan(20);
    await stack.restart("api");
    await expect(mira.page.getByText("Connection lost, trying again.")).toBeHidden();
    await mira.expectLive();
    caller.stopTone();
    caller.say("Are you still with me?");
    await expect(mira.said("caller", /still with me/)).toBeVisible();
  });

  expect(caller.state).toBe("connected");
  await mira.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");
  expect(await wrongNumbers(sql, callId)).toEqual([]);
  expect(await doubledUtterances(sql, callId)).toEqual([]);
});

test("the worker dies in the bot's part: another one goes on in context", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  caller.say("The heating in my flat is cold.");
  const asks = () =>
    caller.captions.filter(({ by, text }) => by === "bot" && /house number/.test(text)).length;
  await caller.until("the question for the address", () => asks() === 1);
  await expect(mira.said("bot", /house number/)).toBeVisible();

  await stack.kill("worker");
  await stack.restart("worker");
  await caller.until("the same question again", () => asks() === 2);
  caller.say("Maple Street fourteen.");
  await caller.until("the next question", () => caller.said("bot", /How urgent is it/));
  expect(caller.captions.filter(({ text }) => /how can I help/i.test(text))).toHaveLength(1);
  await expect(mira.said("caller", /Maple Street/)).toBeVisible();
  expect(await wrongNumbers(sql, callId)).toEqual([]);
  expect(await doubledUtterances(sql, callId)).toEqual([]);
});

test("the database is away for a while: the bot talks on, and every word is stored", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  people.tolerate(GONE);
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  await stack.kill("postgres");
  const away = performance.now();
  caller.say("The heating in my flat is cold.");
  await caller.until("the question for the address", () => caller.said("bot", /house number/));
  caller.say("Maple Street fourteen.");
  await caller.until("the next question", () => caller.said("bot", /How urgent is it/));
  await mira.press("Take over");
  await expect(mira.page.getByText("The database does not answer.").first()).toBeVisible({
    timeout: 15_000,
  });
  await caller.until("ten seconds without a database", () => performance.now() - away > 10_000);
  await stack.restart("postgres");
  caller.say("Today, please.");
  await caller.until("a question for the number", () => caller.said("bot", /call you back/));

  const stored = async () =>
    (
      await sql<{ text: string }[]>`
      select text from public.utterances where call_id = ${callId} order by started_ms`
    ).map((row) => row.text);
  await expect
    .poll(async () => (await stored().catch(() => [])).join("\n"), { timeout: 20_000 })
    .toMatch(
      /how can I help[^]*heating in my flat[^]*house number[^]*Maple Street[^]*How urgent[^]*Today/,
    );
  expect(await wrongNumbers(sql, callId)).toEqual([]);
  expect(await doubledUtterances(sql, callId)).toEqual([]);
  await expect(mira.said("caller", /Today/)).toBeVisible({ timeout: 15_000 });
});
