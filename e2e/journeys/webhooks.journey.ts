import { readFile } from "node:fs/promises";
import path from "node:path";
import { ask, newCallSid, type Params } from "../support/carrier.ts";
import { expect, test } from "../support/journey.ts";

const CALLER = "+12025550177";

function incoming(account: string, to = "+12025550124"): Params {
  return {
    AccountSid: account,
    ApiVersion: "2010-04-01",
    CallSid: newCallSid(),
    CallStatus: "ringing",
    Direction: "inbound",
    From: CALLER,
    To: to,
  };
}

test("only the carrier's own webhooks are believed, and a repeated one changes nothing", async ({
  stack,
  sql,
}) => {
  const { accountSid } = stack.secrets.carrier;
  const call = incoming(accountSid);
  for (const route of [
    "/voice",
    "/next",
    "/status",
    "/recording",
    "/conference",
    "/client",
    "/transcription",
  ]) {
    expect((await ask(stack, route, call, "not")).status, `${route} unsigned`).toBe(403);
    expect((await ask(stack, route, call, "wrongly")).status, `${route} mis-signed`).toBe(403);
  }
  const mine = () => sql`select id from public.calls where carrier_sid = ${call["CallSid"] ?? ""}`;
  expect(await mine()).toHaveLength(0);

  const first = await ask(stack, "/voice", call);
  expect(first.status).toBe(200);
  expect(first.body).toContain("<Response>");
  const again = await Promise.all([ask(stack, "/voice", call), ask(stack, "/voice", call)]);
  expect(again.map((answer) => answer.body)).toEqual([first.body, first.body]);
  const [stored] = await mine();
  const events = () => sql`select seq from public.call_events where call_id = ${stored?.["id"]}`;
  const before = (await events()).length;
  await ask(stack, "/voice", call);
  expect(await mine()).toHaveLength(1);
  expect(await events()).toHaveLength(before);

  const over = { ...call, CallStatus: "completed", CallDuration: "3", SequenceNumber: "2" };
  await ask(stack, "/status", over);
  await ask(stack, "/status", over);
  const ends = await sql`
    select seq from public.call_events
    where call_id = ${stored?.["id"]} and type = 'baton.moved' and data->>'cause' = 'ended'`;
  expect(ends).toHaveLength(1);
});

test("a number that nobody has is told so, hung up and put on record", async ({ stack, sql }) => {
  const call = incoming(stack.secrets.carrier.accountSid, "+12025550199");
  const answer = await ask(stack, "/voice", call);
  expect(answer.body).toMatch(/<Say[^>]*>[^<]+<\/Say>\s*<Hangup\/>/);
  const [refused] = await sql<{ reason: string }[]>`
    select reason from public.refused_calls where carrier_sid = ${call["CallSid"] ?? ""}`;
  expect(refused?.reason).toBe("unknown_number");
});

test("what the api logs of carriers' requests names nobody", async ({ stack }) => {
  const log = await readFile(path.join(stack.dataDir, "logs", "api.log"), "utf8");
  expect(log).toContain("not signed by it");
  expect(log).not.toContain(CALLER.slice(1));
});
