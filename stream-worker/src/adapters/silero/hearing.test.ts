import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ActivityChange,
  hearWindow,
  newActivity,
  setPlaying,
} from "../../domain/activity/detector.ts";
import { LISTENING_PRESETS } from "../../domain/activity/presets.ts";
import { encodeMulaw, energyOf, rms } from "../../domain/mulaw.ts";
import { hasEspeak, type Sentence, speakAll } from "../../testing/espeak.ts";
import {
  atLoudness,
  babble,
  breath,
  holdMusic,
  holdTone,
  keyTones,
  knocks,
  mix,
  type Sound,
  streetNoise,
  whiteNoise,
} from "../../testing/sounds.ts";
import { batchIn, FRESH, SHARED_BYTES, WINDOW_BYTES } from "./batch.ts";
import { loadSilero, type SileroModel } from "./model.ts";
import { silerosFile } from "./silero.ts";

const CALLER = 2_500;

let model: SileroModel;
let sentences: Sentence[] = [];
beforeAll(async () => {
  model = await loadSilero(silerosFile());
  if (hasEspeak) sentences = await speakAll();
});
afterAll(() => model.release());

type Change = ActivityChange & { readonly toldAt: number };

/** What a bot would be told of a line, and after which sample: the model is asked here, not in a thread. */
async function listen(
  pcm: Int16Array,
  { settings = LISTENING_PRESETS.balanced, playingFrom = Infinity } = {},
): Promise<Change[]> {
  const batch = batchIn(new SharedArrayBuffer(SHARED_BYTES));
  const audio = encodeMulaw(pcm);
  let state = newActivity();
  const changes: Change[] = [];
  for (let at = 0; at + WINDOW_BYTES <= audio.length; at += WINDOW_BYTES) {
    const window = audio.subarray(at, at + WINDOW_BYTES);
    batch.audio.set(window);
    batch.slots[0] = at === 0 ? FRESH : 0;
    await model.judge(batch, 1);
    if (at >= playingFrom) state = setPlaying(state, true, at);
    const step = hearWindow(
      state,
      {
        probability: batch.probabilities[0] ?? 0,
        rms: rms(energyOf(window), WINDOW_BYTES),
        fromSample: at,
        toSample: at + WINDOW_BYTES,
      },
      settings,
    );
    ({ state } = step);
    // Frames of 20 ms end a window up to 16 ms after its last sample.
    const toldAt = Math.ceil((at + WINDOW_BYTES) / 160) * 160;
    if (step.change !== null) changes.push({ ...step.change, toldAt });
  }
  return changes;
}

const onsets = (changes: readonly Change[]): Change[] =>
  changes.filter(({ type }) => type === "onset");

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Infinity;
}

/** One sentence after the other with this much silence before each. */
function talk(silenceMs: number): { pcm: Int16Array; spans: { from: number; to: number }[] } {
  const parts: [number, Sound][] = [];
  const spans: { from: number; to: number }[] = [];
  let at = 0;
  for (const { sound, from, to } of sentences) {
    at += silenceMs * 8 + 37;
    parts.push([at, sound]);
    spans.push({ from: at + from, to: at + to });
    at += sound.length;
  }
  return { pcm: mix(at + 8_000, parts), spans };
}

describe.skipIf(!hasEspeak)("a caller's speech in four languages", () => {
  it.each([2_000, 6_000])(
    "is noticed within 110 ms at the median after %i ms of silence, all of it",
    async (silenceMs) => {
      const { pcm, spans } = talk(silenceMs);
      const told = onsets(await listen(pcm));
      const delays = spans.map(({ from, to }) => {
        const first = told.find(({ toldAt }) => toldAt > from && toldAt < to + 1_600);
        return first === undefined ? Infinity : (first.toldAt - from) / 8;
      });
      expect(median(delays)).toBeLessThanOrEqual(110);
      expect(Math.max(...delays)).toBeLessThan(300);
    },
  );

  it("is said to begin where it did, and to end where it did", async () => {
    const { pcm, spans } = talk(1_500);
    const changes = await listen(pcm);
    const begun = spans.map(({ from, to }) => {
      const first = onsets(changes).find(({ toldAt }) => toldAt > from && toldAt < to + 1_600);
      return Math.abs((first?.atSample ?? Infinity) - from) / 8;
    });
    const ended = spans.map(({ to }) => {
      const last = changes.find(({ type, atSample }) => type === "offset" && atSample > to - 1_600);
      return Math.abs((last?.atSample ?? Infinity) - to) / 8;
    });
    expect(median(begun)).toBeLessThanOrEqual(64);
    expect(median(ended)).toBeLessThanOrEqual(32);
  });

  it("is noticed in a street's noise 10 dB below it", async () => {
    const { pcm, spans } = talk(1_500);
    const noise = atLoudness(streetNoise(pcm.length / 8), CALLER / 10 ** (10 / 20));
    const told = onsets(
      await listen(
        mix(pcm.length, [
          [0, Float64Array.from(pcm)],
          [0, noise],
        ]),
      ),
    );
    const heard = spans.filter(({ from, to }) =>
      told.some(({ toldAt }) => toldAt > from && toldAt < to + 1_600),
    );
    expect(heard).toHaveLength(spans.length);
  });
});

describe("what is no speech begins nothing", () => {
  const MS = 5_000;
  const sounds: [string, (ms: number) => Sound][] = [
    ["white noise", whiteNoise],
    ["a street", streetNoise],
    ["keys", keyTones],
    ["a hold tone", holdTone],
    ["music on hold", holdMusic],
    ["knocks", knocks],
    ["breath", breath],
  ];
  const cases = sounds.flatMap(([name, make]) =>
    [0, -10, -20].map((db): [string, number, (ms: number) => Sound] => [name, db, make]),
  );
  it.each(cases)("%s at %i dB of a caller's loudness", async (_, db, make) => {
    const noise = atLoudness(make(MS), CALLER * 10 ** (db / 20));
    expect(onsets(await listen(mix(MS * 8, [[0, noise]])))).toEqual([]);
  });
});

describe.skipIf(!hasEspeak)("other people's speech", () => {
  const others = (people: number, ms: number, db: number): Sound => {
    const words = sentences.map(({ sound }) => sound);
    return atLoudness(babble(ms, people, words), CALLER * 10 ** (db / 20));
  };
  /** Half a second of silence, a sentence of the caller's, half a second of silence, somebody else. */
  const after = (sound: Sound): { pcm: Int16Array; from: number } => {
    const caller = sentences[0]?.sound ?? new Float64Array(0);
    const from = 8_000 + caller.length;
    const parts: [number, Sound][] = [
      [4_000, caller],
      [from, sound],
    ];
    return { pcm: mix(from + sound.length, parts), from };
  };
  const alone = (sound: Sound): Int16Array => mix(sound.length, [[0, sound]]);

  it.each([-10, -15, -20])("a crowd of eight at %i dB begins two stretches at most", async (db) => {
    const told = onsets(await listen(alone(others(8, 20_000, db))));
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it("our own echo 20 dB below the caller begins nothing while we speak", async () => {
    const { pcm, from } = after(others(1, 15_000, -20));
    const begun = async (playingFrom: number): Promise<number> =>
      onsets(await listen(pcm, { playingFrom })).filter(({ atSample }) => atSample > from).length;
    expect(await begun(from)).toBe(0);
    // The control: were it not known that we speak, it would.
    expect(await begun(Infinity)).toBeGreaterThan(0);
  });

  it("our own echo 25 dB below begins nothing either before the caller has said a word", async () => {
    const pcm = alone(others(1, 15_000, -25));
    expect(onsets(await listen(pcm, { playingFrom: 0 }))).toEqual([]);
    expect(onsets(await listen(pcm))).not.toEqual([]);
  });

  it("somebody 25 dB below the caller begins nothing once the caller has spoken", async () => {
    const sound = others(1, 5_000, -25);
    const { pcm, from } = after(sound);
    expect(onsets(await listen(pcm)).filter(({ atSample }) => atSample > from)).toEqual([]);
    // The control: nobody has spoken before.
    expect(onsets(await listen(alone(sound)))).not.toEqual([]);
  });
});
