import { SignJWT } from "jose";
import type { MediaTokenClaims } from "@patchbay/contracts";

/** A socket opens within seconds of its document; slow carriers and clocks get the rest. */
const LIFE_SECONDS = 300;

export interface MediaTokens {
  /** One per document and purpose: the same step names the same token. */
  sign(wanted: {
    callId: string;
    epoch: number;
    step: number;
    purpose: MediaTokenClaims["purpose"];
  }): Promise<string>;
}

/** Tokens that let the carrier's media socket in at a worker. */
export function createMediaTokens(secret: string, now: () => number = Date.now): MediaTokens {
  const key = new TextEncoder().encode(secret);
  return {
    sign: ({ callId, epoch, step, purpose }) => {
      const issuedAt = Math.floor(now() / 1000);
      return new SignJWT({ epoch, purpose })
        .setProtectedHeader({ alg: "HS256" })
        .setSubject(callId)
        .setJti(`${callId}:${step}:${purpose}`)
        .setAudience("patchbay-media")
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_SECONDS)
        .sign(key);
    },
  };
}
