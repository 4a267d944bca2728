/** Start and end on the stream's clock, ms; `endMs` is null while speech goes on. */
export type SpeechSpan = { readonly startMs: number; readonly endMs: number | null };

/** RMS of 16-bit samples above which a 20 ms frame counts as speech. */
const SPEECH_RMS = 500;
const ONSET_FRAMES = 3;
/** Pauses between words are no end. */
const HANGOVER_MS = 600;
const FRAME_MS = 20;
const MAX_SPANS = 1_000;

export type SpeechTrack = {
  readonly spans: readonly SpeechSpan[];
  readonly loudFrames: number;
  readonly lastLoudMs: number;
};

export const silentTrack: SpeechTrack = { spans: [], loudFrames: 0, lastLoudMs: 0 };

/** Folds one frame in: who spoke when, without knowing the words. The newest spans are kept. */
export function hearFrame(track: SpeechTrack, rms: number, atMs: number): SpeechTrack {
  const current = track.spans.at(-1);
  const speaking = current?.endMs === null;
  if (rms < SPEECH_RMS) {
    const over = speaking && atMs - track.lastLoudMs > HANGOVER_MS;
    if (!over) return track.loudFrames === 0 ? track : { ...track, loudFrames: 0 };
    const ended = { startMs: current.startMs, endMs: track.lastLoudMs + FRAME_MS };
    return { ...track, loudFrames: 0, spans: [...track.spans.slice(0, -1), ended] };
  }
  const loudFrames = track.loudFrames + 1;
  if (speaking || loudFrames < ONSET_FRAMES) return { ...track, loudFrames, lastLoudMs: atMs };
  const started = { startMs: Math.max(0, atMs - (ONSET_FRAMES - 1) * FRAME_MS), endMs: null };
  return {
    loudFrames,
    lastLoudMs: atMs,
    spans: [...track.spans, started].slice(-MAX_SPANS),
  };
}
