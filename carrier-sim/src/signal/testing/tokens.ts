import { createHmac } from "node:crypto";

export const ACCOUNT_SID = `AC${"0".repeat(32)}`;
export const API_KEY_SID = `SK${"0".repeat(32)}`;
export const API_KEY_SECRET = "a secret that signs test tokens only";
export const APPLICATION_SID = `AP${"0".repeat(32)}`;

export function findTestKey(keySid: string): { accountSid: string; secret: string } | undefined {
  return keySid === API_KEY_SID ? { accountSid: ACCOUNT_SID, secret: API_KEY_SECRET } : undefined;
}

export function testClaims(identity: string, lifetimeS = 3600): Record<string, unknown> {
  const now = Math.floor(Date.now() / 1000);
  return {
    jti: `${API_KEY_SID}-${now}`,
    iss: API_KEY_SID,
    sub: ACCOUNT_SID,
    iat: now,
    exp: now + lifetimeS,
    grants: {
      identity,
      voice: { incoming: { allow: true }, outgoing: { application_sid: APPLICATION_SID } },
    },
  };
}

export function signToken(
  claims: Record<string, unknown>,
  secret = API_KEY_SECRET,
  cty = "twilio-fpa;v=1",
): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const unsigned = `${part({ alg: "HS256", typ: "JWT", cty })}.${part(claims)}`;
  return `${unsigned}.${createHmac("sha256", secret).update(unsigned).digest("base64url")}`;
}

export function testToken(identity: string, lifetimeS?: number): string {
  return signToken(testClaims(identity, lifetimeS));
}
