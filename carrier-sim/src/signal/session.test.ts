import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { WebSocket } from "ws";
import { openSession } from "./session.ts";
import { findTestKey, testToken } from "./testing/tokens.ts";

class FakeSocket extends EventEmitter {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  sent: string[] = [];
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.terminate();
  }
  terminate(): void {
    if (this.readyState !== 1) return;
    this.readyState = 3;
    this.emit("close");
  }
  says(type: string, payload: object): void {
    this.emit("message", Buffer.from(JSON.stringify({ type, payload })), false);
  }
  echoes(): void {
    this.emit("message", Buffer.from("\n"), false);
  }
  heard(): string[] {
    return this.sent.map((text) =>
      text === "\n" ? "beat" : (JSON.parse(text) as { type: string }).type,
    );
  }
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const socket = new FakeSocket();
  const onClosed = vi.fn<() => void>();
  const session = openSession({
    // The session uses only what the fake has.
    socket: socket as unknown as WebSocket,
    findApiKey: findTestKey,
    clock: () => Date.now(),
    onCallMessage: () => undefined,
    onRegistered: () => undefined,
    onClosed,
  });
  return { socket, session, onClosed };
}

describe("a signalling socket", () => {
  test("is closed when it shows no token within ten seconds", () => {
    const { socket, onClosed } = open();
    socket.says("listen", { token: "nonsense" });
    vi.advanceTimersByTime(10_000);
    expect(socket.heard()).toEqual(["error", "beat"]);
    expect(onClosed).toHaveBeenCalledTimes(1);
  });

  test("gets a beat every five seconds and lives while it echoes", () => {
    const { socket, onClosed } = open();
    socket.says("listen", { token: testToken("anna") });
    for (let i = 0; i < 20; i += 1) {
      vi.advanceTimersByTime(5_000);
      socket.echoes();
    }
    expect(socket.heard().filter((type) => type === "beat")).toHaveLength(20);
    expect(onClosed).not.toHaveBeenCalled();
  });

  test("is cut when three beats go unanswered", () => {
    const { socket, onClosed } = open();
    socket.says("listen", { token: testToken("anna") });
    vi.advanceTimersByTime(19_000);
    expect(onClosed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1_000);
    expect(onClosed).toHaveBeenCalledTimes(1);
  });

  test("that does not read is cut rather than remembered", () => {
    const { socket, session, onClosed } = open();
    socket.bufferedAmount = 2 * 1024 * 1024;
    session.send({ type: "ready", payload: {} });
    expect(onClosed).toHaveBeenCalledTimes(1);
  });

  test("is told once that its token expired, loses its registration, and gets it back with a new token", () => {
    const { socket, session } = open();
    socket.says("listen", { token: testToken("anna", 12) });
    socket.says("register", { media: { audio: true } });
    expect(session.registered()).toBe(true);
    for (let i = 0; i < 5; i += 1) {
      vi.advanceTimersByTime(5_000);
      socket.echoes();
    }
    expect(socket.heard().filter((type) => type !== "beat")).toEqual([
      "connected",
      "ready",
      "error",
      "offline",
    ]);
    expect(socket.sent.some((text) => text.includes("31205"))).toBe(true);
    expect(session.registered()).toBe(false);
    socket.says("listen", { token: testToken("anna") });
    socket.says("register", { media: { audio: true } });
    expect(session.registered()).toBe(true);
  });
});
