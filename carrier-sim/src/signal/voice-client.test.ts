import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Callee } from "../ports.ts";
import { ACCOUNT_SID, API_KEY_SID, signToken, testClaims, testToken } from "./testing/tokens.ts";
import { levelDb, toneMarginDb } from "./testing/tones.ts";
import { newCallSid, type ToneLeg } from "./testing/tone-switchboard.ts";
import { startVoiceStand, type Phone, type VoiceStand } from "./testing/voice-page.ts";

// Real Chromium, the unmodified SDK, real WebRTC; only the switchboard is a stand-in (it plays 1000 Hz).
let stand: VoiceStand;
const phones: Phone[] = [];

beforeAll(async () => {
  stand = await startVoiceStand(process.env["CHROME_PATH"]);
}, 60_000);
afterAll(() => stand.stop());
afterEach(async () => {
  stand.switchboard.manual = false;
  for (const phone of phones.splice(0)) await phone.page.close();
});

async function openPhone(identity: string, token = testToken(identity)): Promise<Phone> {
  const phone = await stand.open();
  phones.push(phone);
  await phone.call("start", token);
  return phone;
}

async function registeredPhone(identity: string): Promise<Phone> {
  const phone = await openPhone(identity);
  await phone.until("device.registered");
  return phone;
}

async function dial(phone: Phone, params: Record<string, string> = {}): Promise<ToneLeg> {
  const [leg] = await Promise.all([stand.switchboard.nextLeg(), phone.call("connect", params)]);
  return leg;
}

async function talking(phone: Phone): Promise<ToneLeg> {
  const leg = await dial(phone);
  await phone.until("call.accept");
  await leg.speaks(50);
  return leg;
}

/** Rings an identity the way the switchboard does. */
function ring(identity: string): {
  callee: Callee;
  callSid: string;
  answered: Promise<ToneLeg>;
  refused: Promise<string>;
} {
  const callee = stand.gateway.directory.find(`client:${identity}`, ACCOUNT_SID);
  if (!callee) throw new Error("nobody is registered");
  const callSid = newCallSid();
  const leg = stand.switchboard.add(callSid, callee.person);
  const answered = new Promise<ToneLeg>((resolve) => {
    callee.onAnswer(() => {
      leg.connect();
      resolve(leg);
    });
  });
  const refused = new Promise<string>((resolve) => {
    callee.onRefuse(resolve);
  });
  callee.ring({
    callSid,
    from: "+4930123",
    to: `client:${identity}`,
    params: { name: "Jo & Co" },
    leg,
  });
  return { callee, callSid, answered, refused };
}

/** dB by which each side's tone stands above every other sound the other side hears. */
async function twoWayMargins(phone: Phone, leg: ToneLeg): Promise<number> {
  await leg.speaks(75);
  const atGateway = toneMarginDb(leg.said(8_000), 440, 8_000, 32_768);
  const inPage = toneMarginDb(await phone.call<number[]>("hear"), 1_000, 8_000, 1);
  return Math.min(atGateway, inPage);
}

/** The quietest 20 ms of a stretch of sound. */
function quietestDb(samples: Int16Array): number {
  const frames = Array.from({ length: samples.length / 160 }, (_, i) =>
    levelDb(samples.subarray(i * 160, (i + 1) * 160), 32_768),
  );
  return Math.min(...frames);
}

test("an unmodified client registers, dials through its application and both sides hear each other", async () => {
  const phone = await registeredPhone("anna");
  expect(stand.gateway.registrations()).toContainEqual({
    accountSid: ACCOUNT_SID,
    identity: "anna",
  });
  const leg = await dial(phone, { ticket: "a b&c=d" });
  expect(leg.identity).toBe("anna");
  expect(leg.params).toEqual({ ticket: "a b&c=d" });
  await phone.until("call.ringing");
  await phone.until("call.accept");
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
});

test("mute silences the client and unmute brings it back", async () => {
  const phone = await registeredPhone("berta");
  const leg = await talking(phone);
  await phone.call("mute", true);
  await expect.poll(() => levelDb(leg.said(4_000), 32_768), { timeout: 5_000 }).toBeLessThan(-60);
  await phone.call("mute", false);
  await leg.speaks(75);
  expect(levelDb(leg.said(4_000), 32_768)).toBeGreaterThan(-45);
});

test("either side may hang up", async () => {
  const phone = await registeredPhone("carl");
  const first = await talking(phone);
  await phone.call("hangUp");
  await first.over;
  await phone.until("call.disconnect");

  const second = await dial(phone);
  await phone.until("call.accept", 2);
  second.hangUp();
  await phone.until("call.disconnect", 2);
  expect(await phone.call("isBusy")).toBe(false);
  expect(stand.gateway.calls()).toHaveLength(0);
});

test("a call the carrier cannot place fails with its cause", async () => {
  stand.switchboard.manual = true;
  const phone = await registeredPhone("dora");
  const leg = await dial(phone);
  await phone.until("call.ringing");
  leg.end({ cause: "busy" });
  expect((await phone.until("call.error")).code).toBe(31486);
  await phone.until("call.disconnect");
});

test("hanging up while it rings ends the leg", async () => {
  stand.switchboard.manual = true;
  const phone = await registeredPhone("emil");
  const leg = await dial(phone);
  await phone.until("call.ringing");
  await phone.call("hangUp");
  await leg.over;
  expect(stand.gateway.calls()).toEqual([]);
});

test("an incoming call is answered, with its parameters, and both sides hear each other", async () => {
  const phone = await registeredPhone("frida");
  const { answered, callSid } = ring("frida");
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
  const phone = await registeredPhone("gustav");
  const { refused } = ring("gustav");
  await phone.until("device.incoming");
  await phone.call("reject");
  expect(await refused).toBe("busy");
});

test("a call the caller gives up stops ringing", async () => {
  const phone = await registeredPhone("hanna");
  const { callee } = ring("hanna");
  await phone.until("device.incoming");
  callee.cancel();
  await phone.until("call.cancel");
  expect(await phone.call("status")).toBe("closed");
});

test("all pages of an identity ring and the first answer wins", async () => {
  const [first, second] = [await registeredPhone("ida"), await registeredPhone("ida")];
  const { answered } = ring("ida");
  await Promise.all([first.until("device.incoming"), second.until("device.incoming")]);
  await second.call("accept");
  const leg = await answered;
  await first.until("call.cancel");
  expect(await twoWayMargins(second, leg)).toBeGreaterThan(20);
});

test("keys arrive as telephone events in the media", async () => {
  const phone = await registeredPhone("jan");
  const leg = await talking(phone);
  await phone.call("digits", "1220#*");
  await expect.poll(() => leg.digits.join(""), { timeout: 8_000 }).toBe("1220#*");
});

test("keys arrive as messages where the browser cannot send tones", async () => {
  const phone = await registeredPhone("kim");
  const leg = await talking(phone);
  await phone.call("withoutToneSender");
  await phone.call("digits", "12#w9");
  await expect.poll(() => leg.digits.join(""), { timeout: 8_000 }).toBe("12#9");
});

test("a message of the page is acknowledged", async () => {
  const phone = await registeredPhone("lars");
  await talking(phone);
  await phone.call("message");
  expect(await phone.until("call.messageSent")).toBeDefined();
});

test("a call survives the loss of its socket without losing a word", async () => {
  const phone = await registeredPhone("mia");
  const leg = await talking(phone);
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
  const phone = await registeredPhone("olga");
  await talking(phone);
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
  const phone = await registeredPhone("nele");
  const leg = await talking(phone);
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
  const phone = await openPhone("otto", token());
  expect((await phone.until("device.error")).code).toBe(code);
  expect(stand.gateway.registrations()).toEqual([]);
});

test("a token may be replaced in the middle of a call", async () => {
  const phone = await openPhone("paul", testToken("paul", 12));
  await phone.until("device.registered");
  const leg = await talking(phone);
  await phone.until("device.tokenWillExpire");
  await phone.call("updateToken", testToken("paul"));
  await phone.call("message");
  await phone.until("call.messageSent");
  expect(await twoWayMargins(phone, leg)).toBeGreaterThan(20);
});

test("a page that loses its registration hears so", async () => {
  const phone = await registeredPhone("quinn");
  expect(stand.gateway.killRegistration("quinn")).toBe(1);
  await phone.until("device.unregistered");
  expect(stand.gateway.directory.find("client:quinn", ACCOUNT_SID)).toBeUndefined();
});

test("reloading the page ends its call", async () => {
  const phone = await registeredPhone("rosa");
  const leg = await talking(phone);
  await phone.page.reload();
  await leg.over;
  expect(stand.gateway.calls()).toEqual([]);
});

test("a page that crashes ends its call within seconds", async () => {
  const phone = await registeredPhone("sven");
  const leg = await talking(phone);
  const started = performance.now();
  const cdp = await phone.page.context().newCDPSession(phone.page);
  // The page dies in the middle of answering.
  cdp.send("Page.crash").catch(() => undefined);
  await leg.over;
  expect(performance.now() - started).toBeLessThan(6_000);
});
