import {
  type ActivitySettings,
  hearWindow,
  newActivity,
  SAMPLES_PER_MS,
  setPlaying,
} from "../domain/activity/detector.ts";
import { energyOf, rms } from "../domain/mulaw.ts";
import type { Mulaw8k, VoiceActivityEvent } from "../ports/speech.ts";

/** A stretch of one call, of the length that the judge wants. */
export type LineWindow = { readonly audio: Mulaw8k; readonly fromSample: number };

/** One call between the port and whoever judges its windows. */
export type ActivityLine = {
  /** Cuts what comes into windows and hands each over, a copy of its own. */
  push(audio: Mulaw8k): void;
  playing(on: boolean): void;
  /** What the judge says of a window; in order, at once or later. */
  judged(window: LineWindow, probability: number): void;
};

/** Events count back from the newest sample pushed when they are told, not when it was judged. */
export function createActivityLine(
  settings: ActivitySettings,
  windowSamples: number,
  judge: (window: LineWindow) => void,
  hear: (event: VoiceActivityEvent) => void,
): ActivityLine {
  let activity = newActivity();
  let filling = new Uint8Array(windowSamples);
  let filled = 0;
  let cut = 0;
  let pushed = 0;
  return {
    push(audio) {
      // All of it is there before any of it is judged.
      pushed += audio.length;
      for (let at = 0; at < audio.length;) {
        const piece = audio.subarray(at, at + windowSamples - filled);
        filling.set(piece, filled);
        filled += piece.length;
        at += piece.length;
        if (filled < windowSamples) continue;
        const window = { audio: filling, fromSample: cut };
        cut += windowSamples;
        filling = new Uint8Array(windowSamples);
        filled = 0;
        judge(window);
      }
    },
    playing(on) {
      activity = setPlaying(activity, on, pushed);
    },
    judged({ audio, fromSample }, probability) {
      const loudness = rms(energyOf(audio), audio.length);
      const toSample = fromSample + audio.length;
      const window = { probability, rms: loudness, fromSample, toSample };
      const { state, change } = hearWindow(activity, window, settings);
      activity = state;
      if (change === null) return;
      hear({ type: change.type, agoMs: (pushed - change.atSample) / SAMPLES_PER_MS });
    },
  };
}
