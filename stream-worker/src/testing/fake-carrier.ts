import { createHmac, randomUUID } from "node:crypto";
import type { SessionPurpose } from "@patchbay/contracts";
import { SignJWT } from "jose";
import { WebSocket } from "ws";

export const AUTH_TOKEN = "carrier-auth-token";
export const MEDIA_SECRET = "media-token-secret-of-at-least-32-bytes";

export type TokenOptions = {
  purpose?: SessionPurpose;
  epoch?: number;
  jti?: string;
  secret?: string;
  audience?: string;
  expiresIn?: string;
};

export function mediaToken(callId: string, options: TokenOptions = {}): Promise<string> {
  return new SignJWT({ epoch: options.epoch ?? 1, purpose: options.purpose ?? "relay" })
    .setProtectedHeader({ alg: "HS256" })
    .setSubject(callId)
    .setAudience(options.audience ?? "patchbay-media")
    .setJti(options.jti ?? randomUUID())
    .setIssuedAt()
    .setExpirationTime(options.expiresIn ?? "60s")
    .sign(new TextEncoder().encode(options.secret ?? MEDIA_SECRET));
}

/** Opens a socket as the carrier does: signed over the address as written in the document. */
export function dial(url: string, token = AUTH_TOKEN, signedUrl = url): WebSocket {
  const signature = createHmac("sha1", token).update(signedUrl).digest("base64");
  return new WebSocket(url, { headers: { "x-twilio-signature": signature } });
}

export function whenOpen(socket: WebSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("open", () => resolve());
    socket.once("error", reject);
  });
}

export function whenClosed(socket: WebSocket): Promise<{ code: number; reason: string }> {
  return new Promise((resolve) => {
    socket.once("close", (code, reason) => resolve({ code, reason: reason.toString() }));
  });
}

export type FakeRelay = {
  readonly socket: WebSocket;
  /** Everything handed over to be spoken so far. */
  spoken(): string;
  ended(): boolean;
  /** While held, text is queued and nothing is reported as played. */
  hold(on: boolean): void;
  /** Plays part of what is queued, as a clause that has just been spoken. */
  play(text: string): void;
  say(text: string): void;
  bargeIn(text: string, heard: string): void;
  key(digit: string): void;
  send(message: object): void;
  untilSpoken(match: RegExp): Promise<string>;
  untilEnded(): Promise<void>;
  hangUp(): void;
};

/** The carrier's end of a ConversationRelay socket, in the order captures of the wire show. */
export async function connectRelay(
  url: string,
  parameters: Record<string, string>,
  greeting?: string,
): Promise<FakeRelay> {
  const socket = dial(url);
  let spoken = "";
  let queued = "";
  let held = false;
  let ended = false;
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const check of waiting) check();
  };
  const until = (met: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (!met()) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      check();
    });
  const send = (message: object): void => socket.send(JSON.stringify(message));
  const info = (name: string, value: string): void => send({ type: "info", name, value });
  const play = (text: string): void => {
    if (text.trim() === "") return;
    info("agentSpeaking", "on");
    info("tokensPlayed", text);
    info("agentSpeaking", "off");
  };

  socket.on("message", (data: Buffer) => {
    const message = JSON.parse(data.toString()) as Record<string, unknown>;
    if (message["type"] === "end") ended = true;
    if (message["type"] === "text") {
      spoken += String(message["token"]);
      queued += String(message["token"]);
      if (!held) {
        play(queued);
        queued = "";
      }
    }
    changed();
  });
  await whenOpen(socket);
  send({
    type: "setup",
    sessionId: `VX${randomUUID().replaceAll("-", "")}`,
    accountSid: "AC0",
    callSid: "CA0",
    from: "+14155550123",
    to: "+14155550100",
    direction: "inbound",
    callStatus: "RINGING",
    customParameters: parameters,
  });
  if (greeting !== undefined) play(greeting);

  return {
    socket,
    send,
    spoken: () => spoken,
    ended: () => ended,
    hold(on) {
      held = on;
      if (!on) play(queued);
      if (!on) queued = "";
    },
    play,
    say(text) {
      info("clientSpeaking", "on");
      send({ type: "prompt", voicePrompt: text.split(" ")[0], lang: "en", last: false });
      info("clientSpeaking", "off");
      send({ type: "prompt", voicePrompt: text, lang: "en", last: true });
    },
    bargeIn(text, heard) {
      queued = "";
      info("clientSpeaking", "on");
      info("tokensPlayed", heard);
      send({ type: "interrupt", utteranceUntilInterrupt: heard, durationUntilInterruptMs: 700 });
      send({ type: "prompt", voicePrompt: text.split(" ")[0], lang: "en", last: false });
      info("agentSpeaking", "off");
      info("clientSpeaking", "off");
      send({ type: "prompt", voicePrompt: text, lang: "en", last: true });
    },
    key: (digit) => send({ type: "dtmf", digit }),
    async untilSpoken(match) {
      await until(() => match.test(spoken));
      return spoken;
    },
    untilEnded: () => until(() => ended),
    hangUp: () => socket.close(1000, "Closing websocket session"),
  };
}
