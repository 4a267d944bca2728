import { decodeMulaw } from "../../src/domain/mulaw.ts";
import type { StreamWire } from "../../src/ports.ts";

const FRAME_BYTES = 160;
const FRAME_MS = 20;
/** One way, from us to the carrier and back. */
const NETWORK_MS = 40;

/** Which sound a stretch of the wire belongs to. */
export type Feed = { readonly id: number; readonly fromMs: number; readonly ms: number };

type Waiting = { readonly at: number; readonly run: () => void };

/** The carrier's end of our voice in virtual time: it plays what it is given, 20 ms at a time. */
export type Carrier = {
  readonly wire: StreamWire;
  /** Plays the next 20 ms; null is silence. */
  play(now: number): Float32Array;
  /** Something sounds or is on its way. */
  sounding(): boolean;
  /** Milliseconds of each sound that were really played. */
  playedMs(id: number): number;
};

/** @param feeds what the next media belong to, oldest first; taken from it as media come */
export function createCarrier(
  clock: { now(): number },
  feeds: Feed[],
  mark: (name: string) => void,
): Carrier {
  let queue: { frame: Uint8Array; id: number; endMs: number }[] = [];
  let marks: { name: string; after: number }[] = [];
  let coming: Waiting[] = [];
  let played = 0;
  const heard = new Map<number, number>();

  const later = (run: () => void): void => {
    coming = [...coming, { at: clock.now() + NETWORK_MS, run }];
  };
  const back = (name: string): void => later(() => mark(name));

  const wire: StreamWire = {
    sendMedia(audio) {
      const feed = feeds.shift();
      later(() => {
        for (let at = 0; at < audio.length; at += FRAME_BYTES) {
          const endMs = (feed?.fromMs ?? 0) + at / 8 + FRAME_MS;
          const frame = audio.subarray(at, at + FRAME_BYTES);
          queue.push({ frame, id: feed?.id ?? 0, endMs });
        }
      });
    },
    sendMark: (name) =>
      later(() => {
        if (queue.length === 0) back(name);
        else marks.push({ name, after: played + queue.length });
      }),
    sendClear: () =>
      later(() => {
        queue = [];
        for (const { name } of marks) back(name);
        marks = [];
      }),
    end() {},
  };

  return {
    wire,
    play(now) {
      const due = coming.filter(({ at }) => at <= now);
      coming = coming.filter(({ at }) => at > now);
      for (const { run } of due) run();
      const next = queue.shift();
      if (next === undefined) return new Float32Array(FRAME_BYTES);
      played += 1;
      heard.set(next.id, next.endMs);
      for (const { name } of marks.filter(({ after }) => after <= played)) back(name);
      marks = marks.filter(({ after }) => after > played);
      return Float32Array.from(decodeMulaw(next.frame), (sample) => sample / 32_768);
    },
    sounding: () => queue.length > 0 || coming.length > 0,
    playedMs: (id) => heard.get(id) ?? 0,
  };
}
