import type { Clip, VoiceBank } from "../../ports.ts";
import type { Persona } from "../../people/persona-data.ts";
import { linesOf } from "../../people/persona-lines.ts";
import { PERSONAS } from "../../people/personas/all.ts";
import { speakLine, spokenText } from "../../people/spoken-line.ts";
import { type KnownClip, knownClip } from "../hearing/clip.ts";

/** A line of a persona with its sound. */
export interface ScriptLine {
  persona: Persona;
  text: string;
  clip: Clip;
  known: KnownClip;
}

/** Every line that personas of a language can say. */
export async function scriptOf(
  language: Persona["language"],
  voices: VoiceBank,
): Promise<ScriptLine[]> {
  const wanted = PERSONAS.filter((persona) => persona.language === language).flatMap((persona) =>
    linesOf(persona).map((line) => ({ persona, text: spokenText(line) })),
  );
  return Promise.all(
    wanted.map(async ({ persona, text }) => {
      const { locale, voice, rate, timing } = persona;
      const clip = await speakLine(voices, text, { locale, voice, rate, pauseMs: timing.pauseMs });
      return { persona, text, clip, known: knownClip(text, clip) };
    }),
  );
}
