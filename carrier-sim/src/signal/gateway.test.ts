import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Callee } from "../ports.ts";
import { dialled, OFFER, startRawStand, type RawStand } from "./testing/raw-client.ts";
import {
  ACCOUNT_SID,
  APPLICATION_SID,
  signToken,
  testClaims,
  testToken,
} from "./testing/tokens.ts";
import { newCallSid } from "./testing/tone-switchboard.ts";

let stand: RawStand;
beforeEach(async () => {
  stand = await startRawStand();
});
afterEach(() => stand.stop());

function find(identity: string): Callee {
  const callee = stand.gateway.directory.find(`client:${identity}`, ACCOUNT_SID);
  if (!callee) throw new Error("nobody is registered");
  return callee;
}

describe("registering", () => {
  test("tells identity and remaining seconds, then ready; unregistering tells offline", async () => {
    const client = await stand.connect();
    client.send("listen", { token: testToken("anna", 100) });
    const { payload } = await client.next("connected");
    expect(payload).toMatchObject({
      edge: "ashburn",
      token: { identity: "anna", ttl: expect.closeTo(99, -1) },
    });
    client.send("register", { media: { audio: true } });
    await client.next("ready");
    expect(stand.gateway.registrations()).toEqual([{ accountSid: ACCOUNT_SID, identity: "anna" }]);
    client.send("register", { media: { audio: false } });
    await client.next("offline");
    expect(stand.gateway.registrations()).toEqual([]);
  });

  test("before a token is refused", async () => {
    const client = await stand.connect();
    client.send("register", { media: { audio: true } });
    expect((await client.next("error")).payload).toMatchObject({ error: { code: 31204 } });
  });

  test("a token without the incoming grant is never rung", async () => {
    const claims = testClaims("anna");
    claims["grants"] = {
      identity: "anna",
      voice: { outgoing: { application_sid: APPLICATION_SID } },
    };
    const client = await stand.join(signToken(claims), false);
    client.send("register", { media: { audio: true } });
    expect((await client.next("error")).payload).toMatchObject({ error: { code: 31201 } });
    expect(stand.gateway.directory.find("client:anna", ACCOUNT_SID)).toBeUndefined();
  });

  test("identities of another account are strangers", async () => {
    await stand.join(testToken("anna"));
    expect(stand.gateway.directory.find("client:anna", "AC9")).toBeUndefined();
    expect(stand.gateway.directory.find("+4930123", ACCOUNT_SID)).toBeUndefined();
  });

  test("an eleventh registration pushes out the oldest", async () => {
    const oldest = await stand.join(testToken("anna"));
    for (let i = 0; i < 10; i += 1) await stand.join(testToken("anna"));
    await oldest.next("offline");
    expect(stand.gateway.registrations()).toHaveLength(10);
  });

  test("other paths are not found", async () => {
    const { WebSocket } = await import("ws");
    const socket = new WebSocket(stand.url.replace("/signal", "/other"));
    const [error] = (await once(socket, "error")) as [Error];
    expect(error.message).toContain("404");
  });
});

describe("outgoing", () => {
  test("rings, answers with a reconnect token and passes parameters", async () => {
    const client = await stand.join(testToken("anna"));
    const legs = stand.switchboard.nextLeg();
    client.send("invite", { callsid: "TJS1", sdp: OFFER, twilio: { params: "a=1&b=%26" } });
    const ringing = await client.next("ringing");
    const answer = await client.next("answer");
    expect(answer.payload).toMatchObject({
      callsid: ringing.payload["callsid"],
      sdp: "v=0 local 0",
    });
    expect(answer.payload["reconnect"]).toEqual(expect.any(String));
    expect((await legs).params).toEqual({ a: "1", b: "&" });
  });

  test("may be hung up under the temporary id", async () => {
    const client = await stand.join(testToken("anna"));
    const legs = stand.switchboard.nextLeg();
    await dialled(client);
    client.send("hangup", { callsid: "TJS1" });
    await (
      await legs
    ).over;
    expect(stand.peers.made[0]?.closed).toBe(true);
    expect(stand.gateway.calls()).toEqual([]);
  });

  test.each([
    ["a description without audio", { sdp: "unusable" }, 31400],
    ["too many parameters", { sdp: OFFER, twilio: { params: `a=${"x".repeat(900)}` } }, 31103],
  ])("%s is refused", async (_what, payload, code) => {
    const client = await stand.join(testToken("anna"));
    client.send("invite", { callsid: "TJS1", ...payload });
    expect((await client.next("hangup")).payload).toMatchObject({
      callsid: "TJS1",
      error: { code },
    });
    expect(stand.gateway.calls()).toEqual([]);
  });

  test("a socket holds at most eight calls", async () => {
    const client = await stand.join(testToken("anna"));
    for (let i = 0; i < 8; i += 1) await dialled(client, `TJS${i}`);
    client.send("invite", { callsid: "TJS9", sdp: OFFER });
    expect((await client.next("hangup")).payload).toMatchObject({
      callsid: "TJS9",
      error: { code: 31206 },
    });
  });

  test("another page cannot steer it", async () => {
    const anna = await stand.join(testToken("anna"));
    const berta = await stand.join(testToken("berta"));
    const callsid = await dialled(anna);
    berta.send("hangup", { callsid });
    berta.send("dtmf", { callsid, dtmf: "1" });
    berta.send("reinvite", { callsid, sdp: "v=0" });
    await berta.next("hangup");
    expect(stand.switchboard.legs[0]?.digits).toEqual([]);
    expect(stand.gateway.calls()).toHaveLength(1);
  });
});

describe("a lost socket", () => {
  test("is made good with the token, on a new socket", async () => {
    const client = await stand.join(testToken("anna"));
    client.send("invite", { callsid: "TJS1", sdp: OFFER });
    const answer = await client.next("answer");
    const { callsid, reconnect } = answer.payload;
    client.socket.terminate();
    const again = await stand.join(testToken("anna"), false);
    again.send("invite", { callsid, reconnect, sdp: OFFER, twilio: {} });
    expect((await again.next("answer")).payload).toEqual({ callsid, reconnect });
    again.send("dtmf", { callsid, dtmf: "5w#" });
    await expect.poll(() => stand.switchboard.legs[0]?.digits).toEqual(["5", "#"]);
  });

  test.each([
    ["another identity", "berta", undefined],
    ["a wrong token", "anna", "guess"],
  ])("does not give the call to %s", async (_who, identity, guess) => {
    const client = await stand.join(testToken("anna"));
    client.send("invite", { callsid: "TJS1", sdp: OFFER });
    const { callsid, reconnect } = (await client.next("answer")).payload;
    const thief = await stand.join(testToken(identity), false);
    thief.send("invite", { callsid, reconnect: guess ?? reconnect, sdp: OFFER });
    expect((await thief.next("hangup")).payload).toMatchObject({ callsid, error: { code: 31107 } });
  });
});

describe("incoming", () => {
  test("the first answer wins and the others are cancelled", async () => {
    const [first, second] = [
      await stand.join(testToken("anna")),
      await stand.join(testToken("anna")),
    ];
    const callee = find("anna");
    const callSid = newCallSid();
    let answers = 0;
    callee.onAnswer(() => (answers += 1));
    callee.ring({ callSid, from: "+49301", to: "client:anna", params: { a: "1" } });
    const invite = await first.next("invite");
    expect(invite.payload).toMatchObject({
      callsid: callSid,
      parameters: { CallSid: callSid, From: "+49301", Params: "a=1" },
    });
    await second.next("invite");
    second.send("answer", { callsid: callSid, sdp: "v=0 answer" });
    await first.next("cancel");
    first.send("answer", { callsid: callSid, sdp: "v=0 answer" });
    await first.next("hangup");
    expect(answers).toBe(1);
    callee.person.ended({ callSid, cause: "completed" });
    expect((await second.next("hangup")).payload).toEqual({ callsid: callSid });
    expect(stand.peers.made.every((peer) => peer.closed)).toBe(true);
  });

  test("is refused as busy only when everybody has declined", async () => {
    const [first, second] = [
      await stand.join(testToken("anna")),
      await stand.join(testToken("anna")),
    ];
    const callee = find("anna");
    const refused = new Promise((resolve) => callee.onRefuse(resolve));
    const callSid = newCallSid();
    callee.ring({ callSid, from: "+49301", to: "client:anna", params: {} });
    await Promise.all([first.next("invite"), second.next("invite")]);
    first.send("reject", { callsid: callSid });
    second.socket.terminate();
    expect(await refused).toBe("busy");
  });

  test("is not answered when all pages vanish", async () => {
    const client = await stand.join(testToken("anna"));
    const callee = find("anna");
    const refused = new Promise((resolve) => callee.onRefuse(resolve));
    callee.ring({ callSid: newCallSid(), from: "+49301", to: "client:anna", params: {} });
    await client.next("invite");
    client.socket.terminate();
    expect(await refused).toBe("no-answer");
  });
});
