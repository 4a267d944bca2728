import type { Language } from "@patchbay/contracts";
import type { Call } from "../corpus/calls.ts";
import { LINES } from "../corpus/lines/all.ts";
import { seeded } from "../corpus/seeded.ts";
import { linesOf, segmentsOf } from "../corpus/segments.ts";
import type { Render } from "./espeak.ts";
import { atLevel, fromDb, speechLevel } from "./levels.ts";
import { noiseOf } from "./noises.ts";
import { RATE } from "./resample.ts";

/** A loop long enough that no turn hears it twice. */
const LOOP_SECONDS = 30;
const TALKERS = [
  { variant: "m1", wordsAMinute: 150, pitch: 40 },
  { variant: "f1", wordsAMinute: 170, pitch: 55 },
  { variant: "m6", wordsAMinute: 165, pitch: 50 },
  { variant: "f5", wordsAMinute: 155, pitch: 60 },
];
const SENTENCES = 16;

/** What other people say in the background: other lines than the caller's, by other voices. */
async function voicesOf(language: Language, render: Render): Promise<Float32Array[]> {
  const lines = linesOf(LINES[language].statements).concat(linesOf(LINES[language].open));
  return Promise.all(
    lines.slice(0, SENTENCES).map((line, index) => {
      const spoken = segmentsOf(line)
        .map((segment) => segment.spoken)
        .join(" ");
      return render(
        spoken,
        language,
        TALKERS[index % TALKERS.length] ?? { variant: "", wordsAMinute: 160, pitch: 50 },
      );
    }),
  );
}

/** The call's background at its level below the caller's speech. */
export async function surroundingsOf(call: Call, render: Render): Promise<Float32Array> {
  const { noise, snrDb } = call.surroundings;
  const length = LOOP_SECONDS * RATE;
  const voices = noise === "babble" ? await voicesOf(call.language, render) : [];
  const sound = noiseOf(noise, length, voices, seeded(`${call.seed}/noise`));
  return speechLevel(sound) === 0 ? sound : atLevel(sound, fromDb(call.speaker.levelDb - snrDb));
}
