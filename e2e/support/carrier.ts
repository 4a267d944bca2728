import { createHmac, randomBytes } from "node:crypto";
import type { Stack } from "../../scripts/start/stack.ts";

export type Params = Record<string, string>;

export const newCallSid = (): string => `CA${randomBytes(16).toString("hex")}`;

/** The carrier's signature: HMAC-SHA1 over the address and the sorted parameters. */
function signature(token: string, url: string, params: Params): string {
  const sorted = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac("sha1", token)
    .update(url + sorted.flat().join(""))
    .digest("base64");
}

/** Asks a carrier route as the carrier does; `signed`: with its token, with another one, or not at all. */
export async function ask(
  stack: Stack,
  path: string,
  params: Params,
  signed: "rightly" | "wrongly" | "not" = "rightly",
): Promise<{ status: number; body: string }> {
  const url = `${stack.urls.console}/carrier/twilio${path}`;
  const token = signed === "rightly" ? stack.secrets.carrier.authToken : "another";
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      ...(signed === "not" ? {} : { "x-twilio-signature": signature(token, url, params) }),
    },
    body: new URLSearchParams(params),
  });
  return { status: answer.status, body: await answer.text() };
}

/** Whoever is on this leg puts the receiver down, as far as the carrier can tell. */
export async function endLeg(stack: Stack, sid: string): Promise<void> {
  const { accountSid, authToken } = stack.secrets.carrier;
  const url = `${stack.urls.booth}/2010-04-01/Accounts/${accountSid}/Calls/${sid}.json`;
  const answer = await fetch(url, {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${accountSid}:${authToken}`)}` },
    body: new URLSearchParams({ Status: "completed" }),
  });
  if (!answer.ok) throw new Error(`the carrier answered ${answer.status}`);
  await answer.body?.cancel();
}
