import { decodeMulaw, encodeMulaw } from "../audio/mulaw.ts";
import { FRAME_SAMPLES, type Dispose, type LegEnd, type Person, type Words } from "../ports.ts";
import { createJitterBuffer, type JitterStats } from "./jitter-buffer.ts";
import type { RtcPeer } from "./rtc-peer.ts";
import { createRtpWriter, readRtp } from "./rtp.ts";
import { PCMU_TYPE } from "./sdp.ts";
import { createSpeechMeter } from "./speech-meter.ts";
import { createToneEvents } from "./tone-events.ts";

const MULAW_SILENCE = new Uint8Array(FRAME_SAMPLES).fill(0xff);

/** A browser at the end of a leg: the switchboard's `Person`, fed by whichever peer connection is current. */
export interface ClientLine extends Person {
  /** Sound goes to this peer from now on. A reconnect replaces it. */
  usePeer(peer: RtcPeer): void;
  /** A packet of the current peer. */
  packet(packet: Uint8Array): void;
  /** Keys sent by signalling message instead of RTP; `w` is a pause and presses nothing. */
  press(digits: string): void;
  /** On the clock given as `now`; the instant of creation while nothing has arrived. */
  lastPacketAt(): number;
  jitter(): JitterStats;
}

export interface ClientLineOptions {
  ssrc: number;
  /** Monotonic milliseconds. */
  now(): number;
  onRinging(callSid: string): void;
  onConnected(callSid: string): void;
  onEnded(end: LegEnd): void;
}

export function createClientLine(options: ClientLineOptions): ClientLine {
  const jitter = createJitterBuffer();
  const tones = createToneEvents();
  const meter = createSpeechMeter();
  const writer = createRtpWriter({
    ssrc: options.ssrc,
    sequence: 1,
    timestamp: 0,
    payloadType: PCMU_TYPE,
  });
  const spoken = new Int16Array(FRAME_SAMPLES);
  const encoded = new Uint8Array(FRAME_SAMPLES);
  const wordsListeners = new Set<(words: Words) => void>();
  const digitListeners = new Set<(digit: string) => void>();
  let peer: RtcPeer | undefined;
  let streamSsrc: number | undefined;
  let lastPacketAt = options.now();

  function emitDigit(digit: string): void {
    for (const listener of digitListeners) listener(digit);
  }

  return {
    kind: "client",
    speak() {
      const frame = jitter.pop();
      const pcm = frame && decodeMulaw(frame, spoken);
      const words = meter.push(pcm, options.now());
      if (words) for (const listener of wordsListeners) listener(words);
      return pcm;
    },
    hear(frame) {
      // Written even while nobody is connected: the timestamps must keep the clock's pace.
      const packet = writer.next(encodeMulaw(frame, encoded));
      peer?.send(packet);
    },
    ringing: options.onRinging,
    connected: options.onConnected,
    ended: options.onEnded,
    told: () => undefined,
    onWords: (listener) => subscribe(wordsListeners, listener),
    onDigit: (listener) => subscribe(digitListeners, listener),
    usePeer(next) {
      peer = next;
    },
    packet(bytes) {
      const packet = readRtp(bytes);
      if (!packet) return;
      lastPacketAt = options.now();
      if (packet.ssrc !== streamSsrc) {
        streamSsrc = packet.ssrc;
        jitter.reset();
      }
      if (packet.payloadType === PCMU_TYPE) {
        if (packet.payload.length === FRAME_SAMPLES) jitter.push(packet.sequence, packet.payload);
        return;
      }
      if (peer?.toneType !== undefined && packet.payloadType === peer.toneType) {
        // Tone packets use up sequence numbers; unfilled they would count as lost audio.
        jitter.push(packet.sequence, MULAW_SILENCE);
        const digit = tones.push(packet.timestamp, packet.payload);
        if (digit) emitDigit(digit);
      }
    },
    press(digits) {
      for (const digit of digits) if (digit !== "w") emitDigit(digit);
    },
    lastPacketAt: () => lastPacketAt,
    jitter: () => jitter.stats(),
  };
}

function subscribe<T>(listeners: Set<T>, listener: T): Dispose {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
