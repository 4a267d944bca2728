import type { WebSocket } from "ws";
import { decodeMulaw, encodeMulaw } from "../audio/mulaw.ts";
import { FRAME_MS } from "../ports.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import { listenToBot } from "./bot-words.ts";
import { frameText } from "./frame-text.ts";
import { createLatePost } from "./late-post.ts";
import { type StreamIdentity, createMediaWriter, readMediaCommand } from "./media-messages.ts";

export type StreamEnd =
  | { why: "stopped" }
  | { why: "socket-closed"; clean: boolean }
  | { why: "error"; code: number; message: string };

export interface MediaStream {
  ended: Promise<StreamEnd>;
  /** Says `stop` and closes the socket. */
  stop(): void;
  /** Cuts the socket without a word (trouble on demand). */
  drop(): void;
}

/** Ten minutes of sound that was sent and not yet played is the carrier's limit (31931). */
const MAX_BUFFERED_BYTES = 10 * 60 * 8_000;
/** Unsent media on a socket whose other side does not read; beyond it frames are dropped, not stored. */
const MAX_UNSENT_BYTES = 1024 * 1024;
const MAX_PENDING_MARKS = 10_000;

/** Carries sound between one leg and an open socket. `both` lets the other side speak, too (`<Connect>`). */
export function carryMedia(
  x: Exchange,
  leg: Leg,
  socket: WebSocket,
  identity: StreamIdentity,
  both: boolean,
): MediaStream {
  const { promise: ended, resolve } = Promise.withResolvers<StreamEnd>();
  const post = createLatePost(
    () => x.trouble.mediaFaults(),
    (text) => {
      if (socket.readyState === socket.OPEN) socket.send(text);
    },
  );
  const control = createMediaWriter(identity, post.inOrder);
  let frames = 0;
  let over = false;

  const encoded = new Uint8Array(160);
  const base64 = (): string => Buffer.from(encoded.buffer, 0, 160).toString("base64");

  function finish(end: StreamEnd): void {
    if (over) return;
    over = true;
    untap();
    undigit?.();
    bot?.stop();
    if (both && leg.answered()) leg.sound().clear();
    resolve(end);
  }

  control.start();
  const untap = leg.sound().tap((said, heard) => {
    const at = frames * FRAME_MS;
    frames += 1;
    if (socket.bufferedAmount > MAX_UNSENT_BYTES) return;
    for (const track of identity.tracks) {
      encodeMulaw(track === "inbound" ? said : heard, encoded);
      if (post.lost()) continue;
      control.media(track, at, base64());
    }
  });
  const undigit = both ? leg.digits.on((digit) => control.dtmf(digit)) : undefined;
  const bot =
    both && x.speech !== undefined ? listenToBot(leg, x.speech, () => x.audio.now()) : undefined;

  let bufferedBytes = 0;
  let marks = 0;
  function onMessage(text: string): void {
    const command = readMediaCommand(text);
    switch (command.event) {
      case "malformed":
        return x.alerts.raise(31_950, "Stream: malformed message", leg.sid);
      case "clear":
        bot?.cut();
        // Every mark still waiting comes back at once: its playback settles, unplayed.
        return leg.sound().clear();
      case "mark": {
        if (marks >= MAX_PENDING_MARKS) return;
        marks += 1;
        // A sound of no length settles together with what was queued before it, and at once when nothing is.
        void leg
          .sound()
          .play(new Int16Array(0))
          .done.then(() => {
            marks -= 1;
            if (!over) control.mark(command.name);
          });
        return;
      }
      case "media": {
        const { length } = command.payload;
        if (bufferedBytes + length > MAX_BUFFERED_BYTES) {
          x.alerts.raise(31_931, "Stream: buffer overflow", leg.sid);
          socket.close(1009, "Buffer overflow");
          return finish({ why: "error", code: 31_931, message: "Buffer overflow" });
        }
        bufferedBytes += length;
        void leg
          .sound()
          .play(decodeMulaw(command.payload))
          .done.then(() => void (bufferedBytes -= length));
      }
    }
  }

  // What a one-way fork is sent back is ignored, as documented.
  socket.on("message", (data, binary) => {
    if (both && !binary && !over && !leg.ended.aborted) onMessage(frameText(data));
  });
  socket.on("close", (code) =>
    finish({ why: "socket-closed", clean: code === 1000 || code === 1005 }),
  );
  socket.resume();
  return {
    ended,
    stop() {
      if (over) return;
      finish({ why: "stopped" });
      control.stop();
      post.flush();
      socket.close(1000);
      setTimeout(() => socket.terminate(), 2_000).unref();
    },
    drop: () => socket.terminate(),
  };
}
