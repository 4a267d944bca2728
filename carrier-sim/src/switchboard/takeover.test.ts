import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tone } from "../audio/tones.ts";
import { createSignalGateway } from "../signal/gateway.ts";
import { findTestKey, testToken } from "../signal/testing/tokens.ts";
import { toneMarginDb } from "../signal/testing/tones.ts";
import { type VoicePages, startVoicePages } from "../signal/testing/voice-page.ts";
import { NUMBER } from "../test-kit/carrier.ts";
import { type SocketHall, openSocketHall } from "../test-kit/relay-app.ts";
import { openRest } from "../test-kit/rest.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";

/** Everything real but the caller: switchboard, clock, REST by the official client, the unmodified SDK in Chromium. */
describe("a takeover", () => {
  let carrier: Awaited<ReturnType<typeof openRest>>;
  let hall: SocketHall;
  let pages: VoicePages;

  beforeAll(async () => {
    carrier = await openRest();
    hall = await openSocketHall();
    const gateway = createSignalGateway({
      switchboard: carrier.switchboard,
      findApiKey: findTestKey,
      now: () => carrier.audio.now(),
    });
    carrier.switchboard.addDirectory(gateway.directory);
    pages = await startVoicePages(gateway, process.env["CHROME_PATH"]);
  }, 60_000);
  afterAll(async () => {
    await carrier.close();
    await pages.stop();
    await hall.close();
  });

  const conference = (label: string, end: boolean): string =>
    `<Response><Dial><Conference beep="false" waitUrl="" participantLabel="${label}" endConferenceOnExit="${end}"
      statusCallback="/conference" statusCallbackEvent="join leave end">call-1</Conference></Dial></Response>`;

  it("moves a caller from the bot to an operator in a browser, both heard, and ends with the caller", async () => {
    carrier.desk.on("/voice", (one) =>
      one.params["From"]?.startsWith("client:") === true
        ? conference("operator", false)
        : `<Response><Connect action="/next"><ConversationRelay url="${hall.url}" welcomeGreeting="Hello"/></Connect></Response>`,
    );
    carrier.desk.on("/join", () => conference("caller", true));
    const caller = scriptedPerson();
    caller.sound = tone(1_000, 20, 10_000);
    const leg = carrier.call(caller);
    const bot = await hall.next();
    await bot.message((message) => message["type"] === "setup");

    const phone = await pages.open();
    await phone.call("start", testToken("ann"));
    await phone.until("device.registered");
    await phone.call("connect", { To: "conference", ticket: "t1" });
    await phone.until("call.accept");
    const joined = await carrier.desk.request(
      "/conference",
      (one) => one.params["ParticipantLabel"] === "operator",
    );
    expect(joined.params["StatusCallbackEvent"]).toBe("participant-join");

    await carrier.client.calls(leg.callSid).update({ url: carrier.desk.url("/join") });
    expect(await bot.closed).toMatchObject({ code: 1000 });
    await carrier.desk.request("/conference", (one) => one.params["ParticipantLabel"] === "caller");
    const heard: number[] = [];
    const listen = caller.hear;
    caller.hear = (frame) => {
      listen(frame);
      heard.push(...frame);
    };
    const inPage = async (): Promise<number> =>
      toneMarginDb(await phone.call<number[]>("hear"), 1_000, 8_000, 1);
    await expect.poll(inPage, { timeout: 10_000 }).toBeGreaterThan(20);
    heard.length = 0;
    await expect.poll(() => heard.length, { timeout: 10_000 }).toBeGreaterThan(8_000);
    expect(toneMarginDb(heard.slice(0, 8_000), 440, 8_000, 32_768)).toBeGreaterThan(20);

    leg.hangUp();
    await phone.until("call.disconnect");
    const end = await carrier.desk.request(
      "/conference",
      (one) => one.params["StatusCallbackEvent"] === "conference-end",
    );
    expect(end.params["CallSidEndingConference"]).toBe(leg.callSid);
  }, 60_000);

  it("rings a browser, which answers and hangs up", async () => {
    const phone = await pages.open();
    await phone.call("start", testToken("bob"));
    await phone.until("device.registered");
    const call = await carrier.client.calls.create({
      to: "client:bob",
      from: NUMBER,
      twiml: "<Response><Say>Hello</Say><Pause length='60'/></Response>",
      statusCallback: carrier.desk.url("/bob"),
      statusCallbackEvent: ["ringing", "answered", "completed"],
    });
    await phone.until("device.incoming");
    await phone.call("accept");
    await carrier.desk.request("/bob", (one) => one.params["CallStatus"] === "in-progress");
    await phone.until("call.accept");
    await phone.call("hangUp");
    const done = await carrier.desk.request(
      "/bob",
      (one) => one.params["CallStatus"] === "completed",
    );
    expect(done.params["CallSid"]).toBe(call.sid);
  }, 60_000);
});
