import { levelDb, createSpeechActivity } from "../audio/speech-activity.ts";
import { soundsLikeSpeech, zeroCrossings } from "../audio/speech-likeness.ts";
import { concat } from "../audio/tones.ts";
import type { LocalSpeech, Pcm8k } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import { newSid } from "../switchboard/sid.ts";

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
/** While it lasts it is asked for what was said so far: after 0.7 s, then in growing distances. */
const ASK_AFTER_FRAMES = 35;
const ASK_AGAIN_GROWTH = 1.25;
/** A bot that talks for longer without a pause is told in pieces. */
const MAX_FRAMES = 1_000;

interface Saying {
  id: string;
  frames: Pcm8k[];
  words: string;
  askAt: number;
  asking: boolean;
  cut: boolean;
}

export function listenToBot(leg: Leg, speech: LocalSpeech, now: () => number): BotWords {
  const activity = createSpeechActivity({ hangoverMs: HANGOVER_MS });
  let before: Pcm8k[] = [];
  let saying: Saying | undefined;

  function begin(): void {
    const id = newSid("SY");
    saying = { id, frames: before, words: "", askAt: ASK_AFTER_FRAMES, asking: false, cut: false };
    leg.tell({ kind: "speaking", id, text: "", who: "bot", byEar: true });
  }

  function askSoFar(current: Saying): void {
    if (current.asking || current.frames.length < current.askAt) return;
    current.asking = true;
    current.askAt = Math.ceil(
      Math.max(current.frames.length + ASK_AFTER_FRAMES, current.frames.length * ASK_AGAIN_GROWTH),
    );
    void speech.understand(concat(current.frames)).then((words) => {
      current.asking = false;
      if (saying !== current) return;
      // Told also when nothing new is known: whoever listens knows then that it goes on.
      if (words !== "") current.words = words;
      leg.tell({ kind: "speaking", id: current.id, text: current.words, who: "bot", byEar: true });
    });
  }

  async function end(current: Saying, endedAtMs: number): Promise<void> {
    saying = undefined;
    const heard = await speech.understand(concat(current.frames));
    if (leg.ended.aborted) return;
    const text = heard === "" ? current.words : heard;
    const agoMs = Math.max(0, now() - endedAtMs);
    const { id } = current;
    if (text !== "")
      leg.tell({ kind: "said", id, text, complete: !current.cut, byEar: true, agoMs });
    else leg.tell({ kind: "unrecognised", id, voice: isVoice(current.frames), agoMs });
  }

  const untap = leg.sound().tap((_said, heard, atMs) => {
    const frame = heard.slice();
    const edge = activity.push(frame, atMs);
    if (saying === undefined) {
      before = [...before, frame].slice(-BEFORE_FRAMES);
      if (edge?.kind === "on") begin();
      return;
    }
    saying.frames.push(frame);
    if (edge?.kind === "off") {
      before = [];
      return void end(saying, edge.atMs);
    }
    if (saying.frames.length < MAX_FRAMES) return askSoFar(saying);
    void end(saying, atMs);
    before = [];
    begin();
  });

  return {
    cut() {
      if (saying !== undefined) saying.cut = true;
    },
    stop() {
      untap();
      if (saying === undefined) return;
      saying.cut = true;
      void end(saying, now());
    },
  };
}

function isVoice(frames: readonly Pcm8k[]): boolean {
  const levels = Float32Array.from(frames, levelDb);
  const crossings = Uint8Array.from(frames, zeroCrossings);
  return soundsLikeSpeech(
    levels,
    crossings,
    frames.map((_, at) => at),
  );
}
