import type { Clip, VoiceBank } from "../ports.ts";
import { wordsOf } from "../voices/word-ends.ts";
import { breaths, joinClips } from "./join-clips.ts";

/** How somebody speaks. */
export interface Delivery {
  /** BCP 47. */
  locale: string;
  voice?: string | undefined;
  rate?: number | undefined;
  /** Added where they breathe. */
  pauseMs?: number | undefined;
}

/** A line as it is said and told: its words parted by single blanks. */
export function spokenText(line: string): string {
  return wordsOf(line).join(" ");
}

/** The sound of one line. The same line in the same delivery is the same sound, whoever renders it. */
export async function speakLine(
  voices: VoiceBank,
  line: string,
  { locale, voice, rate, pauseMs = 0 }: Delivery,
): Promise<Clip> {
  const text = spokenText(line);
  const how = {
    ...(voice === undefined ? {} : { voice }),
    ...(rate === undefined ? {} : { rate }),
  };
  const parts = pauseMs > 0 ? breaths(text) : [text];
  return joinClips(
    await Promise.all(parts.map((part) => voices.speak(part, locale, how))),
    pauseMs,
  );
}
