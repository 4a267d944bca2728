import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { ACCOUNT, APPLICATION, KEY_SECRET, KEY_SID, openCarrier } from "../test-kit/carrier.ts";
import { scriptedPerson, type ScriptedPerson } from "../test-kit/scripted-person.ts";
import { createSignalGateway, type SignalGateway } from "./gateway.ts";
import { signToken, testClaims } from "./testing/tokens.ts";
import { toneMarginDb } from "./testing/tones.ts";
import { startVoicePages, type Phone, type VoicePages } from "./testing/voice-page.ts";

// The whole carrier: real switchboard, TwiML, mixing and clock; the real SDK in Chromium; only the application is a stand-in.
let carrier: Awaited<ReturnType<typeof openCarrier>>;
let gateway: SignalGateway;
let pages: VoicePages;

beforeAll(async () => {
  carrier = await openCarrier();
  gateway = createSignalGateway({
    switchboard: carrier.switchboard,
    findApiKey: (sid) =>
      sid === KEY_SID ? { accountSid: ACCOUNT, secret: KEY_SECRET } : undefined,
    mediaFaults: () => carrier.x.trouble.mediaFaults(),
  });
  carrier.switchboard.addDirectory(gateway.directory);
  pages = await startVoicePages(gateway, process.env["CHROME_PATH"]);
}, 60_000);
afterAll(async () => {
  await pages.stop();
  await carrier.close();
});

let phone: Phone;
beforeEach(async () => {
  phone = await pages.open();
  await phone.call("start", signToken(testClaims("anna"), KEY_SECRET));
  await phone.until("device.registered");
});
afterEach(() => phone.page.close());

/** A caller who hums 1000 Hz and remembers the last second heard. */
function hummingCaller(): { caller: ScriptedPerson; heard: Int16Array } {
  const caller = scriptedPerson("visitor");
  caller.sound = Int16Array.from({ length: 160 }, (_, i) =>
    Math.round(9_000 * Math.sin((2 * Math.PI * i) / 8)),
  );
  const heard = new Int16Array(8_000);
  const hear = caller.hear.bind(caller);
  caller.hear = (frame) => {
    hear(frame);
    heard.copyWithin(0, frame.length);
    heard.set(frame, heard.length - frame.length);
  };
  return { caller, heard };
}

async function expectEachHearsTheOther(heard: Int16Array): Promise<void> {
  await expect
    .poll(() => toneMarginDb(heard, 440, 8_000, 32_768), { timeout: 10_000 })
    .toBeGreaterThan(20);
  const page = await phone.call<number[]>("hear");
  expect(toneMarginDb(page, 1_000, 8_000, 1)).toBeGreaterThan(20);
}

test("a page that dials joins a caller in a conference", async () => {
  const conference = '<Response><Dial><Conference beep="false">room</Conference></Dial></Response>';
  carrier.desk.on("/voice", () => conference);
  const { caller, heard } = hummingCaller();
  carrier.call(caller);
  await caller.onceConnected;
  await phone.call("connect", { ticket: "T1", From: "client:admin" });
  await phone.until("call.accept");
  const webhook = await carrier.desk.request(
    "/voice",
    ({ params }) => params["From"] === "client:anna",
  );
  expect(webhook).toMatchObject({
    signed: true,
    params: { ApplicationSid: APPLICATION, ticket: "T1", From: "client:anna" },
  });
  await expectEachHearsTheOther(heard);
  await phone.call("hangUp");
  await expect.poll(() => carrier.x.legs.size).toBe(1);
});

test("a caller reaches the page a document names, and its hang-up ends the dial", async () => {
  carrier.desk.on(
    "/voice",
    () => '<Response><Dial action="/after"><Client>anna</Client></Dial></Response>',
  );
  carrier.desk.on("/after", () => "<Response><Hangup/></Response>");
  const { caller, heard } = hummingCaller();
  carrier.call(caller);
  await phone.until("device.incoming");
  await phone.call("accept");
  await phone.until("call.accept");
  await expectEachHearsTheOther(heard);
  await phone.call("hangUp");
  const after = await carrier.desk.request("/after");
  expect(after.params).toMatchObject({ DialCallStatus: "completed" });
  expect((await caller.onceEnded).cause).toBe("completed");
});

test("keys of the page answer a gather", async () => {
  carrier.desk.on(
    "/voice",
    () => '<Response><Gather numDigits="3" action="/keys"><Pause length="10"/></Gather></Response>',
  );
  carrier.desk.on("/keys", () => "<Response><Hangup/></Response>");
  await phone.call("connect", {});
  await phone.until("call.accept");
  await phone.call("digits", "427");
  expect((await carrier.desk.request("/keys")).params["Digits"]).toBe("427");
  await phone.until("call.disconnect");
});

test("a bad network loses packets and never grows the buffer past its bound", async () => {
  carrier.desk.on(
    "/voice",
    () => '<Response><Dial><Conference beep="false">bad</Conference></Dial></Response>',
  );
  carrier.x.trouble.media({ lossPercent: 5, jitterMs: 60 });
  await phone.call("connect", {});
  await phone.until("call.accept");
  await expect
    .poll(() => gateway.calls()[0]?.line.jitter().lost ?? 0, { timeout: 10_000 })
    .toBeGreaterThan(3);
  const stats = gateway.calls()[0]?.line.jitter();
  expect(stats?.depth).toBeLessThanOrEqual(15);
  carrier.x.trouble.clear();
});
