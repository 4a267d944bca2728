import express, { Router } from "express";
import { z } from "zod";
import { upsample } from "../audio/upsample.ts";
import { writeWav } from "../audio/wav.ts";
import type { Clip, VoiceBank } from "../ports.ts";
import { deliveryOf } from "./bot-voice.ts";
import { refuse } from "./refuse.ts";
import type { SpokenClips } from "./spoken-clips.ts";

const MAX_CHARACTERS = 1_000;

const wanted = z.object({
  model: z.string().max(100).optional(),
  input: z
    .string('"input" is missing.')
    .max(MAX_CHARACTERS, `"input" has more than ${MAX_CHARACTERS} characters.`)
    .refine((text) => text.trim() !== "", '"input" is empty.'),
  voice: z.string().max(64).optional(),
  language: z.string().min(2).max(20).optional(),
  speed: z.number().min(0.5).max(2).optional(),
  response_format: z
    .enum(["wav", "pcm"], '"response_format" is "wav" or "pcm" here.')
    .default("wav"),
});

const UNKNOWN_VOICE =
  'No such "voice" here: name a language (de-DE), or one of our own (f3, m2/40) with its "language".';

/** OpenAI's own rate, which its clients take `pcm` to have. */
const PCM_TIMES_8K = 3;

/**
 * `POST /v1/audio/speech`, as OpenAI has it: `input` spoken as WAV (8 kHz) or bare samples (24 kHz). `voice`
 * is a language (`de-DE`), which may stand in `language` as well, or one of our own voices (`m2/40`).
 */
export function voiceRoutes({
  voices,
  spoken,
}: {
  voices: VoiceBank;
  spoken: SpokenClips;
}): Router {
  const router = Router();
  router.post("/v1/audio/speech", express.json({ limit: "64kb" }), async (request, response) => {
    const { data, error } = wanted.safeParse(request.body);
    if (data === undefined)
      return refuse(response, 400, error.issues[0]?.message ?? "The body cannot be read.");
    const delivery = deliveryOf(data);
    if (delivery === undefined) return refuse(response, 400, UNKNOWN_VOICE);
    const { locale, ...how } = delivery;
    const clip = await voices.speak(data.input, locale, how);
    if (clip.voice === "tone")
      return refuse(response, 422, "No voice on this machine speaks the language.");
    response.type(data.response_format === "wav" ? "audio/wav" : "audio/pcm");
    response.end(bytesOf(clip, data.response_format));
    // Whoever waits for the sound is not to wait for what we keep of it.
    setImmediate(() => spoken.remember(data.input, clip));
  });
  return router;
}

function bytesOf({ pcm }: Clip, format: "wav" | "pcm"): Uint8Array {
  if (format === "wav") return writeWav(pcm, 1);
  const samples = upsample(pcm, PCM_TIMES_8K);
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
