import { createHmac, timingSafeEqual } from "node:crypto";
import { z } from "zod";

/** What a voice client may do, from its verified access token. */
export interface Grant {
  accountSid: string;
  identity: string;
  /** May be rung as `client:<identity>`. */
  incoming: boolean;
  /** The TwiML App its calls enter through; absent: it may not dial. */
  applicationSid: string | undefined;
  /** Parameters fixed by whoever signed the token; they win over what the browser sends. */
  params: Record<string, string>;
  expiresAt: number;
}

/** Codes as in the SDK's error list; the page sees 20101 for 31204, 20104 for 31205, 20151 for 31201. */
export type TokenRefusal = { code: 31201 | 31202 | 31204 | 31205 | 31207; message: string };

/** Which secret signed a token, and for whose account. */
export type FindApiKey = (keySid: string) => { accountSid: string; secret: string } | undefined;

const MAX_LIFETIME_S = 24 * 3600;
const MAX_TOKEN_CHARS = 4096;

const headerSchema = z.object({ alg: z.literal("HS256"), cty: z.literal("twilio-fpa;v=1") });
const claimsSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  exp: z.number(),
  iat: z.number().optional(),
  nbf: z.number().optional(),
  grants: z.object({
    identity: z.string().regex(/^[A-Za-z0-9_]{1,121}$/),
    voice: z.object({
      incoming: z.object({ allow: z.boolean() }).optional(),
      outgoing: z
        .object({
          application_sid: z.string(),
          params: z.record(z.string(), z.coerce.string()).optional(),
        })
        .optional(),
    }),
  }),
});

function decode(part: string): unknown {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8"));
}

const invalid = { code: 31204, message: "Invalid access token" } as const;

/**
 * Verifies a Twilio access token (JWT, HS256, signed with an API key's secret).
 * `nowMs` is wall-clock time. Documented at twilio.com/docs/iam/access-tokens.
 */
export function verifyAccessToken(
  token: string,
  findApiKey: FindApiKey,
  nowMs: number,
): Grant | TokenRefusal {
  const parts = token.length <= MAX_TOKEN_CHARS ? token.split(".") : [];
  const [head, body, signature] = parts;
  if (parts.length !== 3 || !head || !body || !signature) return invalid;
  let header: ReturnType<typeof headerSchema.safeParse>;
  let claims: ReturnType<typeof claimsSchema.safeParse>;
  try {
    header = headerSchema.safeParse(decode(head));
    claims = claimsSchema.safeParse(decode(body));
  } catch {
    return invalid;
  }
  if (!header.success || !claims.success) return invalid;

  const { iss, sub, exp, iat, nbf, grants } = claims.data;
  const key = findApiKey(iss);
  if (!key || key.accountSid !== sub) return { code: 31201, message: "Authentication failed" };
  const expected = createHmac("sha256", key.secret).update(`${head}.${body}`).digest();
  const given = Buffer.from(signature, "base64url");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return { code: 31202, message: "Access token signature validation failed" };
  }
  const nowS = nowMs / 1000;
  if (exp <= nowS) return { code: 31205, message: "Access token expired" };
  if (nbf !== undefined && nbf > nowS + 60) return invalid;
  if (exp - (iat ?? nowS) > MAX_LIFETIME_S + 60)
    return { code: 31207, message: "Access token expires too late" };
  return {
    accountSid: sub,
    identity: grants.identity,
    incoming: grants.voice.incoming?.allow ?? false,
    applicationSid: grants.voice.outgoing?.application_sid,
    params: grants.voice.outgoing?.params ?? {},
    expiresAt: exp * 1000,
  };
}
