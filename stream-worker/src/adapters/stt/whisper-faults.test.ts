import { afterEach, describe, expect, it } from "vitest";
import type { FakeWhisper, WhisperAct } from "../../testing/fake-whisper.ts";
import { SECRET } from "../../testing/speech-faults.ts";
import { callWhisper, pass, voice, type WhisperCall } from "../../testing/whisper-call.ts";

let server: FakeWhisper | null = null;
afterEach(() => server?.close());

async function call(...given: Parameters<typeof callWhisper>): Promise<WhisperCall> {
  const made = await callWhisper(...given);
  server = made.fake;
  return made;
}

describe("where the server", () => {
  const ok = { json: { transcript: "Kombi." } };
  it.each<[string, WhisperAct[], string[], number]>([
    ["stumbles twice", [{ status: 503 }, { cut: true }, ok], ["Kombi.", "[flushed]"], 3],
    ["is busy", [{ status: 429 }, ok], ["Kombi.", "[flushed]"], 2],
    ["is slow to read", [{ status: 408 }, ok], ["Kombi.", "[flushed]"], 2],
    ["stays busy", [{ status: 429 }], ["[failed: overloaded]"], 3],
    ["stays down", [{ status: 500 }], ["[failed: overloaded]"], 3],
    ["always cuts", [{ cut: true }], ["[failed: silent]"], 3],
    ["does not know the key", [{ status: 401 }, ok], ["[failed: refused]"], 1],
    ["forbids it", [{ status: 403 }, ok], ["[failed: refused]"], 1],
    ["does not know the path", [{ status: 404 }, ok], ["[failed: refused]"], 1],
    ["sends us elsewhere", [{ redirect: "http://127.0.0.1:1/" }, ok], ["[failed: garbage]"], 1],
    ["answers with a page", [{ raw: "<html>" }, ok], ["[failed: garbage]"], 1],
    ["answers with other JSON", [{ json: { text: "x" } }, ok], ["[failed: garbage]"], 1],
    ["answers with a list", [{ json: ["x"] }, ok], ["[failed: garbage]"], 1],
    [
      "answers at length",
      [{ json: { transcript: "x".repeat(70_000) } }, ok],
      ["[failed: garbage]"],
      1,
    ],
    ["never answers", [{ stall: true }], ["[failed: silent]"], 1],
    ["dribbles", [{ dribble: '{"transcr' }], ["[failed: stalled]"], 1],
  ])("%s", async (_, acts, told, tries) => {
    const { fake, clock, log, stream, say } = await call(acts);
    say(600);
    await pass(clock, Promise.race([log.next("flushed"), log.next("failed")]));
    expect(log.story()).toEqual(told);
    expect(fake.uploads).toHaveLength(tries);
    expect(JSON.stringify(log.events)).not.toContain(SECRET);
    stream.push(voice());
    stream.flush();
    stream.close();
    expect(log.story()).toEqual(told);
    expect(clock.waiting()).toBe(0);
  });

  it("is not there", async () => {
    const { fake, clock, log, say } = await call([ok]);
    await fake.close();
    say(600);
    await pass(clock, log.next("failed"));
    expect(log.story()).toEqual(["[failed: silent]"]);
  });

  it("waits half a second between tries", async () => {
    const { fake, clock, log, say } = await call([{ status: 503 }, ok]);
    say(600);
    await fake.upload(0);
    const started = clock.now();
    await pass(clock, log.next("flushed"));
    expect(clock.now() - started).toBeGreaterThanOrEqual(500);
  });

  it("answers after the call has ended, unheard", async () => {
    const { fake, clock, log, stream, say } = await call([{ stall: true }]);
    say(600);
    const upload = await fake.upload(0);
    stream.close();
    await fake.untilSockets(0);
    expect(upload.gone()).toBe(true);
    expect(log.events).toEqual([]);
    expect(clock.waiting()).toBe(0);
  });
});
