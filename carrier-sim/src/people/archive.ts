import { writeWav } from "../audio/wav.ts";
import type { VoiceBank } from "../ports.ts";

/** A finished call that was never made: who says what when, for recordings that exist from the start. */
export interface ArchivedCall {
  recordingSid: string;
  callSid: string;
  startedAtMs: number;
  durationMs: number;
  language: string;
  /** Channel 1 is what the caller says, channel 2 what the caller hears. */
  lines: readonly { atMs: number; channel: 1 | 2; text: string; voice?: string | undefined }[];
}

const SAMPLES_PER_MS = 8;

/** Speaks the lines into the two channels of a WAV; a line longer than its place is cut at the next of its channel. */
export async function renderCall(call: ArchivedCall, voices: VoiceBank): Promise<Uint8Array> {
  const samples = Math.round(call.durationMs * SAMPLES_PER_MS);
  const both = new Int16Array(samples * 2);
  for (const [index, line] of call.lines.entries()) {
    const { pcm } = await voices.speak(
      line.text,
      call.language,
      line.voice === undefined ? {} : { voice: line.voice },
    );
    const from = Math.round(line.atMs * SAMPLES_PER_MS);
    const next = call.lines.slice(index + 1).find((later) => later.channel === line.channel);
    const until = Math.min(
      samples,
      next ? Math.round(next.atMs * SAMPLES_PER_MS) : samples,
      from + pcm.length,
    );
    for (let at = from; at < until; at += 1) both[at * 2 + line.channel - 1] = pcm[at - from]!;
  }
  return writeWav(both, 2);
}
