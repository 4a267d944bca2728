import { randomBytes } from "node:crypto";
import { signature } from "../../carrier-sim/src/webhooks/sign.ts";
import type { Stack } from "../../scripts/start/stack.ts";

export const newCallSid = (): string => `CA${randomBytes(16).toString("hex")}`;

/** Posts a form as the carrier does, signed over the public address. Throws when it is refused. */
export async function postAsCarrier(
  stack: Stack,
  route: string,
  params: Record<string, string>,
): Promise<string> {
  const sent = { AccountSid: stack.secrets.carrier.accountSid, ...params };
  const signed = signature(
    stack.secrets.carrier.authToken,
    `${stack.urls.console}/carrier/twilio${route}`,
    sent,
  );
  const response = await fetch(`${stack.urls.api}/carrier/twilio${route}`, {
    method: "POST",
    headers: { "x-twilio-signature": signed },
    body: new URLSearchParams(sent),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${route} was answered ${response.status}`);
  return text;
}

/** What a carrier says of a new inbound call. */
export const ringing = (sid: string, toNumber: string): Record<string, string> => ({
  CallSid: sid,
  From: "+12025550171",
  To: toNumber,
  CallStatus: "ringing",
  Direction: "inbound",
});

/** The caller hung up. */
export async function postOver(stack: Stack, sid: string): Promise<void> {
  await postAsCarrier(stack, "/status", {
    CallSid: sid,
    CallStatus: "completed",
    CallDuration: "1",
  });
}
