import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase } from "../../../../supabase/test-support/postgres.ts";
import { connect } from "./connection.ts";
import { findDialRules, findRoutes } from "./routing.ts";

const ORGANIZATION = "a55e7000-0000-4000-8000-000000000001";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let sql: ReturnType<typeof connect>;
beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
  sql = connect(database.url);
});
afterAll(async () => {
  await sql.end();
  await database.drop();
});

it.each([
  ["whose minutes are used up", "update plans set active = true, minutes_left = 0"],
  ["whose plan is over", "update plans set active = false, minutes_left = 100"],
  ["without a plan", "delete from plans"],
])("an organization %s neither calls nor is reached", async (_which, change) => {
  await sql.unsafe(change);
  expect((await findDialRules(sql, ORGANIZATION)).countries).toEqual([]);
  const [route] = await findRoutes(sql, "+12025550124");
  expect(route?.[1].isPlanActive).toBe(false);
});

it("an organization with minutes calls the countries it allows", async () => {
  await sql`insert into plans (organization_id, name, active, minutes_left) values (${ORGANIZATION}, 'Demo', true, 10)`;
  const rules = await findDialRules(sql, ORGANIZATION);
  expect(rules.countries).toEqual(["DE", "GB", "US", "TR"]);
  expect(rules.callerId).not.toBeNull();
});
