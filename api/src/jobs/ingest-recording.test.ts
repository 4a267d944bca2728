import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import express from "express";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RecordingView } from "@patchbay/contracts";
import { recordingRows, findPlayable } from "../adapters/postgres/recording-rows.ts";
import { ProviderError } from "../domain/errors.ts";
import { newRecordingKey } from "../domain/sealed-audio.ts";
import { playbackLink, playbackRoutes } from "../http/playback.ts";
import { problemHandler } from "../http/problem-handler.ts";
import { freshDatabase, type FreshDatabase } from "../../../supabase/test-support/postgres.ts";
import { ingestRecording, type IngestDeps } from "./ingest-recording.ts";
import { pino } from "pino";

const SECRET = "x".repeat(32);
const ASSETCARE = "a55e7000-0000-4000-8000-000000000001";
const masterKeys = [{ id: "k1", key: newRecordingKey() }];

/** 16-bit stereo at 8 kHz, longer than two chunks. */
function longWav(): Buffer {
  const data = Buffer.alloc(2_300_000);
  for (let at = 0; at < data.length; at += 2)
    data.writeInt16LE(((at * 7919) % 60_000) - 30_000, at);
  const head = Buffer.from(
    "RIFF\0\0\0\0WAVEfmt \x10\0\0\0\x01\0\x02\0\x40\x1f\0\0\0\x7d\0\0\x04\0\x10\0data\0\0\0\0",
    "latin1",
  );
  head.writeUInt32LE(36 + data.length, 4);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

let database: FreshDatabase;
let operator: string;
let stranger: string;
let base: string;
let close: () => void;
const stored = new Map<string, Buffer>();
const wav = longWav();

async function newRow(sid: string, callSid: string, withCall = true): Promise<string> {
  if (withCall) {
    await database.sql`insert into calls (organization_id, carrier_sid, direction, status, from_number, to_number, language, holder, phase, state)
      values (${ASSETCARE}, ${callSid}, 'inbound', 'ended', '+12025550100', '+12025550124', 'en-US', 'nobody', 'connected', '{}')`;
  }
  const [row] =
    await database.sql`insert into recordings (organization_id, carrier_call_sid, recording_sid) values (${ASSETCARE}, ${callSid}, ${sid}) returning id`;
  return row!["id"] as string;
}

function deps(
  over: Partial<IngestDeps> = {},
): IngestDeps & { announced: RecordingView[]; erased: string[] } {
  const announced: RecordingView[] = [];
  const erased: string[] = [];
  return {
    rows: recordingRows(database.sql),
    source: {
      fetch: () => Promise.resolve(wav),
      erase: (sid) => Promise.resolve(void erased.push(sid)),
    },
    chunks: { put: (key, sealed) => Promise.resolve(void stored.set(key, Buffer.from(sealed))) },
    masterKeys,
    eraseAtCarrier: true,
    announce: (_callId, recording) => Promise.resolve(void announced.push(recording)),
    announced,
    erased,
    ...over,
  };
}

const statusOf = async (id: string): Promise<string> =>
  (await database.sql`select status from recordings where id = ${id}`)[0]!["status"] as string;

beforeAll(async () => {
  database = await freshDatabase({ seeded: true });
  const people = await database.sql`select id, email from auth.users`;
  operator = people.find((person) => person["email"] === "operator@assetcare24.example")![
    "id"
  ] as string;
  stranger = people.find((person) => person["email"] === "operator@nordlicht.example")![
    "id"
  ] as string;
  const app = express();
  app.use(
    "/api/recordings",
    playbackRoutes({
      secret: SECRET,
      masterKeys,
      findFor: (userId, id) => findPlayable(database.sql, userId, id),
      getChunk: (key) => Promise.resolve(stored.get(key)!),
    }),
  );
  app.use(problemHandler(pino({ level: "silent" })));
  const server = createServer(app).listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  close = () => void server.close();
}, 60_000);
afterAll(async () => {
  close();
  await database.drop();
});

describe("a recording", () => {
  it("is fetched, sealed, described, announced, and only then erased at the carrier", async () => {
    const id = await newRow("RE1", "CA1");
    const given = deps();
    await ingestRecording(given, "RE1");
    expect(await statusOf(id)).toBe("ready");
    expect(given.announced).toMatchObject([
      { id, status: "ready", channels: 2, durationMs: 71_875 },
    ]);
    expect(given.erased).toEqual(["RE1"]);
    expect([...stored.keys()].filter((key) => key.includes(id))).toHaveLength(3);
    for (const sealed of stored.values())
      expect(sealed.includes(wav.subarray(44, 108))).toBe(false);
  });

  it("may be asked for again at any point, and is stored once", async () => {
    const id = await newRow("RE2", "CA2");
    const broken = deps({ announce: () => Promise.reject(new Error("killed here")) });
    await expect(ingestRecording(broken, "RE2")).rejects.toThrow("killed here");
    const given = deps();
    await ingestRecording(given, "RE2");
    await ingestRecording(given, "RE2");
    expect(await statusOf(id)).toBe("ready");
    const rows = await database.sql`select id from recordings where recording_sid = 'RE2'`;
    expect(rows).toHaveLength(1);
  });

  it("waits for its call's row, and then finds it", async () => {
    const id = await newRow("RE3", "CA3", false);
    await expect(ingestRecording(deps(), "RE3")).rejects.toMatchObject({ retryable: true });
    await database.sql`insert into calls (organization_id, carrier_sid, direction, status, from_number, to_number, language, holder, phase, state)
      values (${ASSETCARE}, 'CA3', 'inbound', 'ended', '+12025550100', '+12025550124', 'en-US', 'nobody', 'connected', '{}')`;
    await ingestRecording(deps(), "RE3");
    expect(await statusOf(id)).toBe("ready");
  });

  it("is given up where the carrier's answer can never become one", async () => {
    const id = await newRow("RE4", "CA4");
    await ingestRecording(
      deps({
        source: {
          fetch: () => Promise.resolve(Buffer.from("<html>")),
          erase: () => Promise.resolve(),
        },
      }),
      "RE4",
    );
    expect(await statusOf(id)).toBe("failed");
    const later = await newRow("RE5", "CA5");
    const away = deps({
      source: {
        fetch: () => Promise.reject(new ProviderError("away", { retryable: true })),
        erase: () => Promise.resolve(),
      },
    });
    await expect(ingestRecording(away, "RE5")).rejects.toThrow("away");
    expect(await statusOf(later)).toBe("pending");
  });
});

describe("playback", () => {
  const get = async (userId: string, id: string, range?: string): Promise<Response> => {
    const link = await playbackLink(SECRET, userId, id);
    return fetch(`${base}${link.url}`, range === undefined ? {} : { headers: { range } });
  };
  let id: string;
  beforeAll(async () => {
    id = await newRow("RE9", "CA9");
    await ingestRecording(deps(), "RE9");
  });

  it("gives back every byte", async () => {
    const reply = await get(operator, id);
    expect(reply.status).toBe(200);
    expect(Buffer.from(await reply.arrayBuffer()).equals(wav)).toBe(true);
  });

  it("gives any range exactly, across chunks", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(wav.length - 1), fc.nat(1_500_000), async (start, more) => {
        const reply = await get(operator, id, `bytes=${start}-${start + more}`);
        const end = Math.min(wav.length - 1, start + more);
        expect(reply.status).toBe(206);
        expect(reply.headers.get("content-range")).toBe(`bytes ${start}-${end}/${wav.length}`);
        expect(Buffer.from(await reply.arrayBuffer()).equals(wav.subarray(start, end + 1))).toBe(
          true,
        );
      }),
      { numRuns: 25 },
    );
    expect((await get(operator, id, `bytes=${wav.length}-`)).status).toBe(416);
    expect(Buffer.from(await (await get(operator, id, "bytes=-10")).arrayBuffer())).toEqual(
      wav.subarray(-10),
    );
  });

  it("opens only the chunks that a range touches", async () => {
    const second = [...stored.entries()].find(([key]) => key.includes(id) && key.endsWith("/1"))!;
    stored.set(second[0], Buffer.alloc(64));
    expect((await get(operator, id, "bytes=0-999")).status).toBe(206);
    stored.set(...second);
  });

  it("refuses another organization, another recording's link, an altered link, and who has lost the right", async () => {
    expect((await get(stranger, id)).status).toBe(404);
    const link = (await playbackLink(SECRET, operator, id)).url;
    expect((await fetch(base + link.replace(id, crypto.randomUUID()))).status).toBe(404);
    expect((await fetch(`${base}${link}x`)).status).toBe(401);
    expect((await fetch(`${base}/api/recordings/${id}/audio`)).status).toBe(401);
    await database.sql`update members set denied_grants = '{recordings.play}' where user_id = ${operator}`;
    expect((await fetch(base + link)).status).toBe(404);
    await database.sql`update members set denied_grants = '{}' where user_id = ${operator}`;
    expect((await fetch(base + link)).status).toBe(200);
  });
});
