import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../test-support/postgres.ts";
import { applyMigrations, MigrationError } from "./sql-migrations.ts";

let database: FreshDatabase;
const folder = mkdtempSync(path.join(os.tmpdir(), "patchbay-migrations-"));
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it("applies each file once, in order, even when two starts do it at the same time", async () => {
  write("30000101000001_first.sql", "create table steps (id int);\ninsert into steps values (1);");
  write("30000101000002_second.sql", "insert into steps select count(*) + 1 from steps;");
  write("notes.txt", "not a migration");
  const both = await Promise.all([
    applyMigrations(database.sql, folder),
    applyMigrations(database.sql, folder),
  ]);
  expect(both.flat().toSorted()).toEqual(["30000101000001", "30000101000002"]);
  expect(await database.sql`select id from steps order by id`).toEqual([{ id: 1 }, { id: 2 }]);
});

it("undoes a file that fails as a whole, names it, and goes on from there once it is mended", async () => {
  write("30000101000003_third.sql", "insert into steps values (3); select nonsense;");
  const attempt = applyMigrations(database.sql, folder);
  await expect(attempt).rejects.toThrow(MigrationError);
  await expect(attempt).rejects.toThrow("30000101000003_third.sql failed and was undone");
  expect(await database.sql`select 1 from steps where id = 3`).toHaveLength(0);
  write("30000101000003_third.sql", "insert into steps values (3);");
  expect(await applyMigrations(database.sql, folder)).toEqual(["30000101000003"]);
});
