/* node api/src/testing/claim-races.ts <database> <races>: operators race for calls; prints one line of JSON. */
import { randomUUID } from "node:crypto";
import { pino } from "pino";
import { connect } from "../adapters/postgres/connection.ts";
import { createStores } from "../adapters/postgres/stores.ts";
import { callIdOf } from "../domain/call-id.ts";
import type { Operator } from "../domain/call-state.ts";
import { openInbound } from "../domain/opening.ts";
import { createCallRuntime, type CallRuntime } from "../runtime/call-runtime.ts";
import type { Sql } from "../adapters/postgres/connection.ts";
import { naiveRaces } from "./naive-races.ts";

const OPERATORS = 8;
const CONNECTIONS = 2;

/** One api process as far as claims go: its own queue, its own connections, the real store. */
function startApi(databaseUrl: string): { sql: Sql; runtime: CallRuntime } {
  const sql = connect(databaseUrl, { max: CONNECTIONS });
  const nothing = (): void => undefined;
  const runtime = createCallRuntime({
    store: createStores(sql),
    workers: { isThere: () => true, tell: () => Promise.resolve(false) },
    publisher: { happened: nothing, partial: nothing, changed: nothing, toOperator: nothing },
    presence: { candidates: () => [] },
    clock: { now: () => Date.now() },
    log: pino({ level: "silent" }),
    perform: nothing,
  });
  return { sql, runtime };
}

async function addOperators(sql: Sql, organizationId: string): Promise<Operator[]> {
  const operators = Array.from({ length: OPERATORS }, (_, nth) => ({
    userId: randomUUID(),
    name: `Racer ${nth}`,
  }));
  await sql`insert into auth.users ${sql(operators.map(({ userId, name }) => ({ id: userId, email: `${name.replace(" ", "")}@race.example` })))}`;
  await sql`insert into public.members ${sql(
    operators.map(({ userId, name }) => ({
      user_id: userId,
      organization_id: organizationId,
      role: "operator",
      name,
    })),
  )}`;
  return operators;
}

/** A caller with the bot, where everybody may take over. */
async function openCall(runtime: CallRuntime, bot: { id: string; organizationId: string }) {
  const sid = `CA${randomUUID().replaceAll("-", "")}`;
  const { state } = await runtime.open(
    openInbound({
      id: callIdOf(sid),
      organizationId: bot.organizationId,
      numberId: null,
      botId: bot.id,
      language: "en-US",
      fromNumber: "+12025550142",
      toNumber: "+12025550124",
      callerName: null,
      record: false,
      ringMs: 20_000,
      engine: "relay",
      callerSid: sid,
      at: Date.now(),
    }),
    null,
  );
  return { sid, callId: state.id, epoch: state.epoch };
}

interface Outcome {
  winners: number;
  lossesMs: number[];
}

async function race(
  apis: CallRuntime[],
  operators: Operator[],
  call: { callId: string; epoch: number },
): Promise<Outcome> {
  const outcome: Outcome = { winners: 0, lossesMs: [] };
  await Promise.all(
    apis.map(async (runtime, nth) => {
      const operator = operators[nth];
      if (operator === undefined) throw new Error("an api without an operator");
      const asked = { type: "takeover.asked", operator, epoch: call.epoch } as const;
      const at = performance.now();
      const { refused } = await runtime.dispatch(call.callId, asked);
      if (refused === undefined) outcome.winners += 1;
      else if (refused.code === "already_taken" && refused.detail !== undefined)
        outcome.lossesMs.push(performance.now() - at);
      else throw new Error(`a loser was told ${refused.code}`);
    }),
  );
  return outcome;
}

const [databaseUrl = "", wanted = "1000"] = process.argv.slice(2);
const apis = Array.from({ length: OPERATORS }, () => startApi(databaseUrl));
const [first] = apis;
if (first === undefined) throw new Error("nobody races");
const [bot] = await first.sql<{ id: string; organizationId: string }[]>`
  select id, organization_id as "organizationId" from public.bots where language = 'en-US' limit 1`;
if (bot === undefined) throw new Error("the database has no bot");
const operators = await addOperators(first.sql, bot.organizationId);
const races = Number(wanted);
const runtimes = apis.map(({ runtime }) => runtime);
let wrong = 0;
const lossesMs: number[] = [];
const barePingsMs: number[] = [];
for (let nth = 0; nth < races; nth += 1) {
  const call = await openCall(first.runtime, bot);
  const { winners, lossesMs: losses } = await race(runtimes, operators, call);
  const [row] = await first.sql<{ epoch: number; holder: string }[]>`
    select epoch, holder from public.calls where id = ${call.callId}`;
  const isOnce = winners === 1 && losses.length === OPERATORS - 1;
  if (!isOnce || row?.epoch !== call.epoch + 1 || row.holder !== "operator") wrong += 1;
  lossesMs.push(...losses);
  const over = {
    type: "leg.progressed",
    sid: call.sid,
    status: "completed",
    durationSeconds: 1,
  } as const;
  await first.runtime.dispatch(call.callId, over);
  await Promise.all(
    apis.map(async ({ sql }) => {
      const at = performance.now();
      await sql`select 1`;
      barePingsMs.push(performance.now() - at);
    }),
  );
}
const naiveDoubles = await naiveRaces(
  apis.map(({ sql }) => sql),
  races,
);
for (const { runtime, sql } of apis) {
  runtime.close();
  await sql.end({ timeout: 2 });
}
console.log(JSON.stringify({ races, wrong, naiveDoubles, lossesMs, barePingsMs }));
