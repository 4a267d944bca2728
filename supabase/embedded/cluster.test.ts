import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { clusterFolder, startCluster } from "./cluster.ts";
import { findFreePort } from "./free-port.ts";

const home = path.resolve(import.meta.dirname, "../..");
const dataDir = mkdtempSync(path.join(os.tmpdir(), "patchbay-cluster-"));

afterAll(() => {
  const folder = clusterFolder(dataDir);
  rmSync(folder, { recursive: true, force: true });
  if (!folder.startsWith(dataDir)) rmSync(path.dirname(folder), { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

/** Starts on the same folder with this password, runs one statement, stops. */
async function once(
  password: string,
  statement: string,
  log: (line: string) => void = () => undefined,
): Promise<unknown[]> {
  const port = await findFreePort();
  const cluster = await startCluster({ home, dataDir, port, password, disposable: true, log });
  const sql = postgres(cluster.url, { max: 1 });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end();
    await cluster.stop();
  }
}

it("keeps its rows when the secrets are made anew, and begins anew when the whole folder is gone", async () => {
  await once("first", "create table kept as select 1 as id");
  expect(await once("it's second", "select id from kept")).toEqual([{ id: 1 }]);
  rmSync(dataDir, { recursive: true, force: true });
  expect(await once("third", "select to_regclass('kept') as kept")).toEqual([{ kept: null }]);
});

it("makes a data folder again whose making was cut short", async () => {
  rmSync(path.join(clusterFolder(dataDir), "patchbay.json"), { force: true });
  expect(await once("third", "select 1 as one")).toEqual([{ one: 1 }]);
});

it("logs of an error what it is, and none of the row it is about", async () => {
  const lines: string[] = [];
  const spoken = `select '{"text":"my lift is stuck \\ud83d"}'::jsonb`;
  await expect(once("third", spoken, (line) => lines.push(line))).rejects.toThrow("json");
  const said = lines.join("\n");
  expect(said).toContain("invalid input syntax for type json");
  expect(said).not.toContain("lift");
});
