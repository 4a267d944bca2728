import { describe, expect, it } from "vitest";
import {
  type ActivityChange,
  type ActivitySettings,
  hearWindow,
  newActivity,
  setPlaying,
} from "./detector.ts";

const WINDOW = 256;
const SETTINGS: ActivitySettings = { threshold: 0.5, level: 120, onsetMs: 64, offsetMs: 224 };
const QUIET: Sound = [0.01, 12];
const CALLER: Sound = [0.9, 2_500];

type Sound = readonly [probability: number, rms: number];
type Part = { readonly sound: Sound; readonly windows: number; readonly playing?: boolean };

const of = (sound: Sound, windows: number, playing?: boolean): Part => ({
  sound,
  windows,
  ...(playing === undefined ? {} : { playing }),
});

/** Changes as [type, window it was told after, window it stands at]. */
function hear(parts: readonly Part[], settings = SETTINGS): [string, number, number][] {
  let state = newActivity();
  let index = 0;
  const told: [string, number, number][] = [];
  for (const { sound, windows, playing } of parts) {
    if (playing !== undefined) state = setPlaying(state, playing, index * WINDOW);
    for (let count = 0; count < windows; count += 1) {
      const [probability, rms] = sound;
      const fromSample = index * WINDOW;
      const window = { probability, rms, fromSample, toSample: fromSample + WINDOW };
      const step = hearWindow(state, window, settings);
      ({ state } = step);
      index += 1;
      const change: ActivityChange | null = step.change;
      if (change !== null) told.push([change.type, index, change.atSample / WINDOW]);
    }
  }
  return told;
}

describe("onset and offset", () => {
  it("are told after 64 ms of speech and 224 ms of silence, and stand where the speech did", () => {
    expect(hear([of(QUIET, 60), of(CALLER, 20), of(QUIET, 10)])).toEqual([
      ["onset", 62, 60],
      ["offset", 87, 80],
    ]);
  });

  it("count a soft beginning that the model did not rule out, once it is sure", () => {
    const beginning = [of([0.1, 900], 1), of([0.2, 1_500], 1), of(CALLER, 1)];
    expect(hear([of(QUIET, 60), ...beginning])).toEqual([["onset", 63, 60]]);
  });

  it("count no more than 64 ms of what was never sure", () => {
    expect(hear([of(QUIET, 60), of([0.3, 1_500], 40), of(CALLER, 1)])).toEqual([
      ["onset", 101, 98],
    ]);
  });

  it("wait for as much as the settings say", () => {
    const settings = { ...SETTINGS, onsetMs: 96, offsetMs: 640 };
    expect(hear([of(QUIET, 60), of(CALLER, 20), of(QUIET, 20)], settings)).toEqual([
      ["onset", 63, 60],
      ["offset", 100, 80],
    ]);
  });

  it("bridge what is shorter than the offset", () => {
    const words = [of(CALLER, 5), of(QUIET, 6), of(CALLER, 5)];
    expect(hear([of(QUIET, 60), ...words, of(QUIET, 7)])).toEqual([
      ["onset", 62, 60],
      ["offset", 83, 76],
    ]);
  });

  it("go on below the threshold, but not begin there", () => {
    const soft: Sound = [0.4, 2_500];
    expect(hear([of(QUIET, 60), of(soft, 20)])).toEqual([]);
    expect(hear([of(QUIET, 60), of(CALLER, 2), of(soft, 20)])).toEqual([["onset", 62, 60]]);
  });
});

describe("what is no speech", () => {
  it.each<[string, Sound]>([
    ["silence", [0, 0]],
    ["noise, however loud", [0.05, 8_000]],
    ["what a model says of nothing", [Number.NaN, 2_500]],
    ["speech below the bot's level", [0.95, 110]],
  ])("%s", (_, sound) => {
    expect(hear([of(QUIET, 60), of(sound, 100)])).toEqual([]);
  });

  it("a click of one window", () => {
    expect(hear([of(QUIET, 60), of(CALLER, 1), of(QUIET, 20)])).toEqual([]);
  });

  it("a model's broken number leaves no trace", () => {
    const broken: Sound = [Number.NaN, 20];
    expect(hear([of(broken, 60), of(CALLER, 3)])).toEqual([["onset", 62, 60]]);
  });
});

describe("a crowd behind the caller", () => {
  /** Eight people: a model that half believes it, and levels within a few dB. */
  const crowd = (rms: number, windows: number): Part[] =>
    Array.from({ length: windows }, (_, index) =>
      of([index % 4 === 0 ? 0.6 : 0.25, rms * (1 + 0.3 * Math.sin(index * 2))], 1),
    );

  it("begins nothing by itself, and the caller is heard above it", () => {
    expect(hear(crowd(400, 300))).toEqual([]);
    const told = hear([...crowd(400, 100), of(CALLER, 20), ...crowd(400, 30)]);
    expect(told.map(([type]) => type)).toEqual(["onset", "offset"]);
    expect(told[0]?.[2]).toBeLessThanOrEqual(101);
  });

  it("would begin something in a quiet room: it is the crowd that is held against it", () => {
    expect(hear([of(QUIET, 100), ...crowd(400, 12)])).not.toEqual([]);
  });

  it("does not raise the bar where the room's noise is not speech", () => {
    const hum: Sound = [0.02, 1_100];
    expect(hear([of(hum, 150), of([0.9, 1_800], 3)])).toEqual([["onset", 152, 150]]);
  });
});

describe("somebody further from the telephone", () => {
  const far: Sound = [0.95, 300];

  it("is not the caller, once the caller has spoken", () => {
    expect(hear([of(QUIET, 60), of(far, 3)])).toHaveLength(1);
    const spoken = [of(QUIET, 60), of(CALLER, 30), of(QUIET, 10)];
    expect(hear([...spoken, of(far, 40)])).toHaveLength(2);
  });

  it("is let in after a while: it may be the caller who moved away", () => {
    const spoken = [of(QUIET, 60), of(CALLER, 30), of(QUIET, 10)];
    const talk = Array.from({ length: 30 }, () => [of(far, 15), of(QUIET, 15)]).flat();
    const told = hear([...spoken, ...talk]);
    expect(told.slice(0, 3).map(([type]) => type)).toEqual(["onset", "offset", "onset"]);
    // 18 dB quieter where 14 may be: 4 dB, at half a decibel a second of such speech.
    expect(told[2]?.[1]).toBeGreaterThan(100 + 2 * 7 * 31);
  });
});

describe("while our own voice plays", () => {
  const echo: Sound = [0.95, 400];
  const spoken = [of(QUIET, 60), of(CALLER, 30), of(QUIET, 10)];

  it("its echo is nobody, before the caller has spoken and after", () => {
    expect(hear([of(QUIET, 60), of(echo, 60, true)])).toEqual([]);
    expect(hear([...spoken, of([0.95, 600], 60, true)])).toHaveLength(2);
    expect(hear([...spoken, of([0.95, 600], 60)])).toHaveLength(3);
  });

  it("one echo that was too loud does not let in the others", () => {
    const loud = [of(QUIET, 60), of([0.95, 1_300], 10, true), of(QUIET, 10)];
    expect(hear([...loud, of([0.95, 500], 60)])).toHaveLength(2);
  });

  it("the caller who interrupts is heard as fast as ever", () => {
    const told = hear([...spoken, of(echo, 30, true), of(QUIET, 1), of(CALLER, 5)]);
    expect(told.slice(2)).toEqual([["onset", 133, 131]]);
  });

  it("its last echo comes back after it, and then the line is the caller's", () => {
    const soft: Sound = [0.6, 2_500];
    expect(hear([of(QUIET, 60, true), of(soft, 7, false)])).toEqual([]);
    expect(hear([of(QUIET, 60, true), of(soft, 10, false)])).toEqual([["onset", 69, 66]]);
  });
});
