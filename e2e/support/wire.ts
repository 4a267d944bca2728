import type { Page } from "@playwright/test";
import { io, type Socket } from "socket.io-client";
import type { Stack } from "../../scripts/start/stack.ts";

/** The token a page's person is signed in with: what somebody without our console would use. */
export async function tokenOf(page: Page): Promise<string> {
  const stored = await page.evaluate(() => {
    const key = Object.keys(sessionStorage).find((name) => name.startsWith("patchbay.session."));
    return key === undefined ? null : sessionStorage.getItem(key);
  });
  if (stored === null) throw new Error("nobody is signed in on this page");
  return (JSON.parse(stored) as { access_token: string }).access_token;
}

/** The status of one REST request. */
export async function ask(
  stack: Stack,
  token: string | undefined,
  method: string,
  path: string,
  body?: object,
): Promise<number> {
  const answer = await fetch(`${stack.urls.console}${path}`, {
    method,
    headers: {
      "content-type": "application/json",
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** A console's socket without a console. */
export async function connect(stack: Stack, token: string): Promise<Socket> {
  const socket = io(`${stack.urls.console}/console`, {
    transports: ["websocket"],
    auth: { token },
    extraHeaders: { origin: stack.urls.console },
    reconnection: false,
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return socket;
}

export function command(socket: Socket, name: string, input: object): Promise<unknown> {
  return socket.timeout(8000).emitWithAck(name, input);
}
