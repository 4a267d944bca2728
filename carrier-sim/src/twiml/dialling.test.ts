import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tone } from "../audio/tones.ts";
import { openCarrier } from "../test-kit/carrier.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

/** Documents run by a real switchboard on the real clock, against webhooks answered here. */
describe("a document that connects people", () => {
  let carrier: Awaited<ReturnType<typeof openCarrier>>;
  beforeEach(async () => {
    carrier = await openCarrier((url) => ({ voiceFallbackUrl: url("/fallback") }));
  });
  afterEach(() => carrier.close());

  const answer = (path: string, inner: string): void =>
    carrier.desk.on(path, () => `<Response>${inner}</Response>`);

  it("bridges to a number, and goes on when the other side hangs up", async () => {
    answer(
      "/voice",
      '<Dial action="/dialled" callerId="+493055500100"><Number statusCallback="/leg" statusCallbackEvent="initiated ringing answered completed">+49301</Number></Dial>',
    );
    answer("/dialled", '<Pause length="60"/>');
    const [caller, callee] = [scriptedPerson(), scriptedPerson()];
    const rung = carrier.reachable("+49301", callee, "answer");
    callee.sound = tone(440, 20, 9000);
    const leg = carrier.call(caller);
    await callee.onceConnected;
    while (caller.loudest < 5000) await new Promise((resolve) => setImmediate(resolve));
    expect(rung.rung[0]).toMatchObject({ from: "+493055500100", to: "+49301" });
    rung.rung[0]?.hangUp();
    const dialled = await carrier.desk.request("/dialled");
    expect(dialled.params).toMatchObject({
      DialCallStatus: "completed",
      DialBridged: "true",
      CallSid: leg.callSid,
    });
    await carrier.desk.request("/leg", (one) => one.params["CallStatus"] === "completed");
    const told = carrier.desk.received.filter((one) => one.path === "/leg");
    expect(told.map((one) => one.params["CallStatus"])).toEqual([
      "initiated",
      "ringing",
      "in-progress",
      "completed",
    ]);
    expect(told[0]?.params).toMatchObject({
      ParentCallSid: leg.callSid,
      Direction: "outbound-dial",
      CallSid: dialled.params["DialCallSid"],
    });
  });

  it("ends the other side with the caller", async () => {
    answer(
      "/voice",
      '<Dial><Client><Identity>ann</Identity><Parameter name="call" value="c1"/></Client></Dial>',
    );
    const [caller, callee] = [scriptedPerson(), scriptedPerson("client")];
    const rung = carrier.reachable("client:ann", callee, "answer");
    const leg = carrier.call(caller);
    await callee.onceConnected;
    expect(rung.rung[0]?.params).toEqual({ call: "c1" });
    leg.hangUp();
    expect((await callee.onceEnded).cause).toBe("completed");
  });

  it.each([
    ["<Number>+49301</Number>", "failed"],
    ["<Client>nobody</Client>", "no-answer"],
    ["<Client>busy</Client>", "busy"],
    ["<Sip>sip:a@b.example</Sip>", "failed"],
    ["<Queue>none</Queue>", "failed"],
  ])("tells how dialling %s failed: %s", async (noun, status) => {
    answer("/voice", `<Dial action="/dialled">${noun}</Dial>`);
    answer("/dialled", "");
    carrier.reachable("client:busy", scriptedPerson(), "busy");
    carrier.call(scriptedPerson());
    expect((await carrier.desk.request("/dialled")).params["DialCallStatus"]).toBe(status);
  });

  it("rings several at once: the first to answer wins, the others stop", async () => {
    answer("/voice", '<Dial answerOnBridge="true"><Client>a</Client><Client>b</Client></Dial>');
    const [a, b] = [scriptedPerson(), scriptedPerson()];
    const ringingA = carrier.reachable("client:a", a, "ring");
    const ringingB = carrier.reachable("client:b", b, "ring");
    const caller = scriptedPerson();
    carrier.call(caller);
    await Promise.all([ringingA.onceRung, ringingB.onceRung]);
    expect(caller.log).toEqual(["ringing"]);
    ringingB.answer();
    await ringingA.canceled;
    await caller.onceConnected;
    expect(b.log).toEqual(["connected"]);
  });

  it("lines callers up, tells their place, and connects them to who serves the queue", async () => {
    answer("/voice", '<Enqueue waitUrl="/wait" action="/queued">support</Enqueue>');
    answer("/wait", "<Say>Please wait</Say>");
    answer("/queued", "<Hangup/>");
    const [caller, agent] = [scriptedPerson(), scriptedPerson()];
    carrier.call(caller);
    const wait = await carrier.desk.request("/wait", () => true, 2);
    expect(wait.params).toMatchObject({
      QueuePosition: "1",
      CurrentQueueSize: "1",
      AvgQueueTime: "0",
    });
    answer("/voice", '<Dial action="/served"><Queue>support</Queue></Dial>');
    answer("/served", "");
    caller.sound = tone(440, 20, 9000);
    const leg = carrier.call(agent);
    while (agent.loudest < 5000) await new Promise((resolve) => setImmediate(resolve));
    leg.hangUp();
    expect((await carrier.desk.request("/queued")).params).toMatchObject({
      QueueResult: "bridged",
    });
    expect((await caller.onceEnded).cause).toBe("completed");
  });

  it("lets a wait document leave the queue", async () => {
    answer("/voice", '<Enqueue waitUrl="/wait" action="/queued">support</Enqueue>');
    answer("/wait", "<Leave/>");
    answer("/queued", "");
    carrier.call(scriptedPerson());
    expect((await carrier.desk.request("/queued")).params).toMatchObject({ QueueResult: "leave" });
  });
});
