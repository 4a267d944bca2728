import { atWeight, MS_PER_LETTER, totalWeight } from "../domain/voice/text-times.ts";
import {
  SpeechError,
  type SpeakRequest,
  type SpeechFault,
  type TextToSpeech,
} from "../ports/speech.ts";

/** What a fake vendor does with one text. */
export type VoiceAct = {
  /** Milliseconds of the clock before the first sound. */
  readonly afterMs?: number;
  /** Breaks off after this much sound, behind its words silence; 0 is before any. */
  readonly failsAtMs?: number;
  readonly fault?: SpeechFault;
  /** Never makes a sound, nor says so. */
  readonly hangs?: boolean;
};

export type FakeVoice = TextToSpeech & {
  readonly byte: number;
  readonly requests: SpeakRequest[];
  /** Words whose sound was given away whole, in order, over all texts. */
  readonly words: string[];
  /** Texts that were ended from outside. */
  aborted(): number;
};

export type FakeVoiceOptions = {
  readonly name: string;
  /** Every byte of its sound. */
  readonly byte: number;
  /** One a text, in order; the last one again and again. */
  readonly acts?: readonly VoiceAct[];
  readonly speaks?: TextToSpeech["speaks"];
  /** Tells the end of every word. */
  readonly timed?: boolean;
  readonly msPerLetter?: number;
  readonly pieceMs?: number;
  readonly after?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Names of voices it knows; default all. */
  readonly knows?: readonly string[];
};

const BYTES_PER_MS = 8;

/** The words of a text and where each has been spoken, in characters. */
function wordsOf(text: string): { word: string; end: number }[] {
  return [...text.matchAll(/\S+/gu)].flatMap((match) => {
    const said = /^.*[\p{L}\p{N}]/u.exec(match[0])?.[0];
    return said === undefined ? [] : [{ word: match[0], end: match.index + said.length }];
  });
}

/** A vendor that speaks at one pace and tells which words it really spoke. */
export function fakeVoice(options: FakeVoiceOptions): FakeVoice {
  const { name, byte, timed = false, msPerLetter = MS_PER_LETTER, pieceMs = 20 } = options;
  const acts = [...(options.acts ?? [{}])];
  const words: string[] = [];
  const requests: SpeakRequest[] = [];
  let aborted = 0;

  async function* speak(request: SpeakRequest, signal: AbortSignal) {
    requests.push(request);
    const act = (acts.length > 1 ? acts.shift() : acts[0]) ?? {};
    const { voice, text } = request;
    const ended = new Promise<never>((_, reject) => {
      signal.addEventListener("abort", () => {
        aborted += 1;
        reject(new SpeechError(name, "aborted"));
      });
    });
    ended.catch(() => undefined);
    if (options.knows && voice !== null && !options.knows.includes(voice)) {
      throw new SpeechError(name, "refused");
    }
    if (act.afterMs !== undefined)
      await Promise.race([options.after?.(act.afterMs, signal), ended]);
    if (act.hangs === true) await ended;
    const wholeMs = Math.round(totalWeight(text) * msPerLetter);
    const untilMs = act.failsAtMs ?? wholeMs;
    let waiting = wordsOf(text);
    for (let ms = 0; ms < untilMs;) {
      const length = Math.min(pieceMs, untilMs - ms) * BYTES_PER_MS;
      ms += length / BYTES_PER_MS;
      const isDone = ms >= wholeMs && act.failsAtMs === undefined;
      const spoken = isDone ? text.length : atWeight(text, ms / msPerLetter);
      const due = waiting.filter(({ end }) => end <= spoken);
      waiting = waiting.filter(({ end }) => end > spoken);
      words.push(...due.map(({ word }) => word));
      if (signal.aborted) throw new SpeechError(name, "aborted");
      yield { type: "audio", audio: new Uint8Array(length).fill(byte) } as const;
      for (const { end } of timed ? due : []) yield { type: "timing", ms, chars: end } as const;
    }
    if (act.failsAtMs !== undefined) throw new SpeechError(name, act.fault ?? "cut");
  }

  return {
    name,
    byte,
    speaks: options.speaks ?? (() => true),
    speak,
    requests,
    words,
    aborted: () => aborted,
  };
}
