import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { pageHears } from "../support/listening-page.ts";
import { bestSecond, between, channelsOf, loudnessDb } from "../support/recording.ts";
import { standsOut, toneWav } from "../support/tone.ts";

const CALLERS_HZ = 1000;
const OPERATORS_HZ = 440;
const CLEAR_DB = 20;

test("after a takeover caller and operator hear each other, and the recording keeps both", async ({
  people,
  caller,
  sql,
}) => {
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    // Breaks in the tone, because noise suppression takes a steady one for noise.
    { microphone: toneWav(OPERATORS_HZ, 2500, 700) },
  );
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await caller.until("the bot's question", () => caller.said("bot", /how can I help/i));
  await expect(mira.said("bot", /how can I help/i)).toBeVisible();
  caller.say("The tap in my kitchen is dripping.");
  await expect(mira.said("caller", /tap in my kitchen/)).toBeVisible();
  await expect(mira.said("bot")).toHaveCount(2, { timeout: 15_000 });

  await mira.takeOver();
  await mira.expectLive();
  await expect(mira.page.getByTestId("baton-moved").last()).toContainText("You took over");
  caller.startTone(CALLERS_HZ);
  await expect.poll(() => pageHears(mira.page, CALLERS_HZ)).toBeGreaterThan(CLEAR_DB);
  await expect.poll(() => caller.hears(OPERATORS_HZ)).toBeGreaterThan(CLEAR_DB);
  const botLines = caller.captions.filter((caption) => caption.by === "bot").length;

  await mira.mute();
  await expect(mira.page.getByText("Muted", { exact: true })).toBeVisible();
  await expect.poll(() => caller.peak()).toBeLessThan(50);
  await expect.poll(() => pageHears(mira.page, CALLERS_HZ)).toBeGreaterThan(CLEAR_DB);
  await mira.unmute();
  await expect.poll(() => caller.hears(OPERATORS_HZ)).toBeGreaterThan(CLEAR_DB);

  caller.stopTone();
  caller.say("It drips all night.");
  await expect(mira.said("caller", /drips all night/)).toBeVisible();
  expect(caller.captions.filter((caption) => caption.by === "bot").length).toBe(botLines);
  await mira.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");

  const past = new CallPage(mira.page);
  const { rate, channels } = channelsOf(await past.openFromDesk());
  await expect(past.events).toContainText("You took over");
  await expect(past.events).not.toContainText("reconnecting");
  const [theirs, heard] = channels as [Int16Array, Int16Array];
  const [recording] = await sql<{ started_ms: number }[]>`
    select started_ms from public.recordings where call_id = ${callId}`;
  const [moved] = await sql<{ at_ms: number }[]>`
    select at_ms from public.call_events
    where call_id = ${callId} and type = 'baton.moved' and data->>'cause' = 'takeover'`;
  const takeover = (moved?.at_ms ?? 0) - (recording?.started_ms ?? 0);
  const end = (theirs.length / rate) * 1000;
  const stands = (hz: number) => (second: Int16Array) => standsOut(second, hz, rate);
  expect(
    bestSecond(between(theirs, rate, takeover, end), rate, stands(CALLERS_HZ)),
  ).toBeGreaterThan(CLEAR_DB);
  expect(
    bestSecond(between(heard, rate, takeover, end), rate, stands(OPERATORS_HZ)),
  ).toBeGreaterThan(CLEAR_DB);
  // Before it, the second channel is the bot's: speech, and no tone of the operator.
  const before = between(heard, rate, 0, takeover - 1000);
  expect(bestSecond(before, rate, loudnessDb)).toBeGreaterThan(-40);
  expect(bestSecond(before, rate, stands(OPERATORS_HZ))).toBeLessThan(CLEAR_DB);
});
