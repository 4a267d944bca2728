import { listening, speechToTextVendor, textToSpeechVendor } from "@patchbay/contracts";
import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { freshDatabase, type FreshDatabase } from "../test-support/postgres.ts";
import { ASSETCARE } from "./fixture.ts";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
});
afterAll(() => database.drop());

/** Whether the database keeps it; nothing stays. */
async function keeps(change: (tx: TransactionSql) => Promise<unknown>): Promise<boolean> {
  const undo = new Error("undo");
  const error = await database.sql
    .begin(async (tx) => {
      await change(tx);
      throw undo;
    })
    .catch((cause: unknown) => cause);
  if (error === undo) return true;
  expect(error).toMatchObject({ code: "23514" });
  return false;
}

const standard = { threshold: 0.5, level: 200, onsetMs: 96, offsetMs: 192, patienceMs: null };

describe("what a bot listens with", () => {
  it.each([
    ["as it is", {}],
    [
      "at the lower bounds",
      { threshold: 0.05, level: 0, onsetMs: 32, offsetMs: 64, patienceMs: 200 },
    ],
    [
      "at the upper bounds",
      { threshold: 0.95, level: 8000, onsetMs: 1000, offsetMs: 2000, patienceMs: 5000 },
    ],
    ["surer than can be", { threshold: 0.96 }],
    ["sure of nothing", { threshold: 0.04 }],
    ["with a threshold in words", { threshold: "0.5" }],
    ["with a list for a threshold", { threshold: [0.5] }],
    ["without a level", { level: undefined }],
    ["below silence", { level: -1 }],
    ["above the loudest", { level: 8001 }],
    ["sooner than a window", { onsetMs: 31 }],
    ["later than a second", { onsetMs: 1001 }],
    ["with half a millisecond", { onsetMs: 96.5 }],
    ["ended by a click", { offsetMs: 63 }],
    ["ended by nothing", { offsetMs: 2001 }],
    ["impatient", { patienceMs: 199 }],
    ["too patient", { patienceMs: 5001 }],
    ["with no word on patience", { patienceMs: undefined }],
    ["with a yes for patience", { patienceMs: true }],
  ])("%s is kept exactly when workers accept it", async (_which, over) => {
    const wanted = { ...standard, ...over };
    const isKept = await keeps((sql) => sql`update bots set listening = ${sql.json(wanted)}`);
    expect(isKept).toBe(listening.safeParse(wanted).success);
  });

  it("is the standard preset unless somebody chose another", async () => {
    const [preset] =
      await database.sql`select listening from listening_presets where name = 'standard'`;
    expect(preset?.["listening"]).toEqual(standard);
    const bots = await database.sql`select distinct listening from bots`;
    expect(bots.map((row) => row["listening"] as unknown)).toEqual([standard]);
    expect(
      await keeps(
        (sql) =>
          sql`update bots set listening = p.listening from listening_presets p where p.name = 'freeswitch'`,
      ),
    ).toBe(true);
  });
});

describe("an organization's vendors", () => {
  it("are all of them at first, each once", async () => {
    const [row] = await database.sql`
      select speech_to_text, text_to_speech from organizations where id = ${ASSETCARE}`;
    expect((row!["speech_to_text"] as string[]).toSorted()).toEqual(
      speechToTextVendor.options.toSorted(),
    );
    expect((row!["text_to_speech"] as string[]).toSorted()).toEqual(
      textToSpeechVendor.options.toSorted(),
    );
  });

  it.each([
    ["{azure,local}", "{local}", true],
    ["{}", "{local}", false],
    ["{local}", "{}", false],
    ["{loudspeaker}", "{local}", false],
    ["{local}", "{whisper}", false],
    ["{local,local,local,local,local,local,local}", "{local}", false],
  ])("%s and %s: %s", async (ears, voices, isKept) => {
    expect(
      await keeps(
        (sql) => sql`update organizations set speech_to_text = ${ears}, text_to_speech = ${voices}`,
      ),
    ).toBe(isKept);
  });
});

it("a visitor can dial either engine in every language, English first, and one number dials out", async () => {
  const numbers = await database.sql<{ engine: string; language: string; outbound: boolean }[]>`
    select engine, language, outbound from numbers where organization_id = ${ASSETCARE} order by created_at`;
  const languages = ["en-US", "de-DE", "tr-TR", "ru-RU"];
  expect(numbers.map(({ engine, language }) => `${language} ${engine}`)).toEqual([
    ...languages.map((language) => `${language} auto`),
    ...languages.map((language) => `${language} stream`),
  ]);
  expect(numbers.filter(({ outbound }) => outbound)).toEqual([
    { engine: "auto", language: "de-DE", outbound: true },
  ]);
});
