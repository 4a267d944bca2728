import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { embeddedAccounts } from "../embedded/accounts.ts";
import { listen } from "../embedded/listener.ts";
import { openLite, type Lite } from "../embedded/lite.ts";
import { freshDatabase, type FreshDatabase } from "./postgres.ts";
import { createClient } from "@supabase/supabase-js";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

let database: FreshDatabase;
let lite: Lite;
let server: Server;
let url: string;
const storageDir = mkdtempSync(path.join(os.tmpdir(), "patchbay-storage-"));
const keys = {
  publishableKey: "sb_publishable_x",
  secretKey: "sb_secret_x",
  jwtSecret: "j".repeat(40),
};

beforeAll(async () => {
  database = await freshDatabase();
  await database.sql
    .unsafe(
      "create table probe_rows (id int primary key, words text); alter table probe_rows enable row level security;",
    )
    .simple();
  await database.sql`insert into probe_rows values (1, 'secret')`;
  lite = await openLite({
    databaseUrl: database.url,
    externalUrl: "http://127.0.0.1",
    storageDir,
    ...keys,
  });
  server = await listen({
    port: 0,
    allowedOrigin: "http://console.example",
    handle: lite.fetch,
    isReady: () => true,
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await lite.close();
  await database.drop();
  rmSync(storageDir, { recursive: true, force: true });
});

describe("a fresh database", () => {
  it("has the request roles and the auth schema before any migration of ours", async () => {
    const roles = await database.sql<{ rolname: string }[]>`
      select rolname from pg_roles where rolname in ('anon', 'authenticated', 'service_role') order by 1`;
    expect(roles.map((role) => role.rolname)).toEqual(["anon", "authenticated", "service_role"]);
    expect(await database.sql`select count(*)::int as count from auth.users`).toEqual([
      { count: 0 },
    ]);
  });
});

describe("the local Supabase over it", () => {
  it("signs in an account that was written as rows, once however often it is ensured", async () => {
    const accounts = embeddedAccounts(database.sql);
    const account = { email: "Ada@example.com", password: "correct horse", displayName: "Ada" };
    const first = await accounts.ensure(account);
    const second = await accounts.ensure(account);
    expect(second).toEqual({ id: first.id, created: false });
    const client = createClient(url, keys.publishableKey, { auth: { persistSession: false } });
    const { data, error } = await client.auth.signInWithPassword({
      email: account.email,
      password: account.password,
    });
    expect(error).toBeNull();
    expect(data.user?.id).toBe(first.id);
    expect(
      (await client.auth.signInWithPassword({ ...account, password: "wrong" })).error,
    ).not.toBeNull();
  });

  it("shows rows to the secret key, and none to the public key or to nobody", async () => {
    const read = (key: string) => createClient(url, key).from("probe_rows").select();
    expect((await read(keys.secretKey)).data).toEqual([{ id: 1, words: "secret" }]);
    expect((await read(keys.publishableKey)).data).toEqual([]);
    expect((await fetch(`${url}/rest/v1/probe_rows`)).status).toBe(401);
  });

  it("keeps an object and gives it back byte for byte", async () => {
    const client = createClient(url, keys.secretKey);
    expect((await client.storage.createBucket("recordings", { public: false })).error).toBeNull();
    const bytes = Buffer.alloc(1024 * 1024 + 7, 3);
    const stored = await client.storage
      .from("recordings")
      .upload("a/b/0", bytes, { contentType: "application/octet-stream" });
    expect(stored.error).toBeNull();
    const read = await client.storage.from("recordings").download("a/b/0");
    expect(Buffer.from((await read.data?.arrayBuffer()) ?? new ArrayBuffer(0)).equals(bytes)).toBe(
      true,
    );
    expect((await client.storage.from("recordings").remove(["a/b/0"])).error).toBeNull();
    expect((await client.storage.from("recordings").download("a/b/0")).error).not.toBeNull();
  });

  it("lets only the console read answers from another origin", async () => {
    const response = await fetch(`${url}/auth/v1/settings`, {
      headers: { origin: "http://evil.example", apikey: keys.publishableKey },
    });
    expect(response.headers.get("access-control-allow-origin")).toBe("http://console.example");
  });
});
