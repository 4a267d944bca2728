import type { Clip, Pcm8k, Playback } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import { newSid } from "../switchboard/sid.ts";
import type { Interruptible } from "../twiml/ast.ts";
import { createStretcher, heardWords } from "./stretches.ts";

export interface Manner {
  language: string;
  interruptible: Interruptible;
  preemptible: boolean;
}

interface Piece extends Manner {
  text: string;
  clip: Promise<Clip | undefined>;
  /** Makes the clip; called when the piece is near the front, so that nothing is spoken for a queue that gets discarded. */
  prepare: () => void;
}

export interface RelayVoice {
  text(token: string, last: boolean, manner: Manner): void;
  sound(load: () => Promise<Pcm8k | undefined>, manner: Manner): void;
  speaking(): boolean;
  /** What may interrupt the piece being spoken. */
  interruptible(): Interruptible;
  /** Discards everything queued and stops what is heard; tells the heard fragment of the current piece. */
  cut(): { heard: string; playedMs: number };
  /** Says that the bot has stopped speaking, once its cut has been told. */
  hush(): void;
  close(): void;
}

export interface RelayVoiceOptions {
  leg: Leg;
  speak(text: string, language: string): Promise<Clip>;
  onSpeaking(on: boolean): void;
  onPlayed(text: string): void;
}

/** Tokens that stop coming in the middle of a sentence are spoken after this long. */
const IDLE_FLUSH_MS = 300;
const MAX_QUEUED_PIECES = 500;
/** Pieces whose sound is made ahead of the one being spoken. */
const AHEAD = 2;

/** Turns text tokens into speech, stretch by stretch, and knows what of it was heard. */
export function createRelayVoice({
  leg,
  speak,
  onSpeaking,
  onPlayed,
}: RelayVoiceOptions): RelayVoice {
  const stretcher = createStretcher();
  let queue: Piece[] = [];
  let current: { piece: Piece; clip: Clip; playback: Playback; id: string } | undefined;
  let manner: Manner = { language: "en-US", interruptible: "any", preemptible: false };
  let freshMessage = true;
  let speaking = false;
  let pumping = false;
  let closed = false;
  let cutting = false;
  /** Everything queued before a cut belongs to an older generation and is never heard. */
  let generation = 0;
  let idle: NodeJS.Timeout | undefined;

  function setSpeaking(on: boolean): void {
    if (speaking === on) return;
    speaking = on;
    onSpeaking(on);
  }

  function enqueue(text: string, make: () => Promise<Clip | undefined>, how: Manner): void {
    if (closed || queue.length >= MAX_QUEUED_PIECES) return;
    const clip = Promise.withResolvers<Clip | undefined>();
    let begun = false;
    queue.push({
      ...how,
      text,
      clip: clip.promise,
      prepare() {
        if (begun) return;
        begun = true;
        make().then(clip.resolve, () => clip.resolve(undefined));
      },
    });
    void pump();
  }

  function sayStretches(stretches: string[]): void {
    for (const text of stretches) {
      const { language } = manner;
      enqueue(text, () => speak(text, language), manner);
    }
  }

  async function pump(): Promise<void> {
    for (const piece of queue.slice(0, AHEAD)) piece.prepare();
    if (pumping) return;
    pumping = true;
    for (let piece = queue[0]; piece !== undefined && !closed; piece = queue[0]) {
      for (const near of queue.slice(0, AHEAD + 1)) near.prepare();
      const mine = generation;
      const clip = await piece.clip;
      if (mine !== generation || closed) continue;
      queue.shift();
      if (clip !== undefined) await utter(piece, clip);
    }
    pumping = false;
    // After a cut the end of speaking is told by `hush`, in its place.
    if (!closed && !cutting && !stretcher.pending()) setSpeaking(false);
  }

  async function utter(piece: Piece, clip: Clip): Promise<void> {
    setSpeaking(true);
    const id = newSid("SY");
    if (piece.text !== "") leg.tell({ kind: "speaking", id, text: piece.text, who: "bot" });
    const playback = leg.sound().play(clip.pcm);
    current = { piece, clip, playback, id };
    const { complete } = await playback.done;
    if (current?.id !== id) return;
    current = undefined;
    if (piece.text === "") return;
    leg.tell({ kind: "said", id, text: piece.text, complete });
    if (complete) onPlayed(piece.text);
  }

  /** A following message pushes out what was flagged preemptible before it. */
  function preempt(): void {
    const flagged = current?.piece.preemptible === true || queue.some((piece) => piece.preemptible);
    if (!flagged) return;
    queue = queue.filter((piece) => !piece.preemptible);
    if (current?.piece.preemptible !== true) return;
    const { heard } = stopCurrent();
    if (heard !== "") onPlayed(heard);
  }

  function stopCurrent(): { heard: string; playedMs: number } {
    const stopped = current;
    if (stopped === undefined) return { heard: "", playedMs: 0 };
    const playedMs = Math.round(stopped.playback.playedMs());
    const heard = heardWords(stopped.piece.text, stopped.clip.wordEndsMs, playedMs);
    current = undefined;
    leg.sound().clear();
    if (stopped.piece.text !== "")
      leg.tell({ kind: "said", id: stopped.id, text: heard, complete: false });
    return { heard, playedMs };
  }

  return {
    text(token, last, how) {
      if (freshMessage) {
        preempt();
        manner = how;
      }
      freshMessage = last;
      clearTimeout(idle);
      sayStretches(stretcher.push(token));
      if (last) sayStretches(stretcher.flush(true));
      else if (stretcher.pending())
        idle = setTimeout(() => sayStretches(stretcher.flush(false)), IDLE_FLUSH_MS);
    },
    sound(load, how) {
      preempt();
      enqueue(
        "",
        async () => {
          const pcm = await load();
          return pcm === undefined ? undefined : { pcm, voice: "", wordEndsMs: [] };
        },
        how,
      );
    },
    speaking: () => speaking,
    interruptible: () =>
      current?.piece.interruptible ?? queue[0]?.interruptible ?? manner.interruptible,
    cut() {
      generation += 1;
      clearTimeout(idle);
      stretcher.flush(true);
      // What still comes of a message that was cut begins anew: the carrier has no way to know it belongs to the old one.
      freshMessage = true;
      queue = [];
      cutting = true;
      return stopCurrent();
    },
    hush() {
      cutting = false;
      if (current === undefined && queue.length === 0) setSpeaking(false);
    },
    close() {
      closed = true;
      generation += 1;
      clearTimeout(idle);
      queue = [];
      stopCurrent();
      speaking = false;
    },
  };
}
