import { PgBoss } from "pg-boss";
import type { Logger } from "pino";
import type { TransactionSql } from "postgres";
import { z } from "zod";

const RECORDING = "recording-ingest";
const recordingJob = z.object({ recordingSid: z.string() });

export interface Jobs {
  /** Enqueued on the given transaction: the job exists if and only if the row does. */
  enqueueRecording(tx: TransactionSql, recordingSid: string): Promise<void>;
  stop(): Promise<void>;
}

/** Durable jobs in the same Postgres. `ingest` throws to be tried again: 5 s, 10 s, 20 s … five minutes, for about a day. */
export async function startJobs(options: {
  databaseUrl: string;
  log: Logger;
  ingest(recordingSid: string): Promise<void>;
  /** Recordings that wait for their sound: seeded, restored, or left by an older build. */
  pending(): Promise<string[]>;
}): Promise<Jobs> {
  const boss = new PgBoss({
    connectionString: options.databaseUrl,
    max: 3,
    application_name: "patchbay-jobs",
  });
  boss.on("error", (error) =>
    options.log.warn({ error: error.name }, "the job queue met an error and goes on"),
  );
  await boss.start();
  await boss.createQueue(RECORDING, {
    // One job a recording, waiting or at work, however often it is asked for.
    policy: "exclusive",
    retryLimit: 300,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 600,
  });
  for (const recordingSid of await options.pending()) {
    await boss.send(RECORDING, { recordingSid }, { singletonKey: recordingSid });
  }
  await boss.work(RECORDING, { pollingIntervalSeconds: 1, batchSize: 1 }, async (batch) => {
    for (const job of batch) {
      try {
        await options.ingest(recordingJob.parse(job.data).recordingSid);
      } catch (error) {
        options.log.info(
          { job: RECORDING, error: error instanceof Error ? error.message : "unknown" },
          "a job will be tried again",
        );
        throw error;
      }
    }
  });
  return {
    async enqueueRecording(tx, recordingSid) {
      await boss.send(
        RECORDING,
        { recordingSid },
        {
          singletonKey: recordingSid,
          db: {
            executeSql: async (text, values) => ({
              rows: [...(await tx.unsafe(text, values as never[]))],
            }),
          },
        },
      );
    },
    async stop() {
      await boss.stop({ graceful: true, timeout: 5000 });
    },
  };
}
