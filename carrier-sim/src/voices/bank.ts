import { createHash } from "node:crypto";
import { tone } from "../audio/tones.ts";
import type { Clip, VoiceBank } from "../ports.ts";
import { createClipCache } from "./clip-cache.ts";
import { createClipFiles } from "./clip-files.ts";
import { createDebianEspeak } from "./espeak-debian.ts";
import { createNpmEspeak } from "./espeak-npm.ts";
import { endsByPauses } from "./ends-by-pauses.ts";
import { createFlite } from "./flite-npm.ts";
import { speakerOf } from "./speaker.ts";
import type { SpeakJob, Synthesizer } from "./synthesizer.ts";
import { endsFromStarts, proportionalEnds, trimSilence, wordsOf } from "./word-ends.ts";

export interface VoiceBankOptions {
  /** `npm` speaks the same on every machine; `debian` (default) is faster where it is installed. */
  prefer?: "debian" | "npm" | undefined;
  /** Folder for clips kept between starts. None: memory only. */
  cacheDir?: string | undefined;
  /** In order of preference; made from what is installed when absent. Banks may share them. */
  synthesizers?: readonly Synthesizer[] | undefined;
}

/** A synthesizer that failed rests this long, so that a broken one costs one sentence its time, not all. */
const REST_MS = 60_000;

/** Speech from the best synthesizer at hand; without one for a language, a soft tone as long as the words would take. */
export function createVoiceBank(options: VoiceBankOptions = {}): VoiceBank & { close(): void } {
  const synthesizers = options.synthesizers ?? installedSynthesizers(options.prefer);
  const memory = createClipCache();
  const files = options.cacheDir === undefined ? undefined : createClipFiles(options.cacheDir);
  const underway = new Map<string, Promise<Clip>>();
  const restingUntil = new Map<Synthesizer, number>();

  const able = (language: string): Synthesizer[] =>
    synthesizers.filter(
      (one) =>
        (restingUntil.get(one) ?? 0) <= performance.now() &&
        one.voiceFor(language, speakerOf(undefined)) !== undefined,
    );

  async function synthesize(one: Synthesizer, job: SpeakJob, key: string): Promise<Clip> {
    const kept = await files?.get(key);
    if (kept !== undefined) return kept;
    const spoken = await one.speak(job);
    const { pcm, cutMs } = trimSilence(spoken.pcm);
    if (pcm.length < 400) throw new Error("the voice stayed silent");
    const durationMs = pcm.length / 8;
    const starts = spoken.words?.map(({ at, startMs }) => ({ at, startMs: startMs - cutMs }));
    const wordEndsMs =
      starts === undefined
        ? endsByPauses(job.text, pcm)
        : endsFromStarts(job.text, starts, durationMs);
    const clip = { pcm, voice: one.voiceFor(job.language, job.speaker)!, wordEndsMs };
    void files?.set(key, clip);
    return clip;
  }

  async function speak(job: SpeakJob): Promise<Clip> {
    for (const one of able(job.language)) {
      const key = keyOf(one.voiceFor(job.language, job.speaker)!, job);
      const known = memory.get(key);
      if (known !== undefined) return known;
      try {
        const running = underway.get(key) ?? synthesize(one, job, key);
        underway.set(key, running);
        const clip = await running;
        memory.set(key, clip);
        return clip;
      } catch {
        restingUntil.set(one, performance.now() + REST_MS);
      } finally {
        underway.delete(key);
      }
    }
    return softTone(job.text);
  }

  return {
    speak: (text, language, { voice, rate } = {}) => {
      if (wordsOf(text).length === 0)
        return Promise.resolve({ pcm: new Int16Array(0), voice: "tone", wordEndsMs: [] });
      return speak({ text, language, speaker: speakerOf(voice), rate });
    },
    voiceFor: (language) => able(language)[0]?.voiceFor(language, speakerOf(undefined)) ?? "tone",
    close() {
      for (const one of synthesizers) one.close();
    },
  };
}

/** What this machine can speak with, best first. Nothing is started yet. */
export function installedSynthesizers(prefer: "debian" | "npm" = "debian"): Synthesizer[] {
  const espeaks =
    prefer === "npm"
      ? [createNpmEspeak(), createDebianEspeak()]
      : [createDebianEspeak(), createNpmEspeak()];
  return [...espeaks, createFlite()].filter((one) => one !== undefined);
}

function keyOf(voice: string, { text, language, speaker, rate }: SpeakJob): string {
  return createHash("sha256")
    .update(JSON.stringify([2, voice, language, speaker.pitch, rate ?? 1, text]))
    .digest("hex");
}

/** About the pace of a speaker, for texts nobody here can say. */
const MS_A_LETTER = 65;
const SOFT = 900;

function softTone(text: string): Clip {
  const durationMs = Math.min(60_000, Math.max(400, text.length * MS_A_LETTER));
  return {
    pcm: tone([330, 440], durationMs, SOFT),
    voice: "tone",
    wordEndsMs: proportionalEnds(text, durationMs),
  };
}
