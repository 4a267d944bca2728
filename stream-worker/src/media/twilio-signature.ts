import { createHmac, timingSafeEqual } from "node:crypto";

/** base64(HMAC-SHA1(token, url)): a socket's upgrade has no form fields to sign. */
export function signUpgrade(token: string, url: string): string {
  return createHmac("sha1", token).update(url).digest("base64");
}

function same(one: string, other: string): boolean {
  const a = Buffer.from(one);
  const b = Buffer.from(other);
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Checks the carrier's signature of a WebSocket upgrade over the public ws(s) address and path.
 * Carriers differ in whether a trailing slash was there when they signed, so both are tried.
 */
export function signatureHolds(
  signature: string | undefined,
  publicUrl: string,
  path: string,
  tokens: readonly string[],
): boolean {
  if (signature === undefined || signature === "") return false;
  const url = publicUrl + path.replace(/\/+$/, "");
  let holds = false;
  // No early exit: the time taken must not tell which candidate came close.
  for (const token of tokens) {
    for (const candidate of [url, `${url}/`]) {
      if (same(signUpgrade(token, candidate), signature)) holds = true;
    }
  }
  return holds;
}
