import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type WebhookDesk, openWebhookDesk } from "../test-kit/webhook-desk.ts";
import { createCookieJar } from "./cookies.ts";
import { connectionOverrides } from "./overrides.ts";
import { createRequester } from "./request.ts";

const TOKEN = "a-token";

describe("a webhook request", () => {
  let desk: WebhookDesk;
  beforeEach(async () => {
    desk = await openWebhookDesk(TOKEN);
  });
  afterEach(() => desk.close());
  const request = createRequester({ authToken: TOKEN });
  const post = (url: string, params: Record<string, string> = { A: "1" }) =>
    request({ url, method: "POST", params });

  it("sends a GET with its parameters in the query, and signs that", async () => {
    desk.on("/get", () => "ok");
    await request({ url: desk.url("/get?x=1"), method: "GET", params: { To: "+49 1", Empty: "" } });
    expect(desk.received[0]).toMatchObject({
      method: "GET",
      signed: true,
      params: { x: "1", To: "+49 1", Empty: "" },
    });
  });

  it("follows a 302 as a GET without its body, a 307 with it, both signed anew", async () => {
    desk.on("/a", () => ({ status: 302, headers: { location: "/b" } }));
    desk.on("/b", () => ({ status: 307, headers: { location: "/c" } }));
    desk.on("/c", () => "there");
    expect(await post(desk.url("/a"))).toMatchObject({ ok: true, url: desk.url("/c") });
    expect(desk.received.map((one) => [one.method, one.signed])).toEqual([
      ["POST", true],
      ["GET", true],
      ["GET", true],
    ]);
  });

  it("keeps fragment and password out of the address and signs without them", async () => {
    desk.on("/a", () => "ok");
    await post(desk.url("/a").replace("http://", "http://user:p%40ss@") + "#rc=3");
    expect(desk.received[0]?.signed).toBe(true);
    expect(desk.received[0]?.headers["authorization"]).toBe(
      `Basic ${Buffer.from("user:p@ss").toString("base64")}`,
    );
  });

  it("does not try again what the other side answered, however badly", async () => {
    desk.on("/a", () => ({ status: 503 }));
    expect(await post(desk.url("/a#rc=5"))).toMatchObject({ ok: false, code: 11_200 });
    expect(desk.received).toHaveLength(1);
    await post(desk.url("/a#rc=2&rp=all"));
    expect(desk.received).toHaveLength(4);
    const tokens = desk.received.slice(1).map((one) => one.headers["i-twilio-idempotency-token"]);
    expect(new Set(tokens).size).toBe(1);
  });

  it("tries a refused connection once more", async () => {
    const server = createServer();
    let connections = 0;
    server.on("connection", (socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    expect(await post(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)).toMatchObject(
      { ok: false, code: 11_205 },
    );
    expect(connections).toBe(2);
    server.close();
  });

  it.each([
    ["ftp://x/", 11_100],
    ["/relative", 11_100],
    ["http://no-such-host.invalid/", 11_210],
  ])("to %s fails with %d", async (url, code) => {
    expect(await post(url)).toMatchObject({ ok: false, code });
  });

  it("gives up when its time is over", async () => {
    desk.on("/slow", () => new Promise(() => undefined));
    expect(await post(desk.url("/slow#rt=150"))).toMatchObject({ ok: false, code: 11_200 });
  });

  it.each([
    ["", { connectMs: 5000, totalMs: 15_000, retries: 1, policy: ["ct"] }],
    ["#rc=0&rt=3000", { connectMs: 5000, totalMs: 3000, retries: 0, policy: ["ct"] }],
    ["#rc=9&tt=99999&ct=x", { connectMs: 5000, totalMs: 15_000, retries: 1, policy: ["ct"] }],
  ])("reads the overrides in %j", (fragment, expected) => {
    expect(connectionOverrides(`https://a.example/${fragment}`)).toEqual(expected);
  });
});

describe("the cookies of a call", () => {
  it("stay with their origin, are replaced and removed, and are bounded", () => {
    const jar = createCookieJar();
    jar.store("http://a.example/x", ["one=1; Path=/", "two=2", "nonsense"]);
    jar.store("http://a.example/x", ["one=3", "two=; Max-Age=0"]);
    expect(jar.header("http://a.example/y")).toBe("one=3");
    expect(jar.header("http://b.example/")).toBeUndefined();
    jar.store(
      "http://a.example/",
      Array.from({ length: 20 }, (_, index) => `c${index}=1`),
    );
    expect(jar.header("http://a.example/")?.split("; ")).toHaveLength(10);
  });
});
