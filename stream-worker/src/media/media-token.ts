import { mediaTokenClaims, type MediaTokenClaims, type SessionPurpose } from "@patchbay/contracts";
import { jwtVerify } from "jose";

/** Spent tokens remembered; older ones have long expired. */
const MAX_SPENT = 20_000;

export type TokenRefusal = "token missing" | "token not accepted" | "token already used";

export type TokenAnswer =
  | { readonly ok: true; readonly claims: MediaTokenClaims }
  | { readonly ok: false; readonly why: TokenRefusal };

export type MediaTokens = {
  /** Verifies and spends a token. */
  accept(token: unknown, purpose: SessionPurpose): Promise<TokenAnswer>;
};

/**
 * A token opens one session. The carrier may fetch the connecting document twice and gets the same
 * token both times, but it only ever connects one of the copies; so the token is spent by the first
 * socket whose setup holds. A socket that dies before its setup spends nothing, and a later
 * connection belongs to a new document with a new token.
 */
export function createMediaTokens(secret: string): MediaTokens {
  const key = new TextEncoder().encode(secret);
  const spent = new Set<string>();

  return {
    async accept(token, purpose) {
      if (typeof token !== "string" || token === "") return { ok: false, why: "token missing" };
      const claims = await verify(token, key);
      if (!claims || claims.purpose !== purpose) return { ok: false, why: "token not accepted" };
      if (spent.has(claims.jti)) return { ok: false, why: "token already used" };
      spent.add(claims.jti);
      const oldest = spent.size > MAX_SPENT ? spent.values().next().value : undefined;
      if (oldest !== undefined) spent.delete(oldest);
      return { ok: true, claims };
    },
  };
}

async function verify(token: string, key: Uint8Array): Promise<MediaTokenClaims | null> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ["HS256"],
      audience: "patchbay-media",
      requiredClaims: ["exp", "jti"],
      // api and worker may run on machines whose clocks differ a little.
      clockTolerance: 10,
    });
    return mediaTokenClaims.parse(payload);
  } catch {
    return null;
  }
}
