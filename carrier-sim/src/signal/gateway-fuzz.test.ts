import { once } from "node:events";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { MAX_MESSAGE_BYTES, readMessage } from "./messages.ts";
import { dialled, startRawStand, type RawStand } from "./testing/raw-client.ts";
import { testToken } from "./testing/tokens.ts";

let stand: RawStand;
beforeEach(async () => {
  stand = await startRawStand();
});
afterEach(() => stand.stop());

describe("whatever a socket sends", () => {
  const junk = fc.oneof(
    fc.string({ maxLength: 200 }),
    fc.json({ maxDepth: 3 }),
    fc
      .record({
        type: fc.oneof(
          fc.constantFrom(
            "listen",
            "register",
            "invite",
            "answer",
            "reject",
            "hangup",
            "reinvite",
            "dtmf",
            "message",
          ),
          fc.constantFrom("__proto__", "constructor", "toString", "connected"),
        ),
        payload: fc.oneof(
          fc.jsonValue({ maxDepth: 2 }),
          fc.record({
            callsid: fc.oneof(fc.constantFrom("TJS1", "CA1", "__proto__"), fc.string()),
            sdp: fc.oneof(
              fc.constantFrom("v=0", "unusable", "v=0\r\nm=audio 9 X 0\r\na=mid:0\r\n"),
              fc.string(),
            ),
            token: fc.string(),
            reconnect: fc.option(fc.string(), { nil: undefined }),
            dtmf: fc.string(),
            voiceeventsid: fc.string(),
            twilio: fc.option(fc.record({ params: fc.string() }), { nil: undefined }),
            media: fc.record({ audio: fc.boolean() }),
          }),
        ),
      })
      .map((message) => JSON.stringify(message)),
  );

  test("is read or refused: ten thousand and more texts", () => {
    fc.assert(
      fc.property(junk, (text) => {
        expect(() => readMessage(text)).not.toThrow();
      }),
      { numRuns: 12_000 },
    );
  });

  test("leaves the gateway working: ten thousand and more texts on real sockets", async () => {
    const healthy = await stand.join(testToken("healthy"));
    const texts = fc.sample(junk, 10_500);
    // The rate limit would swallow most of one socket's flood: each socket sends no more than it lets through.
    for (let start = 0; start < texts.length; start += 95) {
      const client = await stand.join(testToken("anna"));
      for (const text of texts.slice(start, start + 95)) client.socket.send(text);
      client.socket.close();
      await once(client.socket, "close");
    }
    expect((await dialled(healthy, "TJS2")).startsWith("CA")).toBe(true);
  }, 120_000);

  test("is cut off when it is larger than any message", async () => {
    const client = await stand.join(testToken("anna"));
    client.socket.send("x".repeat(MAX_MESSAGE_BYTES + 1));
    const [code] = (await once(client.socket, "close")) as [number];
    expect(code).toBe(1009);
  });

  test("is refused when only a description may be that large", async () => {
    const client = await stand.join(testToken("anna"));
    client.send("message", {
      callsid: "CA1",
      voiceeventsid: "KX1",
      content: "x".repeat(17 * 1024),
    });
    expect((await client.next("error")).payload).toMatchObject({ error: { code: 31100 } });
    expect(
      readMessage(
        JSON.stringify({
          type: "invite",
          payload: { callsid: "TJS1", sdp: "\r\n".repeat(20_000) },
        }),
      ),
    ).toHaveProperty("type", "invite");
    expect(
      readMessage(
        JSON.stringify({ type: "invite", payload: { callsid: "TJS1", sdp: "x".repeat(66_000) } }),
      ),
    ).toHaveProperty("unreadable");
  });

  test("is told once when it is too much", async () => {
    const client = await stand.join(testToken("anna"));
    for (let i = 0; i < 300; i += 1) client.send("hangup", { callsid: "CA1" });
    expect((await client.next("error")).payload).toMatchObject({ error: { code: 31206 } });
    const other = await stand.join(testToken("berta"));
    expect((await dialled(other)).startsWith("CA")).toBe(true);
    expect(client.received.filter((message) => message.type === "error")).toHaveLength(1);
  });
});
