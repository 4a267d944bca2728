import { createRemoteJWKSet, jwtVerify, type JWTVerifyOptions } from "jose";

export interface TokenSettings {
  supabaseUrl: string;
  /** Set for the embedded Supabase, which signs HS256; hosted projects are verified by their JWKS. */
  jwtSecret?: string | undefined;
}

export interface TokenClaims {
  userId: string;
  email: string;
  expiresAt: Date;
}

/** Clocks of laptops drift; ten seconds harm nobody. */
const CLOCK_TOLERANCE_SECONDS = 10;

/** Resolves to undefined for any token that is not a valid, current access token of a person. */
export function createTokenVerifier(
  settings: TokenSettings,
): (token: string) => Promise<TokenClaims | undefined> {
  const options: JWTVerifyOptions = {
    audience: "authenticated",
    clockTolerance: CLOCK_TOLERANCE_SECONDS,
    requiredClaims: ["sub", "exp"],
  };
  const verify = settings.jwtSecret
    ? // The embedded Supabase names no issuer (checked in @supabase/lite 0.10.0).
      hs256(new TextEncoder().encode(settings.jwtSecret), { ...options, algorithms: ["HS256"] })
    : jwks(new URL("/auth/v1/.well-known/jwks.json", settings.supabaseUrl), {
        ...options,
        algorithms: ["ES256", "RS256"],
        issuer: new URL("/auth/v1", settings.supabaseUrl).href,
      });
  return async (token) => {
    try {
      const { payload } = await verify(token);
      if (!payload.sub || !payload.exp) return undefined;
      return {
        userId: payload.sub,
        email: typeof payload["email"] === "string" ? payload["email"] : "",
        expiresAt: new Date(payload.exp * 1000),
      };
    } catch {
      return undefined;
    }
  };
}

const hs256 = (secret: Uint8Array, options: JWTVerifyOptions) => (token: string) =>
  jwtVerify(token, secret, options);

function jwks(
  url: URL,
  options: JWTVerifyOptions,
): (token: string) => ReturnType<typeof jwtVerify> {
  const keys = createRemoteJWKSet(url, { timeoutDuration: 5000, cooldownDuration: 30_000 });
  return (token) => jwtVerify(token, keys, options);
}
