import { createHmac } from "node:crypto";

/**
 * The address a signature is made over: as written, without fragment and userinfo;
 * voice requests over https also lose an explicit port, http ones keep it.
 * Worked on the text, not through `URL`, because a normalised address is a different address.
 */
export function addressToSign(url: string): string {
  const bare = (url.split("#", 1)[0] ?? "").replace(/^(\w+:\/\/)[^/?@]*@/, "$1");
  return bare.replace(/^(https:\/\/[^/?]*?):\d+(?=[/?]|$)/, "$1");
}

/** `X-Twilio-Signature` for a form request (or, with no params, for a GET or a socket handshake). */
export function signature(
  authToken: string,
  url: string,
  params: Record<string, string> = {},
): string {
  const tail = Object.keys(params)
    .toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
    .map((name) => name + (params[name] ?? ""))
    .join("");
  return createHmac("sha1", authToken)
    .update(addressToSign(url) + tail, "utf8")
    .digest("base64");
}
