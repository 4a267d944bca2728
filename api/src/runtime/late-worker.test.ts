import { pino } from "pino";
import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../../supabase/test-support/postgres.ts";
import { connect } from "../adapters/postgres/connection.ts";
import { createStores } from "../adapters/postgres/stores.ts";
import { callIdOf } from "../domain/call-id.ts";
import { openInbound } from "../domain/opening.ts";
import type { StoredEffect } from "../ports.ts";
import { createCallRuntime } from "./call-runtime.ts";

let database: FreshDatabase;
let sql: Sql;
beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
  sql = connect(database.url, { max: 2 });
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it("a caller who is asked to wait is fetched when a worker came in that very moment", async () => {
  let isThere = false;
  const fetched = Promise.withResolvers<StoredEffect>();
  const nothing = (): void => undefined;
  const runtime = createCallRuntime({
    store: createStores(sql),
    workers: { isThere: () => isThere, tell: () => Promise.resolve(false) },
    publisher: { happened: nothing, partial: nothing, changed: nothing, toOperator: nothing },
    presence: { candidates: () => [] },
    clock: { now: () => Date.now() },
    log: pino({ level: "silent" }),
    perform: (effects) => effects.forEach((effect) => fetched.resolve(effect)),
  });
  const [bot] = await sql<{ id: string; organizationId: string }[]>`
    select id, organization_id as "organizationId" from public.bots where language = 'en-US' limit 1`;
  const sid = `CA${"7".repeat(32)}`;
  const state = openInbound({
    id: callIdOf(sid),
    organizationId: bot?.organizationId ?? "",
    numberId: null,
    botId: bot?.id ?? null,
    language: "en-US",
    fromNumber: "+12025550142",
    toNumber: "+12025550124",
    callerName: null,
    record: false,
    ringMs: 20_000,
    engine: "relay",
    callerSid: sid,
    at: Date.now(),
  });
  const { reply } = await runtime.open(
    state,
    { type: "document.asked" },
    {
      key: `voice:${sid}`,
      render: (document) => {
        isThere = true;
        return Promise.resolve(document.kind);
      },
    },
  );
  expect(reply).toBe("hold");
  expect(await fetched.promise).toMatchObject({ effect: { kind: "redirect_caller", sid } });
  runtime.close();
});
