import { createSpeechActivity } from "../audio/speech-activity.ts";
import type { LocalSpeech, Pcm8k } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import { newSid } from "../switchboard/sid.ts";
import { createSaying, type Saying } from "./saying.ts";

/** Tells a leg's person the words of the bot at the other end of its stream, as far as a recogniser knows them. */
export interface BotWords {
  /** The bot took back what it had sent: what sounds now breaks off. */
  cut(): void;
  /** The stream is over; what was being said is told as cut. */
  stop(): void;
}

/** Between the sentences of one turn a synthesizer pauses for up to 400 ms. */
const HANGOVER_MS = 450;
/** Speech is believed after 60 ms; what was heard before belongs to it. */
const BEFORE_FRAMES = 10;
/** A bot that talks for longer without a pause is told in pieces. */
const MAX_FRAMES = 1_500;

export function listenToBot(leg: Leg, speech: LocalSpeech, now: () => number): BotWords {
  const activity = createSpeechActivity({ hangoverMs: HANGOVER_MS });
  let before: Pcm8k[] = [];
  let current: { id: string; saying: Saying; cut: boolean } | undefined;

  function begin(): void {
    const id = newSid("SY");
    const telling = (text: string): void =>
      leg.tell({ kind: "speaking", id, text, who: "bot", byEar: true });
    const saying = createSaying(speech, (text) => {
      // Told also when nothing new is known: whoever listens knows then that it goes on.
      if (current?.id === id) telling(text);
    });
    current = { id, saying, cut: false };
    telling("");
    for (const frame of before) saying.push(frame);
    before = [];
  }

  async function end(endedAtMs: number): Promise<void> {
    if (current === undefined) return;
    const { id, saying, cut } = current;
    current = undefined;
    const { text, voice } = await saying.end();
    if (leg.ended.aborted) return;
    const agoMs = Math.max(0, now() - endedAtMs);
    if (text === "") leg.tell({ kind: "unrecognised", id, voice, agoMs });
    else leg.tell({ kind: "said", id, text, complete: !cut, byEar: true, agoMs });
  }

  const untap = leg.sound().tap((_said, heard, atMs) => {
    const frame = heard.slice();
    const edge = activity.push(frame, atMs);
    if (current === undefined) {
      before = [...before, frame].slice(-BEFORE_FRAMES);
      if (edge?.kind === "on") begin();
      return;
    }
    current.saying.push(frame);
    if (edge?.kind === "off") return void end(edge.atMs);
    if (current.saying.frames() < MAX_FRAMES) return;
    void end(atMs);
    begin();
  });

  return {
    cut() {
      if (current !== undefined) current.cut = true;
    },
    stop() {
      untap();
      if (current !== undefined) current.cut = true;
      void end(now());
    },
  };
}
