import type { Language } from "@patchbay/contracts";
import { hasWords, speakable, splitSpeech } from "../../domain/speakable.ts";
import { continueFrom, paceOf } from "../../domain/voice/continuation.ts";
import type { Timing } from "../../domain/voice/state.ts";
import { MS_PER_LETTER, wholeWords } from "../../domain/voice/text-times.ts";
import type { Clock } from "../../ports.ts";
import { SpeechError, type SpokenPiece, type TextToSpeech } from "../../ports/speech.ts";
import type { Breaker } from "../breaker.ts";
import type { Clip, ClipKey } from "./clips.ts";
import { firstToSpeak } from "./first-voice.ts";
import { orderOf } from "./order.ts";
import { MAX_PART_CHARS, msOf } from "./render.ts";
import { sayByName } from "./say-by-name.ts";
import { createTally } from "./tally.ts";

export type VoiceOptions = {
  /** In the organization's order; those that do not speak the language are passed over. */
  readonly voices: readonly TextToSpeech[];
  readonly language: Language;
  /** The organization's choice, a name of its first vendor; the others use their own. */
  readonly voice: string | null;
  readonly breakers: (vendor: string) => Breaker;
  readonly clips: { get(key: ClipKey): Clip | null };
  /** The caller hears another vendor from now on. */
  readonly fellBack: (from: string, to: string) => void;
  readonly clock: Clock;
};

/** One call's voice. */
export type Voice = {
  /** Who spoke last, or would speak; null where nobody speaks the language. */
  vendor(): string | null;
  /**
   * The sound of one text, by one vendor at a time. Where a vendor breaks off, the next one says the
   * rest from behind the last word that was surely spoken; a timing tells where. Throws the
   * `SpeechError` of the last one when nobody can go on. A text without words has no sound.
   */
  speak(text: string, previousText: string, signal: AbortSignal): AsyncIterable<SpokenPiece>;
};

type Request = { readonly text: string; readonly previousText: string };

export function createVoice(options: VoiceOptions): Voice {
  const { language, breakers, clock } = options;
  const voices = options.voices.filter((one) => one.speaks(language));
  const failed = new Set<TextToSpeech>();
  const paces = new Map<TextToSpeech, number>();
  let current: TextToSpeech | null = null;
  let isNameKnown = true;

  const order = (): readonly TextToSpeech[] =>
    orderOf(voices, { current, failed, rests: (voice) => breakers(voice.name).open() });
  const nameFor = (vendor: TextToSpeech): string | null =>
    vendor === options.voices[0] ? options.voice : null;

  const speaksNow = (vendor: TextToSpeech): void => {
    const before = current ?? voices[0];
    current = vendor;
    if (before !== undefined && before !== vendor) options.fellBack(before.name, vendor.name);
  };
  const fails = (vendor: TextToSpeech): void => {
    failed.add(vendor);
    breakers(vendor.name).failed();
  };
  const says = (
    vendor: TextToSpeech,
    request: Request,
    signal: AbortSignal,
  ): AsyncIterable<SpokenPiece> => {
    const voice = isNameKnown ? nameFor(vendor) : null;
    const unknown = (): void => {
      isNameKnown = false;
    };
    return sayByName(vendor, { ...request, language, voice }, unknown, signal);
  };

  /** A text by the first of `asked` that can, as far as it comes; answers who and how far that was. */
  async function* sayOnce(
    asked: readonly TextToSpeech[],
    request: Request,
    base: Timing,
    signal: AbortSignal,
  ): AsyncGenerator<SpokenPiece, { vendor: TextToSpeech; at: Timing; cause: unknown }> {
    const { text } = request;
    const begun = await firstToSpeak({
      voices: asked,
      say: (vendor, ending) => says(vendor, request, ending),
      failed: fails,
      clock,
      signal,
    });
    const { voice: vendor } = begun;
    const tally = createTally(base);
    let chars = text.length;
    let cause: unknown = null;
    speaksNow(vendor);
    try {
      for (const piece of begun.early) yield* tally.take(piece);
      for (;;) {
        const next = await begun.rest.next();
        if (next.done === true) break;
        yield* tally.take(next.value);
      }
      breakers(vendor.name).worked();
      if (tally.timings().length === 0) {
        paces.set(vendor, Math.max(paces.get(vendor) ?? 0, paceOf(text, tally.ms())));
      }
    } catch (broke) {
      if (signal.aborted) throw broke;
      cause = broke;
      fails(vendor);
      const pace = paces.get(vendor) ?? MS_PER_LETTER;
      chars = continueFrom(text, tally.ms(), tally.timings(), pace);
    } finally {
      begun.stop();
    }
    return { vendor, at: { ms: base.ms + tally.ms(), chars: base.chars + chars }, cause };
  }

  /** A text by as many vendors as it takes, in parts that vendors take. */
  async function* sayAll({ text, previousText }: Request, signal: AbortSignal) {
    let at: Timing = { ms: 0, chars: 0 };
    for (const part of splitSpeech(text, language, MAX_PART_CHARS)) {
      const end = at.chars + part.length;
      const brokeOff = new Set<TextToSpeech>();
      let lastCause: unknown = new SpeechError("voice", "refused");
      while (hasWords(text.slice(at.chars, end))) {
        const asked = order().filter((voice) => !brokeOff.has(voice));
        if (asked.length === 0) throw lastCause;
        const request = {
          text: text.slice(at.chars, end),
          previousText: previousText + text.slice(0, at.chars),
        };
        const said = yield* sayOnce(asked, request, at, signal);
        ({ at } = said);
        brokeOff.add(said.vendor);
        lastCause = said.cause;
        // Where one sound ends and another begins no rate of speech carries over.
        if (said.cause !== null || end < text.length) yield { type: "timing", ...at } as const;
        if (said.cause === null) break;
      }
      at = { ...at, chars: end };
    }
  }

  const clipOf = (text: string, vendors: readonly TextToSpeech[]) => {
    for (const vendor of vendors) {
      const clip = options.clips.get({
        vendor: vendor.name,
        voice: nameFor(vendor),
        language,
        text,
      });
      if (clip) return { vendor, clip };
    }
    return null;
  };

  /** As it was rendered by who would be asked first; by anybody else only before there is silence. */
  async function* sayOrPlay(text: string, request: Request, signal: AbortSignal) {
    let found = clipOf(text, order().slice(0, 1));
    let begun = false;
    try {
      if (found === null) {
        for await (const piece of sayAll(request, signal)) {
          begun = true;
          yield piece;
        }
      }
    } catch (cause) {
      found = begun || signal.aborted ? null : clipOf(text, voices);
      if (found === null) throw cause;
    }
    if (found === null) return;
    speaksNow(found.vendor);
    yield* found.clip;
  }

  return {
    vendor: () => (current ?? voices[0])?.name ?? null,
    async *speak(text, previousText, signal) {
      const words = speakable(text);
      if (words === "") return;
      // Times are told in characters of the text as it was given.
      const given = (chars: number): number =>
        words === text ? chars : wholeWords(text, Math.floor((chars / words.length) * text.length));
      let ms = 0;
      let timed = false;
      for await (const piece of sayOrPlay(text, { text: words, previousText }, signal)) {
        ms += msOf(piece);
        timed ||= piece.type === "timing";
        yield piece.type === "audio" ? piece : { ...piece, chars: given(piece.chars) };
      }
      if (timed) yield { type: "timing", ms, chars: text.length };
    },
  };
}
