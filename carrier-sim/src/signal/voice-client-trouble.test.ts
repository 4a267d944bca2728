import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import {
  openPhone,
  quietestDb,
  registeredPhone,
  talking,
  twoWayMargins,
} from "./testing/phone-calls.ts";
import { ACCOUNT_SID, API_KEY_SID, signToken, testClaims, testToken } from "./testing/tokens.ts";
import { startVoiceStand, type VoiceStand } from "./testing/voice-page.ts";

// As voice-client.test.ts, when things go wrong: sockets, media, tokens, pages.
let stand: VoiceStand;

beforeAll(async () => {
  stand = await startVoiceStand(process.env["CHROME_PATH"]);
}, 60_000);
afterAll(() => stand.stop());
afterEach(async () => {
  stand.switchboard.manual = false;
  await stand.closePages();
});

test("a call survives the loss of its socket without losing a word", async () => {
  const phone = await registeredPhone(stand, "mia");
  const leg = await talking(stand, phone);
  stand.gateway.dropSockets();
  await phone.until("call.reconnecting");
  await phone.until("call.reconnected");
  await phone.until("device.registered", 2);
  await leg.speaks(60);
  // One second that began before the reconnect was over: the tone has no hole in it.
  expect(quietestDb(leg.said(8_000))).toBeGreaterThan(-45);
  expect(await phone.call("status")).toBe("open");
  await phone.call("hangUp");
  await leg.over;
});

test("a call the carrier no longer knows ends with the reason when the page comes back", async () => {
  const phone = await registeredPhone(stand, "olga");
  await talking(stand, phone);
  const [call] = stand.gateway.calls();
  // As after a restart of the carrier: the page reconnects and finds its call gone.
  call?.handle({ type: "socketLost" });
  call?.handle({ type: "peerClosed" });
  stand.gateway.dropSockets();
  expect((await phone.until("call.error")).code).toBe(31107);
  await phone.until("call.disconnect");
  expect(await phone.call("isBusy")).toBe(false);
});

test("media comes back on a new connection when the page restarts ICE", async () => {
  const phone = await registeredPhone(stand, "nele");
  const leg = await talking(stand, phone);
  await phone.call("restartIce");
  const before = await phone.call<number>("bytesReceived");
  await leg.speaks(100);
  await expect
    .poll(() => phone.call<number>("bytesReceived"), { timeout: 10_000 })
    .toBeGreaterThan(before);
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
});

test.each([
  ["malformed", () => "not.a.token", 20101],
  ["expired", () => testToken("otto", -5), 20104],
  ["of an unknown key", () => signToken({ ...testClaims("otto"), iss: `${API_KEY_SID}9` }), 20151],
  ["signed with another secret", () => signToken(testClaims("otto"), "another secret"), 31202],
])("a token that is %s is refused with its code", async (_what, token, code) => {
  const phone = await openPhone(stand, "otto", token());
  expect((await phone.until("device.error")).code).toBe(code);
  expect(stand.gateway.registrations()).toEqual([]);
});

test("a token may be replaced in the middle of a call", async () => {
  const phone = await openPhone(stand, "paul", testToken("paul", 12));
  await phone.until("device.registered");
  const leg = await talking(stand, phone);
  await phone.until("device.tokenWillExpire");
  await phone.call("updateToken", testToken("paul"));
  await phone.call("message");
  await phone.until("call.messageSent");
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
});

test("a page that loses its registration hears so", async () => {
  const phone = await registeredPhone(stand, "quinn");
  expect(stand.gateway.killRegistration("quinn")).toBe(1);
  await phone.until("device.unregistered");
  expect(stand.gateway.directory.find("client:quinn", ACCOUNT_SID)).toBeUndefined();
});

test("reloading the page ends its call", async () => {
  const phone = await registeredPhone(stand, "rosa");
  const leg = await talking(stand, phone);
  await phone.page.reload();
  await leg.over;
  expect(stand.gateway.calls()).toEqual([]);
});

test("a page that crashes ends its call within seconds", async () => {
  const phone = await registeredPhone(stand, "sven");
  const leg = await talking(stand, phone);
  const started = performance.now();
  const cdp = await phone.page.context().newCDPSession(phone.page);
  // The page dies in the middle of answering.
  cdp.send("Page.crash").catch(() => undefined);
  await leg.over;
  expect(performance.now() - started).toBeLessThan(6_000);
});
