import { test as base } from "@playwright/test";
import type { Stack } from "../../scripts/start/stack.ts";
import { BoothCaller } from "./caller.ts";
import { openDatabase, type Sql } from "./database.ts";
import { People } from "./people.ts";
import { startPocketsphinx } from "./pocketsphinx-server.ts";
import { startJourneyStack, stopJourneyStack } from "./stack.ts";

interface OfOneJourney {
  /** Remembers a failure, so that the logs of its stack are kept. */
  outcome: undefined;
  people: People;
  /** Somebody at the booth without a page. */
  caller: BoothCaller;
}

interface OfAllJourneys {
  /** Lines that are really recognised, of English callers; a journey with some has a stack of its own. */
  realEars: { lines: readonly string[] } | null;
  stack: Stack;
  booth: string;
  sql: Sql;
}

let failed = false;

/** One stack for all journeys; each journey brings its own people and leaves nobody behind. */
export const test = base.extend<OfOneJourney, OfAllJourneys>({
  realEars: [null, { scope: "worker", option: true }],
  stack: [
    async ({ realEars }, use, info) => {
      const ears = realEars === null ? undefined : await startPocketsphinx(realEars.lines);
      const settings = ears === undefined ? {} : { LOCAL_RECOGNISER_URL: ears.url };
      const stack = await startJourneyStack(settings);
      await use(stack);
      await stopJourneyStack(
        stack,
        failed ? `${info.project.outputDir}/logs-${info.workerIndex}` : undefined,
      );
      await ears?.stop();
    },
    { scope: "worker", timeout: 90_000 },
  ],
  booth: [
    async ({ stack }, use) => {
      if (stack.urls.booth === undefined) throw new Error("no simulator in this stack");
      await use(stack.urls.booth);
    },
    { scope: "worker" },
  ],
  sql: [
    async ({ stack }, use) => {
      const sql = openDatabase(stack.urls.database);
      await use(sql);
      await sql.end({ timeout: 5 });
    },
    { scope: "worker" },
  ],
  outcome: [
    async ({ stack: _stack }, use, info) => {
      await use(undefined);
      if (info.status !== info.expectedStatus) failed = true;
    },
    { auto: true },
  ],
  people: async ({ stack }, use) => {
    const people = new People(stack.urls.console);
    await use(people);
    await people.goHome();
  },
  caller: async ({ booth }, use) => {
    const caller = await BoothCaller.open(booth);
    await use(caller);
    await caller.close();
  },
});

export { expect } from "@playwright/test";
