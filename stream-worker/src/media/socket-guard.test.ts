import { EventEmitter } from "node:events";
import { describe, expect, it } from "vitest";
import type { WebSocket } from "ws";
import { manualClock } from "../testing/manual-clock.ts";
import { guardSocket } from "./socket-guard.ts";
import { signatureHolds, signUpgrade } from "./twilio-signature.ts";

function guarded() {
  const clock = manualClock();
  const closes: [number, string][] = [];
  let pings = 0;
  const socket = Object.assign(new EventEmitter(), {
    isPaused: false,
    close: (code: number, reason: string) => closes.push([code, reason]),
    terminate: () => closes.push([1006, "terminated"]),
    ping: () => (pings += 1),
  });
  const received: unknown[] = [];
  const guard = guardSocket<unknown>(socket as unknown as WebSocket, {
    parse: (json) => (json === undefined ? "malformed" : { message: json }),
    receive: (message) => received.push(message),
    closed: () => undefined,
    clock,
    metrics: { count: () => undefined, answered: () => undefined },
    rate: { perSecond: 10, burst: 20 },
  });
  return { clock, closes, socket, received, guard, pings: () => pings };
}

describe("a guarded socket", () => {
  it("is closed when nothing valid opens a session within five seconds", () => {
    const { clock, closes } = guarded();
    clock.advance(4_999);
    expect(closes).toEqual([]);
    clock.advance(1);
    expect(closes.slice(0, 1)).toEqual([[1008, "no setup in time"]]);
  });

  it("is left alone once admitted", () => {
    const { clock, closes, guard } = guarded();
    guard.admitted();
    clock.advance(19_000);
    expect(closes).toEqual([]);
  });

  it("is pinged, and given up when it does not answer", () => {
    const { clock, closes, guard, socket, pings } = guarded();
    guard.admitted();
    clock.advance(20_000);
    socket.emit("pong");
    clock.advance(20_000);
    expect([pings(), closes]).toEqual([2, []]);
    clock.advance(20_000);
    expect(closes).toEqual([[1006, "terminated"]]);
  });

  it("forgives nine malformed messages in a row and not ten", () => {
    const { closes, socket } = guarded();
    for (let sent = 0; sent < 9; sent += 1) socket.emit("message", Buffer.from("{"), false);
    socket.emit("message", Buffer.from("{}"), false);
    for (let sent = 0; sent < 9; sent += 1) socket.emit("message", Buffer.from("{"), false);
    expect(closes).toEqual([]);
    socket.emit("message", Buffer.from("{"), false);
    expect(closes).toEqual([[1007, "ten malformed messages"]]);
  });

  it("lets a burst through and closes on a flood", () => {
    const { clock, closes, socket, received } = guarded();
    for (let sent = 0; sent < 20; sent += 1) socket.emit("message", Buffer.from("1"), false);
    clock.advance(1_000);
    for (let sent = 0; sent < 10; sent += 1) socket.emit("message", Buffer.from("1"), false);
    expect(received).toHaveLength(30);
    expect(closes).toEqual([]);
    socket.emit("message", Buffer.from("1"), false);
    expect(closes).toEqual([[1008, "too many messages"]]);
  });
});

describe("the signature of an upgrade", () => {
  const url = "wss://media.example.com";
  const signed = signUpgrade("secret", `${url}/relay`);

  it("holds for either token of a rotation, with or without a trailing slash", () => {
    expect(signatureHolds(signed, url, "/relay", ["secret"])).toBe(true);
    expect(signatureHolds(signed, url, "/relay/", ["new", "secret"])).toBe(true);
    expect(signatureHolds(signUpgrade("secret", `${url}/relay/`), url, "/relay", ["secret"])).toBe(
      true,
    );
  });

  it("does not hold for another path, host or scheme, or when missing", () => {
    expect(signatureHolds(signed, url, "/fork", ["secret"])).toBe(false);
    expect(signatureHolds(signed, "ws://media.example.com", "/relay", ["secret"])).toBe(false);
    expect(signatureHolds(undefined, url, "/relay", ["secret"])).toBe(false);
    expect(signatureHolds("", url, "/relay", ["secret"])).toBe(false);
  });
});
