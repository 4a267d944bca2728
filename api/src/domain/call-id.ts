import { createHash } from "node:crypto";

/**
 * An incoming call's id is made from the carrier's own, so that every repetition of its first
 * request, in whatever process and with the database away, means the same call.
 */
export function callIdOf(carrierSid: string): string {
  const hash = createHash("sha256").update(`patchbay-call:${carrierSid}`).digest("hex");
  // A UUID of version 8: ours to define.
  return [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `a${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ].join("-");
}
