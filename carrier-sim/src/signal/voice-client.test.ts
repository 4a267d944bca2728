import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { dial, registeredPhone, ring, talking, twoWayMargins } from "./testing/phone-calls.ts";
import { ACCOUNT_SID } from "./testing/tokens.ts";
import { levelDb } from "./testing/tones.ts";
import { startVoiceStand, type VoiceStand } from "./testing/voice-page.ts";

// Real Chromium, the unmodified SDK, real WebRTC; only the switchboard is a stand-in (it plays 1000 Hz).
let stand: VoiceStand;

beforeAll(async () => {
  stand = await startVoiceStand(process.env["CHROME_PATH"]);
}, 60_000);
afterAll(() => stand.stop());
afterEach(async () => {
  stand.switchboard.manual = false;
  await stand.closePages();
});

test("an unmodified client registers, dials through its application and both sides hear each other", async () => {
  const phone = await registeredPhone(stand, "anna");
  expect(stand.gateway.registrations()).toContainEqual({
    accountSid: ACCOUNT_SID,
    identity: "anna",
  });
  const leg = await dial(stand, phone, { ticket: "a b&c=d" });
  expect(leg.identity).toBe("anna");
  expect(leg.params).toEqual({ ticket: "a b&c=d" });
  await phone.until("call.ringing");
  await phone.until("call.accept");
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
});

test("mute silences the client and unmute brings it back", async () => {
  const phone = await registeredPhone(stand, "berta");
  const leg = await talking(stand, phone);
  await phone.call("mute", true);
  await expect.poll(() => levelDb(leg.said(4_000), 32_768), { timeout: 5_000 }).toBeLessThan(-60);
  await phone.call("mute", false);
  await leg.speaks(75);
  expect(levelDb(leg.said(4_000), 32_768)).toBeGreaterThan(-45);
});

test("either side may hang up", async () => {
  const phone = await registeredPhone(stand, "carl");
  const first = await talking(stand, phone);
  await phone.call("hangUp");
  await first.over;
  await phone.until("call.disconnect");

  const second = await dial(stand, phone);
  await phone.until("call.accept", 2);
  second.hangUp();
  await phone.until("call.disconnect", 2);
  expect(await phone.call("isBusy")).toBe(false);
  expect(stand.gateway.calls()).toHaveLength(0);
});

test("a call the carrier cannot place fails with its cause", async () => {
  stand.switchboard.manual = true;
  const phone = await registeredPhone(stand, "dora");
  const leg = await dial(stand, phone);
  await phone.until("call.ringing");
  leg.end({ cause: "busy" });
  expect((await phone.until("call.error")).code).toBe(31486);
  await phone.until("call.disconnect");
});

test("hanging up while it rings ends the leg", async () => {
  stand.switchboard.manual = true;
  const phone = await registeredPhone(stand, "emil");
  const leg = await dial(stand, phone);
  await phone.until("call.ringing");
  await phone.call("hangUp");
  await leg.over;
  expect(stand.gateway.calls()).toEqual([]);
});

test("an incoming call is answered, with its parameters, and both sides hear each other", async () => {
  const phone = await registeredPhone(stand, "frida");
  const { answered, callSid } = ring(stand, "frida");
  await phone.until("device.incoming");
  expect(await phone.call("custom")).toEqual({ name: "Jo & Co" });
  expect(await phone.call("parameters")).toMatchObject({
    CallSid: callSid,
    From: "+4930123",
    To: "client:frida",
  });
  await phone.call("accept");
  const leg = await answered;
  await phone.until("call.accept");
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
  await phone.call("hangUp");
  await leg.over;
});

test("a rejected call reaches the caller as busy", async () => {
  const phone = await registeredPhone(stand, "gustav");
  const { refused } = ring(stand, "gustav");
  await phone.until("device.incoming");
  await phone.call("reject");
  expect(await refused).toBe("busy");
});

test("a call the caller gives up stops ringing", async () => {
  const phone = await registeredPhone(stand, "hanna");
  const { callee } = ring(stand, "hanna");
  await phone.until("device.incoming");
  callee.cancel();
  await phone.until("call.cancel");
  expect(await phone.call("status")).toBe("closed");
});

test("all pages of an identity ring and the first answer wins", async () => {
  const [first, second] = [
    await registeredPhone(stand, "ida"),
    await registeredPhone(stand, "ida"),
  ];
  const { answered } = ring(stand, "ida");
  await Promise.all([first.until("device.incoming"), second.until("device.incoming")]);
  await second.call("accept");
  const leg = await answered;
  await first.until("call.cancel");
  expect(await twoWayMargins(second, leg)).toBeGreaterThan(20);
});

test("keys arrive as telephone events in the media", async () => {
  const phone = await registeredPhone(stand, "jan");
  const leg = await talking(stand, phone);
  await phone.call("digits", "1220#*");
  await expect.poll(() => leg.digits.join(""), { timeout: 8_000 }).toBe("1220#*");
});

test("keys arrive as messages where the browser cannot send tones", async () => {
  const phone = await registeredPhone(stand, "kim");
  const leg = await talking(stand, phone);
  await phone.call("withoutToneSender");
  await phone.call("digits", "12#w9");
  await expect.poll(() => leg.digits.join(""), { timeout: 8_000 }).toBe("12#9");
});

test("a message of the page is acknowledged", async () => {
  const phone = await registeredPhone(stand, "lars");
  await talking(stand, phone);
  await phone.call("message");
  expect(await phone.until("call.messageSent")).toBeDefined();
});
