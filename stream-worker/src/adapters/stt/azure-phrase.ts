import { z } from "zod";
import type { HeardWord } from "../../ports/speech.ts";

/** The service counts in 100 ns. */
export const TICKS_PER_MS = 10_000;

const word = z.object({
  Word: z.string(),
  Offset: z.number(),
  Duration: z.number(),
  Confidence: z.number().optional(),
});
const detailed = z.object({
  Offset: z.number(),
  Duration: z.number(),
  NBest: z
    .array(
      z.object({
        Confidence: z.number().optional(),
        Words: z.array(word).optional(),
        /** As written: with capitals and punctuation. */
        DisplayWords: z
          .array(z.object({ DisplayText: z.string(), Offset: z.number(), Duration: z.number() }))
          .optional(),
      }),
    )
    .optional(),
});

export type AzurePhrase = {
  readonly endMs: number;
  readonly confidence: number | null;
  readonly words: readonly HeardWord[];
};

/**
 * Times and confidence of a phrase out of the service's detailed JSON; null when it is not that.
 * @param at the vendor's milliseconds → ours
 */
export function readPhrase(json: string, at: (vendorMs: number) => number): AzurePhrase | null {
  const { success, data } = detailed.safeParse(JSON.parse(json));
  if (!success) return null;
  const best = data.NBest?.[0];
  const shown =
    best?.DisplayWords?.map((one) => ({ ...one, Word: one.DisplayText, Confidence: undefined })) ??
    best?.Words ??
    [];
  return {
    endMs: at((data.Offset + data.Duration) / TICKS_PER_MS),
    confidence: best?.Confidence ?? null,
    words: shown.map((one) => ({
      text: one.Word,
      startMs: at(one.Offset / TICKS_PER_MS),
      endMs: at((one.Offset + one.Duration) / TICKS_PER_MS),
      confidence: one.Confidence ?? null,
    })),
  };
}
