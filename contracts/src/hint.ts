import { z } from "zod";

export const hintKind = z.enum(["warning", "suggested_reply", "missing_field", "article"]);

export const hint = z.object({
  id: z.uuid(),
  kind: hintKind,
  /** The critical words first. */
  title: z.string().max(200),
  /** The sentence to say, in the call's language. */
  say: z.string().max(1000),
  /** The caller's words it rests on, and when they were said. */
  restsOn: z.object({
    utteranceId: z.uuid().nullable(),
    words: z.string().max(300),
    atMs: z.number().int(),
  }),
  source: z.string().max(200).nullable(),
  atMs: z.number().int(),
  state: z.enum(["shown", "used", "dismissed", "replaced"]),
});
export type Hint = z.infer<typeof hint>;
