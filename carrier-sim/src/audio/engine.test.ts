import { expect, test } from "vitest";
import type { Pcm8k, Person } from "../ports.ts";
import { createHandClock } from "./clock.ts";
import { createAudioEngine } from "./engine.ts";
import { meanSquare, powerAt } from "./goertzel.ts";
import { concat, tone } from "./tones.ts";
import { readWav } from "./wav.ts";

interface Speaker extends Person {
  heard(): Pcm8k;
  forget(): void;
}

function speaker(hz?: number): Speaker {
  const sound = hz === undefined ? undefined : tone(hz, 1_000);
  let at = 0;
  let heard: Pcm8k[] = [];
  const nothing = (): void => undefined;
  return {
    kind: "persona",
    speak() {
      at = (at + 160) % 8_000;
      return sound?.subarray(at, at + 160);
    },
    hear: (frame) => heard.push(frame.slice()),
    ringing: nothing,
    connected: nothing,
    ended: nothing,
    told: nothing,
    onWords: () => nothing,
    onDigit: () => nothing,
    heard: () => concat(heard),
    forget: () => {
      heard = [];
    },
  };
}

function room(...speakers: Speaker[]) {
  const clock = createHandClock();
  const engine = createAudioEngine({ clock, onFault: (fault) => expect.fail(String(fault)) });
  const legs = speakers.map((person, index) => engine.attach(`CA${index}`, person));
  return { clock, engine, legs };
}

const hears = (person: Speaker, hz: number): boolean => {
  const sound = person.heard();
  return powerAt(hz, sound, Math.max(0, sound.length - 4_000)) > 1e6;
};

const open = { muted: false, hold: false };

test("in a conference everyone hears all others and never themselves", () => {
  const [a, b, c] = [speaker(440), speaker(1_000), speaker(1_700)];
  const { clock, engine, legs } = room(a, b, c);
  for (const leg of legs) engine.conference("x").join(leg, open);
  clock.advance(1_000);
  expect([440, 1_000, 1_700].map((hz) => hears(a, hz))).toEqual([false, true, true]);
  expect([440, 1_000, 1_700].map((hz) => hears(b, hz))).toEqual([true, false, true]);
  expect([440, 1_000, 1_700].map((hz) => hears(c, hz))).toEqual([true, true, false]);
});

test("a coach is heard by the coached member alone, and a muted one by nobody", () => {
  const [caller, operator, supervisor] = [speaker(440), speaker(1_000), speaker(1_700)];
  const { clock, engine, legs } = room(caller, operator, supervisor);
  const conference = engine.conference("x");
  conference.join(legs[0]!, open);
  conference.join(legs[1]!, open);
  const coach = conference.join(legs[2]!, { ...open, coach: "CA1" });
  clock.advance(1_000);
  expect([
    hears(caller, 1_700),
    hears(operator, 1_700),
    hears(supervisor, 440),
    hears(supervisor, 1_000),
  ]).toEqual([false, true, true, true]);
  coach.set({ muted: true });
  clock.advance(1_000);
  expect(hears(operator, 1_700)).toBe(false);
  coach.set({ muted: false, coach: undefined });
  clock.advance(1_000);
  expect(hears(caller, 1_700)).toBe(true);
});

test("a held member hears music instead of the room, or the sound queued for it, and is not heard", () => {
  const [a, b] = [speaker(1_700), speaker(1_000)];
  const { clock, engine, legs } = room(a, b);
  const held = engine.conference("x").join(legs[0]!, { ...open, hold: true });
  engine.conference("x").join(legs[1]!, open);
  clock.advance(1_000);
  expect(hears(a, 1_000)).toBe(false);
  expect(meanSquare(a.heard(), 800)).toBeGreaterThan(1e4);
  expect(meanSquare(b.heard())).toBe(0);
  legs[0]!.play(tone(2_000, 500));
  a.forget();
  clock.advance(500);
  expect(powerAt(2_000, a.heard()) / meanSquare(a.heard())).toBeGreaterThan(0.95);
  held.set({ hold: false });
  clock.advance(1_000);
  expect([hears(a, 1_000), hears(b, 1_700)]).toEqual([true, true]);
});

test("loud voices saturate instead of wrapping around", () => {
  const loud = (): Speaker => ({ ...speaker(), speak: () => new Int16Array(160).fill(30_000) });
  const listener = speaker();
  const { clock, engine, legs } = room(loud(), loud(), listener);
  for (const leg of legs) engine.conference("x").join(leg, open);
  clock.advance(20);
  expect([...new Set(listener.heard())]).toEqual([32_767]);
});

test("plays follow one another without a gap and report what was played", async () => {
  const listener = speaker();
  const { clock, legs } = room(listener);
  const first = legs[0]!.play(new Int16Array(200).fill(100));
  const mark = legs[0]!.play(new Int16Array(0));
  const second = legs[0]!.play(new Int16Array(300).fill(200));
  clock.advance(40);
  expect(await Promise.all([first.done, mark.done])).toEqual([
    { complete: true, playedMs: 25 },
    { complete: true, playedMs: 0 },
  ]);
  expect(second.playedMs()).toBe(15);
  legs[0]!.clear();
  expect(await second.done).toEqual({ complete: false, playedMs: 15 });
  clock.advance(20);
  expect([...listener.heard()]).toEqual([
    ...Array(200).fill(100),
    ...Array(120).fill(200),
    ...Array(160).fill(0),
  ]);
});

test("a recording has what was said in channel 1, what was heard in channel 2, and keeps its silences", () => {
  const { clock, legs } = room(speaker(440));
  const dual = legs[0]!.record({ channels: 2 });
  const mono = legs[0]!.record({ channels: 1 });
  clock.advance(500);
  legs[0]!.play(tone(1_000, 1_000));
  clock.advance(1_500);
  const wav = readWav(dual.stop().wav);
  if (wav.kind === "refused") return expect.fail(wav.reason);
  const channel = (index: number): Pcm8k => wav.samples.filter((_, at) => at % 2 === index);
  expect(channel(0).length).toBe(16_000);
  expect(powerAt(440, channel(0)) / meanSquare(channel(0))).toBeGreaterThan(0.98);
  expect(meanSquare(channel(1), 0, 4_000)).toBe(0);
  expect(powerAt(1_000, channel(1), 4_000, 8_000)).toBeGreaterThan(1e7);
  expect(mono.stop().durationMs).toBe(2_000);
});

test("a pause is skipped or kept as silence", () => {
  const { clock, legs } = room(speaker(440));
  const [skip, silence] = [legs[0]!.record({ channels: 1 }), legs[0]!.record({ channels: 1 })];
  skip.pause("skip");
  silence.pause("silence");
  clock.advance(300);
  skip.resume();
  silence.resume();
  clock.advance(200);
  expect([skip.stop().durationMs, silence.stop().durationMs]).toEqual([200, 500]);
});

test("a leg that detaches leaves its room and settles what was queued", async () => {
  const [a, b] = [speaker(440), speaker(1_000)];
  const { clock, engine, legs } = room(a, b);
  for (const leg of legs) engine.conference("x").join(leg, open);
  const playback = legs[0]!.play(tone(2_000, 5_000));
  clock.advance(100);
  legs[0]!.detach();
  expect(await playback.done).toEqual({ complete: false, playedMs: 100 });
  b.forget();
  clock.advance(200);
  expect(meanSquare(b.heard())).toBe(0);
  expect(() => engine.attach("CA0", a)).not.toThrow();
});

test("an announcement is heard by every member", async () => {
  const [a, b] = [speaker(), speaker()];
  const { clock, engine, legs } = room(a, b);
  for (const leg of legs) engine.conference("x").join(leg, open);
  const playback = engine.conference("x").announce(tone(2_000, 1_000));
  clock.advance(1_000);
  expect([hears(a, 2_000), hears(b, 2_000)]).toEqual([true, true]);
  expect(await playback.done).toEqual({ complete: true, playedMs: 1_000 });
});

test("one person who throws does not silence the others", () => {
  const clock = createHandClock();
  const faults: unknown[] = [];
  const engine = createAudioEngine({ clock, onFault: (fault) => faults.push(fault) });
  const broken: Person = {
    ...speaker(),
    speak: () => {
      throw new Error("broken");
    },
  };
  const [b, c] = [speaker(440), speaker()];
  [broken, b, c].forEach((person, index) =>
    engine.conference("x").join(engine.attach(`CA${index}`, person), open),
  );
  clock.advance(1_000);
  expect(hears(c, 440)).toBe(true);
  expect(faults.length).toBe(50);
});
