import { get } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NUMBER } from "../test-kit/carrier.ts";
import { openSocketHall } from "../test-kit/relay-app.ts";
import { openRest } from "../test-kit/rest.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

describe("trouble on demand", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  beforeEach(async () => {
    carrier = await openRest();
    carrier.reachable("client:ann", scriptedPerson(), "busy");
  });
  afterEach(() => carrier.close());

  const place = () =>
    carrier.client.calls.create({
      to: "client:ann",
      from: NUMBER,
      twiml: "<Response/>",
      statusCallback: carrier.desk.url("/progress"),
      statusCallbackEvent: ["initiated", "ringing", "completed"],
    });
  const sequence = (): (string | undefined)[] =>
    carrier.desk.received
      .filter((one) => one.path === "/progress")
      .map((one) => one.params["SequenceNumber"]);

  it.each<[object, string[]]>([
    [{ lose: 1 }, ["1", "2"]],
    [{ double: 1 }, ["0", "0", "1", "2"]],
    [{ shuffle: 1 }, ["1", "0", "2"]],
    [{ delayMs: 30 }, ["0", "1", "2"]],
  ])("makes callbacks arrive under %j as %j", async (faults, expected) => {
    await carrier.trouble({ kind: "callbacks", ...faults });
    await place();
    await carrier.desk.request("/progress", () => true, expected.length);
    expect(sequence()).toEqual(expected);
  });

  it("holds the next webhook for as long as asked, past the deadline if need be", async () => {
    carrier.desk.on("/voice", () => "<Response><Hangup/></Response>");
    await carrier.trouble({ kind: "freeze-webhook", ms: 300, count: 1 });
    const began = performance.now();
    const person = scriptedPerson();
    carrier.call(person);
    await person.onceEnded;
    expect(performance.now() - began).toBeGreaterThan(290);
    for (const number of carrier.x.numbers.values())
      carrier.x.numbers.set(number.sid, { ...number, voiceUrl: `${number.voiceUrl}#tt=200` });
    await carrier.trouble({ kind: "freeze-webhook", ms: 60_000, count: 1 });
    const other = scriptedPerson();
    carrier.call(other);
    await other.onceEnded;
    expect(carrier.x.alerts.list().map((alert) => alert.code)).toEqual([11_200]);
  });

  it("shows the sentences that a socket was given, and those alone", async () => {
    const hall = await openSocketHall();
    carrier.desk.on(
      "/voice",
      () => `<Response><Connect><ConversationRelay url="${hall.url}"/></Connect></Response>`,
    );
    const person = scriptedPerson();
    const { callSid } = carrier.call(person);
    const app = await hall.next();
    await app.message((message) => message["type"] === "setup");
    person.say("the door is stuck");
    await app.message((message) => message["type"] === "prompt" && message["last"] === true);
    app.socket.close(1000);
    await person.onceEnded;
    const { words } = (await (await fetch(`${carrier.base}/sim/words`)).json()) as {
      words: object[];
    };
    expect(words).toMatchObject([{ callSid, text: "the door is stuck" }]);
    await hall.close();
  });

  it("kills a registration, shows live calls, and clears itself", async () => {
    carrier.desk.on("/voice", () => '<Response><Say>Hi</Say><Pause length="60"/></Response>');
    const person = scriptedPerson();
    const { callSid } = carrier.call(person);
    await person.onceConnected;
    const calls = (await (await fetch(`${carrier.base}/sim/calls`)).json()) as { calls: object[] };
    expect(calls.calls).toMatchObject([
      { callSid, from: "+493012345678", to: NUMBER, status: "in-progress" },
    ]);
    await carrier.trouble({ kind: "kill-registration", identity: "ann" });
    expect(carrier.killed).toEqual(["ann"]);
    await carrier.trouble({ kind: "callbacks", lose: 5 });
    await carrier.trouble({ kind: "clear" });
    expect(await (await fetch(`${carrier.base}/sim/trouble`)).json()).toMatchObject({
      callbacks: { lose: 0 },
    });
    await carrier.trouble({ kind: "hang-up", callSid });
    expect((await person.onceEnded).cause).toBe("completed");
  });

  /** fetch does not let a host be chosen. */
  const statusAs = (host: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      get(`${carrier.base}/sim/calls`, { headers: { host } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
    });

  it("is refused to pages of other origins and to nonsense", async () => {
    const foreign = await fetch(`${carrier.base}/sim/calls`, {
      headers: { origin: "https://elsewhere.example" },
    });
    expect(foreign.status).toBe(403);
    expect(await statusAs("rebound.example")).toBe(403);
    expect(await statusAs("localhost")).toBe(200);
    expect((await carrier.trouble({ kind: "earthquake" })).status).toBe(400);
  });
});
