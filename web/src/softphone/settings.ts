import { createStore } from "zustand/vanilla";
import { z } from "zod";

const schema = z.object({
  microphoneId: z.string(),
  speakerId: z.string(),
  ringerId: z.string(),
  /** 0–2: what the microphone is multiplied by before it is sent. */
  gain: z.number().min(0).max(2),
});
export type AudioSettings = z.infer<typeof schema>;

const STORED = "patchbay.audio";
const fresh: AudioSettings = {
  microphoneId: "default",
  speakerId: "default",
  ringerId: "default",
  gain: 1,
};

function load(): AudioSettings {
  try {
    return schema.parse(JSON.parse(localStorage.getItem(STORED) ?? "null"));
  } catch {
    return fresh;
  }
}

/** Which devices this person chose on this machine; kept between visits. */
export const audioSettings = createStore<AudioSettings>(load);

audioSettings.subscribe((settings) => localStorage.setItem(STORED, JSON.stringify(settings)));
