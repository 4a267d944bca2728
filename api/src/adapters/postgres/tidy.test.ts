import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../../../../supabase/test-support/postgres.ts";
import { tidy } from "./tidy.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

it("forgets replies nobody can ask for again, and keeps the others", async () => {
  const { sql } = database;
  await sql`insert into carrier_replies (key, body, created_at) values
    ('old', '', now() - interval '3 days'), ('new', '', now())`;
  await tidy(sql);
  expect(await sql`select key from carrier_replies`).toEqual([{ key: "new" }]);
});
