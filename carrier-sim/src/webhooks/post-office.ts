import type { Trouble } from "../trouble/trouble.ts";
import type { CookieJar } from "./cookies.ts";
import type { Method, Requester } from "./request.ts";

export interface Callback {
  url: string;
  method: Method;
  params: Record<string, string>;
  jar?: CookieJar | undefined;
}

/**
 * Notifications nobody waits for. One line per key (a call, a conference): letters leave in order, each
 * after the reply to the one before, unless trouble loses, doubles, swaps or delays them.
 */
export interface PostOffice {
  send(key: string, callback: Callback): void;
  /** Resolves when everything handed in so far has been answered or given up. */
  settled(): Promise<void>;
}

/** Letters that may wait on one line; more are dropped, newest first, and reported. */
const MAX_WAITING = 200;

/** A letter to be swapped with the next goes alone when no next one comes. */
const SWAP_WAIT_MS = 1_000;

export interface PostOfficeOptions {
  request: Requester;
  trouble: Trouble;
  failed: (code: number, message: string, key: string) => void;
}

interface Line {
  waiting: number;
  tail: Promise<void>;
  held?: Callback;
}

export function createPostOffice({ request, trouble, failed }: PostOfficeOptions): PostOffice {
  const lines = new Map<string, Line>();

  function post(key: string, callback: Callback, delayMs: number): void {
    const line = lines.get(key) ?? { waiting: 0, tail: Promise.resolve() };
    lines.set(key, line);
    if (line.waiting >= MAX_WAITING) return failed(11_200, "Too many callbacks waiting", key);
    line.waiting += 1;
    line.tail = line.tail.then(async () => {
      if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
      const reply = await request(callback).catch(() => undefined);
      if (reply === undefined) failed(11_200, "The callback could not be sent", key);
      else if (!reply.ok) failed(reply.code, reply.message, key);
      line.waiting -= 1;
      if (line.waiting === 0 && line.held === undefined) lines.delete(key);
    });
  }

  return {
    send(key, callback) {
      const { fate, delayMs } = trouble.takeCallback();
      if (fate === "lose") return;
      const line = lines.get(key) ?? { waiting: 0, tail: Promise.resolve() };
      if (fate === "swap" && line.held === undefined) {
        line.held = callback;
        lines.set(key, line);
        setTimeout(() => {
          if (line.held !== callback) return;
          delete line.held;
          post(key, callback, delayMs);
        }, SWAP_WAIT_MS).unref();
        return;
      }
      const held = line.held;
      delete line.held;
      post(key, callback, delayMs);
      if (fate === "double") post(key, callback, delayMs);
      if (held !== undefined) post(key, held, delayMs);
    },
    async settled() {
      await Promise.all([...lines.values()].map((line) => line.tail));
    },
  };
}
