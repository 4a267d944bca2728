import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { wordsIn } from "../support/played.ts";
import {
  botsUtterances,
  callersWords,
  expectPlayed,
  recordingStart,
} from "../support/stored-words.ts";

/** Sounds of less than half a second between two pauses are too little for the local recogniser. */
const WORDS_KEPT = 0.85;

/** Whether these are the other's words in their order, some perhaps left out. */
function inOrder(words: readonly string[], all: readonly string[]): boolean {
  let at = 0;
  for (const word of all) if (word === words[at]) at += 1;
  return at === words.length;
}

test("a Russian caller, who cuts in, leaves a request with the bot's own ears and voice", async ({
  stack,
  people,
  caller,
  sql,
}) => {
  test.setTimeout(150_000);
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
  caller.callAs("stuck-door", "+74955550125");
  const callId = await mira.openCall(mira.rowOf("Ольга Миронова"));
  await expect(mira.said("caller", /заклинило замок/)).toBeVisible({ timeout: 30_000 });
  await expect(mira.said("caller", /приедет мастер/)).toBeVisible({ timeout: 20_000 });
  await expect(mira.said("bot").locator("s")).toHaveCount(1);
  const collected = mira.page.getByTestId("collected");
  await expect(collected).toContainText("Садовая 8", { timeout: 40_000 });
  await expect(collected).toContainText(/R-\d+/, { timeout: 60_000 });
  await expect(mira.said("bot", /R-\d/)).toBeVisible({ timeout: 30_000 });
  caller.hangUp();
  await caller.until("the end of the call", () => caller.state === "ended");

  const wav = await new CallPage(mira.page).openFromDesk();
  const [call] = await sql<{ engine: string; outcome: string }[]>`
    select engine, outcome from public.calls where id = ${callId}`;
  expect(call).toEqual({ engine: "stream", outcome: "request_taken" });
  const [request] = await sql<{ problem: string; address: string; callback_number: string }[]>`
    select problem, address, callback_number from public.requests where call_id = ${callId}`;
  expect(request?.problem).toContain("заклинило замок");
  expect(request?.address).toContain("квартира 21");
  expect(request?.callback_number).toBe("+79005550162");

  const said = caller.captions.filter(({ by }) => by === "person").map(({ text }) => text);
  const spoken = wordsIn(said.join(" "));
  const stored = wordsIn((await callersWords(sql, callId)).join(" "));
  expect(inOrder(stored, spoken), stored.join(" ")).toBe(true);
  expect(stored.length / spoken.length).toBeGreaterThan(WORDS_KEPT);
  const [, ...ours] = await botsUtterances(sql, callId);
  await expectPlayed(
    ours,
    { wav, startedMs: await recordingStart(sql, callId) },
    stack.urls.speech ?? "",
  );
});
