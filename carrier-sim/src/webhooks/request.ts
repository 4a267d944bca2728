import { randomUUID } from "node:crypto";
import type { CookieJar } from "./cookies.ts";
import { connectionOverrides } from "./overrides.ts";
import { addressToSign, signature } from "./sign.ts";

export type Method = "GET" | "POST";

export interface WebhookRequest {
  url: string;
  method: Method;
  params: Record<string, string>;
  jar?: CookieJar | undefined;
}

/** `code` is a carrier error number: 11100 address, 11200 failure or timeout, 11205 connect, 11210 host, 11215 redirects, 11220 TLS, 11750 size. */
export type WebhookReply =
  | { ok: true; url: string; contentType: string; body: Uint8Array }
  | { ok: false; url: string; code: number; message: string };

const MAX_REDIRECTS = 10;
const MAX_BODY_BYTES = 64 * 1024;

export interface RequesterOptions {
  authToken: string;
  /** Extra time the next reply takes, ms (trouble on demand). It counts against the 15 s. */
  holdMs?: () => number;
}

export type Requester = (request: WebhookRequest, maxBytes?: number) => Promise<WebhookReply>;

/** Signed webhook requests with the carrier's timeouts, retry, redirects and cookies. Never throws. */
export function createRequester(options: RequesterOptions): Requester {
  return async (request, maxBytes = MAX_BODY_BYTES) => {
    if (!/^https?:\/\//i.test(request.url) || !URL.canParse(request.url)) {
      return { ok: false, url: request.url, code: 11_100, message: "Invalid URL format" };
    }
    const limits = connectionOverrides(request.url);
    const token = randomUUID();
    const deadline = Date.now() + limits.totalMs;
    for (let attempt = 0; ; attempt += 1) {
      const reply = await follow(request, token, deadline, options, maxBytes);
      const again =
        !reply.ok &&
        attempt < limits.retries &&
        retried(reply.code, limits.policy) &&
        Date.now() < deadline;
      if (!again) return reply;
    }
  };
}

function retried(code: number, policy: string[]): boolean {
  if (policy.includes("all")) return true;
  const connect = code === 11_205 || code === 11_210 || code === 11_220;
  return connect ? policy.includes("ct") : policy.includes("rt") || policy.includes("5xx");
}

async function follow(
  request: WebhookRequest,
  token: string,
  deadline: number,
  options: RequesterOptions,
  maxBytes: number,
): Promise<WebhookReply> {
  let { url, method, params } = request;
  for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
    const address = addressed(url, method, params);
    let response: Response;
    try {
      const held = options.holdMs?.() ?? 0;
      if (held > 0) await late(held, deadline);
      response = await fetch(address.target, {
        method,
        redirect: "manual",
        headers: headersFor(
          address.signed,
          url,
          method,
          params,
          token,
          request.jar,
          options.authToken,
        ),
        signal: AbortSignal.timeout(Math.max(1, deadline - Date.now())),
        ...(method === "POST" ? { body: new URLSearchParams(params).toString() } : {}),
      });
      request.jar?.store(address.target, response.headers.getSetCookie());
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status < 400 && location !== null) {
        await response.body?.cancel();
        url = new URL(location, address.target).toString();
        // 301 and 302 turn a POST into a GET and lose its body, 307 and 308 keep both (TAI, unconfirmed).
        if (response.status < 307) {
          method = "GET";
          params = {};
        }
        continue;
      }
      if (response.status >= 400) {
        await response.body?.cancel();
        return { ok: false, url: request.url, code: 11_200, message: `HTTP ${response.status}` };
      }
      const body = await bounded(response, maxBytes);
      if (body === undefined)
        return { ok: false, url: request.url, code: 11_750, message: "Response body too large" };
      return {
        ok: true,
        url,
        contentType: (response.headers.get("content-type") ?? "").toLowerCase(),
        body,
      };
    } catch (cause) {
      return { ok: false, url: request.url, ...failure(cause) };
    }
  }
  return { ok: false, url: request.url, code: 11_215, message: "Too many redirects" };
}

/** GET carries the parameters in the query, and the query is what is signed. */
function addressed(
  url: string,
  method: Method,
  params: Record<string, string>,
): { target: string; signed: string } {
  const query = new URLSearchParams(params).toString();
  const bare = url.split("#", 1)[0] ?? url;
  const full =
    method === "GET" && query !== "" ? `${bare}${bare.includes("?") ? "&" : "?"}${query}` : bare;
  return { target: full.replace(/^(\w+:\/\/)[^/?@]*@/, "$1"), signed: addressToSign(full) };
}

function headersFor(
  signed: string,
  url: string,
  method: Method,
  params: Record<string, string>,
  token: string,
  jar: CookieJar | undefined,
  authToken: string,
): Record<string, string> {
  const headers: Record<string, string> = {
    "user-agent": "TwilioProxy/1.1",
    accept: "*/*",
    "i-twilio-idempotency-token": token,
    "x-twilio-signature": signature(authToken, signed, method === "POST" ? params : {}),
  };
  if (method === "POST")
    headers["content-type"] = "application/x-www-form-urlencoded; charset=UTF-8";
  const cookie = jar?.header(url);
  if (cookie !== undefined) headers["cookie"] = cookie;
  const { username, password } = new URL(url);
  if (username !== "") {
    const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
    headers["authorization"] = `Basic ${Buffer.from(pair).toString("base64")}`;
  }
  return headers;
}

async function late(ms: number, deadline: number): Promise<void> {
  const left = Math.min(ms, Math.max(0, deadline - Date.now()));
  await new Promise((resolve) => setTimeout(resolve, left));
  if (ms > left) throw new DOMException("held past the deadline", "TimeoutError");
}

async function bounded(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > maxBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function failure(cause: unknown): { code: number; message: string } {
  if (cause instanceof DOMException && cause.name === "TimeoutError")
    return { code: 11_200, message: "Timed out after 15 s" };
  const inner = cause instanceof Error ? cause.cause : undefined;
  const code = inner instanceof Error && "code" in inner ? String(inner.code) : "";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN")
    return { code: 11_210, message: "Host not found" };
  if (/CERT|TLS|SSL/.test(code)) return { code: 11_220, message: "TLS handshake failed" };
  if (/ECONN|UND_ERR_CONNECT|EHOSTUNREACH|ENETUNREACH|EPIPE|UND_ERR_SOCKET/.test(code)) {
    return { code: 11_205, message: "Connection failed" };
  }
  return { code: 11_200, message: "HTTP retrieval failure" };
}
