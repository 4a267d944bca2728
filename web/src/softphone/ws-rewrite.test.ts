import { afterEach, expect, test, vi } from "vitest";
import { rewriteSignalling, type SocketScope } from "./ws-rewrite.ts";

const opened: [string, string | string[] | undefined][] = [];

class FakeSocket {
  static readonly OPEN = 1;
  constructor(url: string | URL, protocols?: string | string[]) {
    opened.push([String(url), protocols]);
  }
}

function scope(): SocketScope {
  return { WebSocket: FakeSocket as unknown as typeof WebSocket };
}

afterEach(() => {
  opened.length = 0;
  vi.unstubAllGlobals();
});

test("one host’s secure sockets open in plain text, with their path and protocols", () => {
  const page = scope();
  rewriteSignalling("localhost:4010", page);
  expect(new page.WebSocket("wss://localhost:4010/signal", ["a"])).toBeInstanceOf(FakeSocket);
  expect(opened).toEqual([["ws://localhost:4010/signal", ["a"]]]);
});

test.each([
  "wss://localhost:4011/signal",
  "wss://localhost/signal",
  "wss://voice-js.roaming.twilio.com/signal",
  "wss://localhost.example.org:4010/signal",
  "not a url",
  "wss://example.org/?localhost:4010",
  "ws://localhost:4010/signal",
])("%s is left as it is", (url) => {
  const page = scope();
  rewriteSignalling("localhost:4010", page);
  void new page.WebSocket(url);
  expect(opened).toEqual([[url, undefined]]);
});

test("constants stay, and the original class comes back", () => {
  const page = scope();
  const undo = rewriteSignalling("localhost:4010", page);
  expect(page.WebSocket.OPEN).toBe(1);
  expect(page.WebSocket).not.toBe(FakeSocket);
  undo();
  expect(page.WebSocket).toBe(FakeSocket);
});
