import { createRequire } from "node:module";
import { aggressivenessFor } from "../domain/activity/aggressiveness.ts";
import { decodeMulaw } from "../domain/mulaw.ts";
import type { VoiceActivity } from "../ports/speech.ts";
import { createActivityLine } from "./activity-line.ts";

/** libfvad's C interface (fvad.h): WebRTC's detector of 2011, by Gaussian mixtures. */
export type Fvad = {
  readonly HEAP16: Int16Array;
  _malloc(bytes: number): number;
  _fvad_new(): number;
  _fvad_free(detector: number): void;
  _fvad_set_mode(detector: number, aggressiveness: number): number;
  _fvad_set_sample_rate(detector: number, hz: number): number;
  /** 1 speech, 0 none, -1 a length it does not know. */
  _fvad_process(detector: number, frame: number, samples: number): number;
};

const FRAME_SAMPLES = 160;
const MOST = 3;
const require = createRequire(import.meta.url);

export function loadFvad(): Promise<Fvad> {
  const { default: load } = require("@echogarden/fvad-wasm") as { default: () => Promise<Fvad> };
  return load();
}

/**
 * The detector for machines that cannot load Silero's runtime: 4 µs for 20 ms, here and now, without
 * a thread. Speech it notices as fast, but keys, tones, music, knocks and breath are speech to it as
 * well (43 onsets in 40 s of keys, where Silero has 4). A threshold becomes the aggressiveness
 * nearest to it.
 */
export async function createFvad(load = loadFvad): Promise<VoiceActivity> {
  const fvad = await load();
  const frame = fvad._malloc(2 * FRAME_SAMPLES);
  const open = new Set<number>();
  return {
    name: "fvad",
    open(settings, hear) {
      const detector = fvad._fvad_new();
      open.add(detector);
      const aggressiveness = aggressivenessFor(settings.threshold);
      fvad._fvad_set_sample_rate(detector, 8_000);
      fvad._fvad_set_mode(detector, aggressiveness);
      const line = createActivityLine(
        settings,
        FRAME_SAMPLES,
        (window) => {
          fvad.HEAP16.set(decodeMulaw(window.audio), frame / 2);
          line.judged(window, fvad._fvad_process(detector, frame, FRAME_SAMPLES));
        },
        hear,
      );
      const isOpen = (): boolean => open.has(detector);
      return {
        push(audio) {
          if (isOpen()) line.push(audio);
        },
        playing(on) {
          if (!isOpen()) return;
          // It says yes or no, so only a stricter mode makes it stricter.
          fvad._fvad_set_mode(detector, on ? MOST : aggressiveness);
          line.playing(on);
        },
        close() {
          if (open.delete(detector)) fvad._fvad_free(detector);
        },
      };
    },
    async close() {
      for (const detector of open) fvad._fvad_free(detector);
      open.clear();
    },
  };
}
