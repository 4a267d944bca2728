import { splitSpeech } from "../../domain/speakable.ts";
import type { SpeakRequest, SpokenPiece, TextToSpeech } from "../../ports/speech.ts";
import { socketSound } from "./elevenlabs-socket.ts";
import {
  headersOf,
  socketUrl,
  streamBody,
  streamUrl,
  type ElevenLabsOptions,
  type ElevenLabsPart,
} from "./elevenlabs-wire.ts";
import { readMulaw } from "./sound-readers.ts";
import { createPost } from "./post.ts";
import { spoken, type Try } from "./spoken.ts";
import { Setback } from "./watch.ts";

const VENDOR = "elevenlabs";
/** One of the vendor's own voices ("Sarah"); speaks every language of its multilingual models. */
const VOICE_ID = "EXAVITQu4vr4xnSDxMaL";
/** Longer texts lose their melody and their place in the vendor's queue. */
const MAX_CHARS = 450;
const BYTES_PER_MS = 8;
/** A proxy that lets no sockets through will not do so for the next sentence either. */
const SOCKET_RESTS_MS = 300_000;

/** ElevenLabs by its socket or over HTTP; a refused socket gives way to HTTP for some minutes. */
export function createElevenLabs(options: ElevenLabsOptions): TextToSpeech {
  const { clock, transport = "socket", model = "eleven_flash_v2_5" } = options;
  const wall = (): Date => clock.wall();
  const post = createPost(wall);
  let socketRestsUntil = transport === "socket" ? Number.NEGATIVE_INFINITY : Infinity;

  const bySocket = async function* (
    part: ElevenLabsPart,
    signal: AbortSignal,
  ): AsyncGenerator<SpokenPiece> {
    const url = socketUrl(options, model, part);
    try {
      yield* socketSound({ url, headers: headersOf(options), text: part.text, wall }, signal);
    } catch (cause) {
      const isBarred = cause instanceof Setback && cause.fault === "refused";
      if (isBarred && cause.retryAfterMs === 0) socketRestsUntil = clock.now() + SOCKET_RESTS_MS;
      throw cause;
    }
  };
  const byHttp = (part: ElevenLabsPart, signal: AbortSignal): AsyncGenerator<SpokenPiece> =>
    post(
      {
        url: streamUrl(options, part),
        headers: { ...headersOf(options), "Content-Type": "application/json" },
        body: streamBody(model, part),
        reader: readMulaw(),
      },
      signal,
    );

  async function* speak(request: SpeakRequest, signal: AbortSignal): AsyncGenerator<SpokenPiece> {
    const { text, language } = request;
    const voiceId = request.voice ?? options.voices?.[language] ?? VOICE_ID;
    let spokenChars = 0;
    let spokenMs = 0;
    for (const words of splitSpeech(text, language, MAX_CHARS)) {
      const previousText = request.previousText + text.slice(0, spokenChars);
      const part: ElevenLabsPart = { text: words, language, voiceId, previousText };
      const attempt: Try = (trying) =>
        clock.now() < socketRestsUntil ? byHttp(part, trying) : bySocket(part, trying);
      let partMs = 0;
      for await (const piece of spoken(VENDOR, options, attempt, signal)) {
        if (piece.type === "audio") {
          partMs += piece.audio.length / BYTES_PER_MS;
          yield piece;
        } else yield { ...piece, ms: spokenMs + piece.ms, chars: spokenChars + piece.chars };
      }
      spokenMs += partMs;
      spokenChars += words.length;
    }
  }

  return { name: VENDOR, speaks: () => true, speak };
}
