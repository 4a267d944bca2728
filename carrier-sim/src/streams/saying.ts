import { levelDb } from "../audio/speech-activity.ts";
import { soundsLikeSpeech, zeroCrossings } from "../audio/speech-likeness.ts";
import { concat } from "../audio/tones.ts";
import { FRAME_MS, type LocalSpeech, type Pcm8k } from "../ports.ts";

/** One stretch of a bot's speech, whose words a recogniser is asked for while it grows. */
export interface Saying {
  /** One frame of 20 ms; the array is kept. */
  push(frame: Pcm8k): void;
  /** How many were pushed. */
  frames(): number;
  /** It is over: its words, none where nobody knows them; and whether it was speech at all. */
  end(): Promise<{ text: string; voice: boolean }>;
}

/** It is asked for what was said so far after 0.7 s, and then in distances that grow with what is open. */
const ASK_AFTER_FRAMES = 35;
const ASK_AGAIN_SHARE = 0.25;

/** `heard` is told the words so far, after every question. */
export function createSaying(speech: LocalSpeech, heard: (text: string) => void): Saying {
  const levels: number[] = [];
  const crossings: number[] = [];
  let open: Pcm8k[] = [];
  let settled = "";
  let words = "";
  let askAt = ASK_AFTER_FRAMES;
  let asking: Promise<void> | undefined;

  async function ask(): Promise<void> {
    const asked = open.length;
    const { text, settled: done } = await speech.understand(concat(open));
    if (text !== "") words = together(settled, text);
    if (done.text === "") return;
    // Only what came after it is asked for again: a long turn would take ever longer.
    settled = together(settled, done.text);
    open = open.slice(Math.min(asked, Math.floor(done.untilMs / FRAME_MS)));
  }

  return {
    push(frame) {
      open.push(frame);
      levels.push(levelDb(frame));
      crossings.push(zeroCrossings(frame));
      if (asking !== undefined || levels.length < askAt) return;
      asking = ask().then(() => {
        asking = undefined;
        askAt = levels.length + Math.ceil(ASK_AFTER_FRAMES + open.length * ASK_AGAIN_SHARE);
        heard(words);
      });
    },
    frames: () => levels.length,
    async end() {
      await asking;
      await ask();
      const all = levels.map((_, at) => at);
      const voice = soundsLikeSpeech(Float32Array.from(levels), Uint8Array.from(crossings), all);
      return { text: words, voice };
    },
  };
}

const together = (...texts: readonly string[]): string =>
  texts.filter((text) => text !== "").join(" ");
