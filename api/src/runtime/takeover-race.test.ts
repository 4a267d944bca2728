import { randomUUID } from "node:crypto";
import { pino } from "pino";
import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../../supabase/test-support/postgres.ts";
import { connect } from "../adapters/postgres/connection.ts";
import { createStores, type Stores } from "../adapters/postgres/stores.ts";
import { transition } from "../domain/call.ts";
import { openInbound } from "../domain/opening.ts";
import type { Operator } from "../domain/call-state.ts";
import { createCallRuntime, type CallRuntime } from "./call-runtime.ts";

/**
 * Eight operators press Take over at once, each at a process of their own: nothing in memory
 * helps, only the database names the winner.
 */
const CONTENDERS = 8;
const RACES = 200;
const ORGANIZATION = "a55e7000-0000-4000-8000-000000000001";

let database: FreshDatabase;
const connections: Sql[] = [];
const runtimes: CallRuntime[] = [];
const stores: Stores[] = [];
const operators: Operator[] = [];

beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
  for (let nth = 0; nth < CONTENDERS; nth += 1) {
    const userId = randomUUID();
    const name = `Operator ${nth}`;
    await database.sql`insert into auth.users (id, email) values (${userId}, ${`race${nth}@example.test`})`;
    await database.sql`insert into members (user_id, organization_id, role, name) values (${userId}, ${ORGANIZATION}, 'operator', ${name})`;
    operators.push({ userId, name });
    const sql = connect(database.url, { max: 2 });
    connections.push(sql);
    const store = createStores(sql);
    stores.push(store);
    runtimes.push(
      createCallRuntime({
        store,
        workers: { isThere: () => true, tell: async () => false },
        publisher: {
          happened: () => undefined,
          partial: () => undefined,
          changed: () => undefined,
          toOperator: () => undefined,
        },
        presence: { candidates: () => [] },
        clock: { now: () => Date.now() },
        log: pino({ level: "silent" }),
        perform: () => undefined,
      }),
    );
  }
});
afterAll(async () => {
  for (const runtime of runtimes) runtime.close();
  await Promise.all(connections.map((sql) => sql.end({ timeout: 2 })));
  await database.drop();
});

async function newCall(): Promise<string> {
  const id = randomUUID();
  await runtimes[0]!.open(
    openInbound({
      id,
      organizationId: ORGANIZATION,
      numberId: null,
      botId: "b0700000-0000-4000-8000-000000000001",
      language: "en-US",
      fromNumber: "+12025550142",
      toNumber: "+12025550124",
      callerName: null,
      record: false,
      ringMs: 20_000,
      engine: "relay",
      callerSid: `CA${id.replaceAll("-", "")}`,
      at: Date.now(),
    }),
    { type: "document.asked" },
  );
  return id;
}

async function forget(callId: string): Promise<void> {
  await database.sql`update calls set status = 'ended' where id = ${callId}`;
}

describe(`${RACES} races of ${CONTENDERS}`, () => {
  it("have exactly one winner each, whom every loser is told", async () => {
    const slowest: number[] = [];
    for (let race = 0; race < RACES; race += 1) {
      const callId = await newCall();
      const startedAt = performance.now();
      const results = await Promise.all(
        runtimes.map((runtime, nth) =>
          runtime.dispatch(callId, {
            type: "takeover.asked",
            operator: operators[nth]!,
            epoch: 1,
          }),
        ),
      );
      slowest.push(performance.now() - startedAt);
      const winners = results.filter(({ refused }) => refused === undefined);
      expect(winners).toHaveLength(1);
      const holder = winners[0]!.state.holder;
      const name = holder.kind === "operator" ? holder.name : "";
      for (const { refused } of results)
        if (refused !== undefined) expect(refused).toEqual({ code: "already_taken", detail: name });
      await forget(callId);
    }
    const sorted = slowest.toSorted((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]).toBeLessThan(200);
  });

  it("decided by reading and then writing have several winners: the control", async () => {
    let severalWinners = 0;
    for (let race = 0; race < 20; race += 1) {
      const callId = await newCall();
      const results = await Promise.all(
        stores.map(async (store, nth) => {
          const stored = await store.load(callId);
          if (stored === undefined) return false;
          const { state, refused } = transition(stored.state, {
            type: "takeover.asked",
            operator: operators[nth]!,
            epoch: 1,
            at: Date.now(),
            id: randomUUID(),
          });
          if (refused !== undefined) return false;
          await connections[
            nth
          ]!`update calls set state = ${connections[nth]!.json(state as never)} where id = ${callId}`;
          return true;
        }),
      );
      if (results.filter(Boolean).length > 1) severalWinners += 1;
      await forget(callId);
    }
    expect(severalWinners).toBeGreaterThan(0);
  });
});
