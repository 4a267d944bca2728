import type { Callee } from "../../ports.ts";
import { ACCOUNT_SID, testToken } from "./tokens.ts";
import { levelDb, toneMarginDb } from "./tones.ts";
import { newCallSid, type ToneLeg } from "./tone-switchboard.ts";
import type { Phone, VoiceStand } from "./voice-page.ts";

export async function openPhone(
  stand: VoiceStand,
  identity: string,
  token = testToken(identity),
): Promise<Phone> {
  const phone = await stand.open();
  await phone.call("start", token);
  return phone;
}

export async function registeredPhone(stand: VoiceStand, identity: string): Promise<Phone> {
  const phone = await openPhone(stand, identity);
  await phone.until("device.registered");
  return phone;
}

export async function dial(
  stand: VoiceStand,
  phone: Phone,
  params: Record<string, string> = {},
): Promise<ToneLeg> {
  const [leg] = await Promise.all([stand.switchboard.nextLeg(), phone.call("connect", params)]);
  return leg;
}

export async function talking(stand: VoiceStand, phone: Phone): Promise<ToneLeg> {
  const leg = await dial(stand, phone);
  await phone.until("call.accept");
  await leg.speaks(50);
  return leg;
}

/** Rings an identity the way the switchboard does. */
export function ring(
  stand: VoiceStand,
  identity: string,
): {
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
export async function twoWayMargins(phone: Phone, leg: ToneLeg): Promise<number> {
  await leg.speaks(75);
  const atGateway = toneMarginDb(leg.said(8_000), 440, 8_000, 32_768);
  const inPage = toneMarginDb(await phone.call<number[]>("hear"), 1_000, 8_000, 1);
  return Math.min(atGateway, inPage);
}

/** The quietest 20 ms of a stretch of sound. */
export function quietestDb(samples: Int16Array): number {
  const frames = Array.from({ length: samples.length / 160 }, (_, i) =>
    levelDb(samples.subarray(i * 160, (i + 1) * 160), 32_768),
  );
  return Math.min(...frames);
}
