import type { Call } from "../corpus/calls.ts";
import type { Item } from "../corpus/items.ts";
import { seeded } from "../corpus/seeded.ts";
import { type Clip, clipOf } from "./clip.ts";
import type { Render } from "./espeak.ts";
import { fromDb } from "./levels.ts";
import { soundOf } from "./sounds.ts";

/** People murmur quickly: most backchannels last 200 to 500 ms, which no reading voice does. */
const MURMUR_HASTE = 1.4;
/** A cough's peak over the speech's mean: as loud as its loudest vowels. */
const SOUND_OVER_SPEECH_DB = 14;

/** What an item's caller is heard to do; null for a key, which nobody hears. */
export async function actClip(item: Item, call: Call, render: Render): Promise<Clip | null> {
  const { act } = item;
  const { speaker } = call;
  if (act.kind === "key") return null;
  if (act.kind === "sound") {
    const level = fromDb(speaker.levelDb + SOUND_OVER_SPEECH_DB);
    const sound = soundOf(act.sound, seeded(`${item.seed}/sound`));
    return { samples: sound.map((sample) => sample * level), words: [], spans: [] };
  }
  const haste = act.kind === "murmur" ? MURMUR_HASTE : 1;
  const wordsAMinute = Math.round(speaker.wordsAMinute * haste);
  const voice = { ...speaker, wordsAMinute };
  return clipOf(act.segments, call.language, voice, render, seeded(item.seed));
}
