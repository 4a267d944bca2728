import express, { Router } from "express";
import { z } from "zod";
import { hear } from "./hearing/hear.ts";
import { readForm } from "./read-form.ts";
import { readSound } from "./read-sound.ts";
import { refuse } from "./refuse.ts";
import type { KnownLines } from "./known-lines.ts";
import type { SpokenClips } from "./spoken-clips.ts";

/** A minute at 16 kHz is 2 MB. */
const MAX_BODY = "5mb";

const expected = z.object({
  text: z.string().min(1).max(500),
  language: z.string().min(2).max(20),
  voice: z.string().max(64).optional(),
  rate: z.number().min(0.5).max(2).optional(),
});
const prepared = z.object({ language: z.string().min(2).max(20) });

/**
 * `POST /transcribe`: a form with `file` (WAV) and `language` → `{ transcript }`, empty where nobody known
 * spoke. `/understand`: a WAV → `{ text, settled: { text, untilMs } }`, what this program's own voice said. `/lines`: words somebody is about to
 * say. `/prepare`: a language that will be spoken.
 */
export function hearingRoutes({
  lines,
  spoken,
}: {
  lines: KnownLines;
  spoken: SpokenClips;
}): Router {
  const router = Router();
  const form = express.raw({ type: "multipart/form-data", limit: MAX_BODY });
  const wav = express.raw({ type: "audio/wav", limit: MAX_BODY });
  const json = express.json({ limit: "16kb" });

  router.post("/transcribe", form, async (request, response) => {
    const fields = await readForm(request);
    if (fields === undefined)
      return refuse(response, 400, 'Send a form with "file" (WAV) and "language".');
    const sound = readSound(fields.file);
    if (sound.kind === "refused") return refuse(response, sound.status, sound.reason);
    const clips = await lines.clips(fields.language);
    response.json({ transcript: hear(sound.pcm, clips).words.join(" ") });
  });

  router.post("/understand", wav, (request, response) => {
    const body: unknown = request.body;
    const sound = readSound(body instanceof Uint8Array ? body : new Uint8Array());
    if (sound.kind === "refused") return refuse(response, sound.status, sound.reason);
    const { words, settled } = spoken.understand(sound.pcm);
    response.json({
      text: words.join(" "),
      settled: { text: settled.words.join(" "), untilMs: settled.untilMs },
    });
  });

  router.post("/lines", json, (request, response) => {
    const { data } = expected.safeParse(request.body);
    if (data === undefined) return refuse(response, 400, 'Send "text", "language" and a "voice".');
    lines.expect(data.text, { locale: data.language, voice: data.voice, rate: data.rate });
    response.status(202).end();
  });

  router.post("/prepare", json, (request, response) => {
    const { data } = prepared.safeParse(request.body);
    if (data === undefined) return refuse(response, 400, 'Send a "language".');
    void lines.clips(data.language);
    response.status(202).end();
  });
  return router;
}
