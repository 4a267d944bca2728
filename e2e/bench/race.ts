import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { root } from "../../scripts/start/config.ts";
import {
  databaseUrl,
  SEEDED_TEMPLATE,
  startTestCluster,
} from "../../supabase/test-support/test-cluster.ts";
import { openDatabase } from "../support/database.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";

/** A process of the api's, because only the api knows how it claims. */
const RACES = path.join(root, "api/src/testing/claim-races.ts");

interface Report {
  races: number;
  /** Races without exactly one winner, or whose row does not say so. */
  wrong: number;
  naiveDoubles: number;
  lossesMs: number[];
  barePingsMs: number[];
}

async function raceOn(clusterUrl: string, races: number): Promise<Report> {
  const admin = openDatabase(clusterUrl);
  await admin.unsafe(`create database races template ${SEEDED_TEMPLATE}`);
  await admin.end();
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [RACES, databaseUrl(clusterUrl, "races"), String(races)],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(stdout) as Report;
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const cluster = await startTestCluster();
  try {
    const report = await raceOn(cluster.url, isQuick ? 100 : 1000);
    if (report.naiveDoubles === 0)
      throw new Error("even the naive control had one winner each: the races were none");
    return [
      {
        name: `takeover race, ${report.races} × 8: without exactly one winner`,
        value: report.wrong,
        unit: "",
        baseline: { name: "read, then write", value: report.naiveDoubles },
        goal: 0,
        holds: report.wrong === 0,
      },
      timed({
        name: "takeover race: a loser knows",
        samples: report.lossesMs,
        baseline: { name: "eight select 1 at once", samples: report.barePingsMs },
        share: 0.99,
        goal: 200,
      }),
    ];
  } finally {
    await cluster.stop();
  }
}

/** Eight operators on eight apis over one Postgres press Take over at once. */
export const race: Measure = { name: "race", run };
