import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTokenVerifier } from "./tokens.ts";

const USER = "0b4d1d2a-6f5c-4a43-9f0e-3f5f1c2c9a11";
const SECRET = "a-shared-secret-of-a-local-supabase-0123456789";

interface Wish {
  audience?: string;
  issuer?: string | null;
  subject?: string | null;
  lifeSeconds?: number;
}

function token(alg: string, wish: Wish, issuer: string | null): SignJWT {
  const jwt = new SignJWT({ email: "a@x.example", role: "authenticated" })
    .setProtectedHeader({ alg, ...(alg === "ES256" ? { kid: "k1" } : {}) })
    .setAudience(wish.audience ?? "authenticated")
    .setExpirationTime(Math.floor(Date.now() / 1000) + (wish.lifeSeconds ?? 60));
  if (wish.subject !== null) jwt.setSubject(wish.subject ?? USER);
  const named = wish.issuer === undefined ? issuer : wish.issuer;
  if (named !== null) jwt.setIssuer(named);
  return jwt;
}

describe("a token of the local Supabase", () => {
  const verify = createTokenVerifier({ supabaseUrl: "http://127.0.0.1:1", jwtSecret: SECRET });
  const signed = (wish: Wish = {}, secret = SECRET): Promise<string> =>
    token("HS256", wish, null).sign(new TextEncoder().encode(secret));

  it("names its person", async () => {
    expect(await verify(await signed())).toMatchObject({ userId: USER, email: "a@x.example" });
  });

  it.each<[string, () => Promise<string>]>([
    ["another secret", () => signed({}, SECRET.replace("a", "b"))],
    ["another audience", () => signed({ audience: "anon" })],
    ["nobody", () => signed({ subject: null })],
    ["yesterday", () => signed({ lifeSeconds: -3600 })],
    ["no signature", async () => `${(await signed()).split(".").slice(0, 2).join(".")}.`],
    ["no shape", () => Promise.resolve("not-a-token")],
  ])("of %s is nobody's", async (_what, make) => {
    expect(await verify(await make())).toBeUndefined();
  });
});

describe("a token of a hosted Supabase", () => {
  let server: Server;
  let url: string;
  let keys: Awaited<ReturnType<typeof generateKeyPair>>;
  beforeAll(async () => {
    keys = await generateKeyPair("ES256", { extractable: true });
    const jwk = { ...(await exportJWK(keys.publicKey)), kid: "k1", alg: "ES256", use: "sig" };
    server = createServer((request, response) => {
      const isKeys = request.url === "/auth/v1/.well-known/jwks.json";
      response.writeHead(isKeys ? 200 : 404, { "content-type": "application/json" });
      response.end(isKeys ? JSON.stringify({ keys: [jwk] }) : "{}");
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const signed = (wish: Wish = {}, key = keys.privateKey): Promise<string> =>
    token("ES256", wish, `${url}/auth/v1`).sign(key);

  it("is verified by the keys the project publishes", async () => {
    const verify = createTokenVerifier({ supabaseUrl: url });
    expect(await verify(await signed())).toMatchObject({ userId: USER });
  });

  it("of another key, issuer or audience, or signed with the public key as a secret, is nobody's", async () => {
    const verify = createTokenVerifier({ supabaseUrl: url });
    const stranger = await generateKeyPair("ES256");
    const publicKey = new TextEncoder().encode(await exportSPKI(keys.publicKey));
    const forged = await token("HS256", {}, `${url}/auth/v1`).sign(publicKey);
    for (const bad of [
      await signed({}, stranger.privateKey),
      await signed({ issuer: "http://elsewhere.example/auth/v1" }),
      await signed({ issuer: null }),
      await signed({ audience: "anon" }),
      forged,
    ])
      expect(await verify(bad)).toBeUndefined();
  });
});
