import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LEAD_MS } from "./pacing.ts";
import { newVoiceState, type VoiceEffect, type VoiceEvent, type VoiceState } from "./state.ts";
import { voiceTransition } from "./transition.ts";

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

/** A voice with a carrier that plays what it is given, and returns marks when it has played them. */
function line(
  options: {
    marks?: "true" | "never" | "at once";
    delayMs?: number;
    /** When a mark comes back after it was played: more than once, or never. */
    fate?: (name: number) => readonly number[];
  } = {},
) {
  const { marks = "true", delayMs = 0 } = options;
  const back = (name: number): { name: number; at: number }[] =>
    (options.fate?.(name) ?? [delayMs]).map((ms) => ({ name, at: now + ms }));
  let state: VoiceState = newVoiceState();
  let now = 0;
  let playedMs = 0;
  let bufferedMs = 0;
  let queued: { name: number; afterMs: number }[] = [];
  let returning: { name: number; at: number }[] = [];
  const effects: VoiceEffect[] = [];
  let heard = "";

  const on = (event: WithoutInstant<VoiceEvent>): void => {
    const step = voiceTransition(state, { ...event, at: now });
    state = step.state;
    for (const effect of step.effects) {
      effects.push(effect);
      if (effect.type === "played") heard += effect.text;
      if (effect.type === "feed") bufferedMs += effect.ms;
      if (effect.type === "mark") {
        const { name } = effect;
        if (marks === "at once") returning.push({ name, at: now });
        if (marks === "true") queued.push({ name, afterMs: playedMs + bufferedMs });
      }
      if (effect.type === "clear") {
        bufferedMs = 0;
        returning.push(...queued.flatMap(({ name }) => back(name)));
        queued = [];
      }
    }
  };
  const pass = (ms: number): void => {
    for (let until = now + ms; now < until;) {
      now += 20;
      const played = Math.min(20, bufferedMs);
      bufferedMs -= played;
      playedMs += played;
      returning.push(
        ...queued.filter(({ afterMs }) => afterMs <= playedMs).flatMap(({ name }) => back(name)),
      );
      queued = queued.filter(({ afterMs }) => afterMs > playedMs);
      const due = returning.filter(({ at }) => at <= now);
      returning = returning.filter(({ at }) => at > now);
      for (const { name } of due) on({ type: "markBack", name });
      if (state.ticking) on({ type: "tick" });
    }
  };
  /** Says a text whose sound lasts `ms` and is there at once. */
  const say = (text: string, ms: number, gen = 1): number => {
    const id = state.nextId;
    on({ type: "say", gen, text });
    on({ type: "rendered", id, ms, voicedFromMs: 0, voicedToMs: ms });
    on({ type: "renderDone", id });
    return id;
  };
  return {
    on,
    pass,
    say,
    heard: () => heard,
    effects,
    state: () => state,
    buffered: () => bufferedMs,
    playedMs: () => playedMs,
    sounds: (type: VoiceEffect["type"]) => effects.filter((one) => one.type === type),
  };
}

const SENTENCE = "One two three four five six seven eight nine ten.";

describe("a voice slower than speech", () => {
  it("is one stretch for who listens, with all of its words", () => {
    const voice = line();
    const id = voice.state().nextId;
    voice.on({ type: "say", gen: 1, text: SENTENCE });
    for (let ms = 100; ms <= 3_000; ms += 100) {
      voice.on({ type: "rendered", id, ms, voicedFromMs: 0, voicedToMs: ms });
      voice.pass(220);
    }
    voice.on({ type: "renderDone", id });
    voice.pass(2_000);
    expect(voice.sounds("audible")).toEqual([
      { type: "audible", on: true },
      { type: "audible", on: false },
    ]);
    expect(voice.heard()).toBe(SENTENCE);
    expect(voice.playedMs()).toBe(3_000);
  });
});

describe("a long call", () => {
  it("leaves the numbers whole and nothing behind", () => {
    const voice = line();
    for (let time = 0; time < 300; time += 1) {
      voice.say(SENTENCE, 2_333);
      if (time % 7 === 0) {
        voice.pass(700);
        voice.on({ type: "cut" });
      }
      voice.pass(time % 100 === 0 ? 60_000 : 3_000);
    }
    const { pieces, marks, sentMs, audible, ticking } = voice.state();
    expect({ pieces, marks, audible, ticking }).toEqual({
      pieces: [],
      marks: [],
      audible: false,
      ticking: false,
    });
    expect(Number.isSafeInteger(sentMs)).toBe(true);
    const before = voice.heard().length;
    voice.say(SENTENCE, 2_333);
    voice.pass(3_000);
    expect(voice.heard().slice(before)).toBe(SENTENCE);
  });
});

describe("what is said ahead", () => {
  const renders = (voice: ReturnType<typeof line>): number[] =>
    voice.effects.flatMap((one) => (one.type === "render" ? [one.id] : []));

  it("is rendered at once and sounds before what has not begun, each once", () => {
    const voice = line();
    for (const text of ["One. ", "Two. ", "Three. "]) voice.on({ type: "say", gen: 1, text });
    voice.on({ type: "say", gen: 2, text: "Wait. ", ahead: true });
    expect(renders(voice)).toEqual([1, 2, 4]);
    for (const id of [4, 1, 2, 3]) {
      voice.on({ type: "rendered", id, ms: 400, voicedFromMs: 0, voicedToMs: 400 });
      voice.on({ type: "renderDone", id });
    }
    expect(renders(voice)).toEqual([1, 2, 4, 3]);
    voice.pass(3_000);
    expect(voice.heard()).toBe("Wait. One. Two. Three. ");
  });

  it("does not break into what sounds", () => {
    const voice = line();
    voice.say("One two three. ", 1_000);
    voice.pass(200);
    const id = voice.state().nextId;
    voice.on({ type: "say", gen: 2, text: "Wait. ", ahead: true });
    voice.on({ type: "rendered", id, ms: 400, voicedFromMs: 0, voicedToMs: 400 });
    voice.on({ type: "renderDone", id });
    voice.pass(3_000);
    expect(voice.heard()).toBe("One two three. Wait. ");
  });
});

describe("what is handed over", () => {
  it("starts with the first frame that is rendered and stays within its lead of the ear", () => {
    const voice = line();
    voice.on({ type: "say", gen: 1, text: SENTENCE });
    expect(voice.effects).toContainEqual({
      type: "render",
      id: 1,
      text: SENTENCE,
      previousText: "",
    });
    voice.on({ type: "rendered", id: 1, ms: 20, voicedFromMs: 0, voicedToMs: 20 });
    expect(voice.effects).toContainEqual({ type: "audible", on: true });
    expect(voice.effects).toContainEqual({ type: "feed", id: 1, fromMs: 0, ms: 20 });
    voice.on({ type: "rendered", id: 1, ms: 5_000, voicedFromMs: 0, voicedToMs: 5_000 });
    expect(voice.buffered()).toBe(LEAD_MS);
    for (let passed = 0; passed < 4_000; passed += 100) {
      voice.pass(100);
      expect(voice.buffered()).toBeLessThanOrEqual(LEAD_MS);
      expect(voice.buffered()).toBeGreaterThan(0);
    }
  });

  it("pads the last frame, says when all was played, and stops its clock", () => {
    const voice = line();
    voice.say("Hello.", 90);
    voice.pass(400);
    const fed = voice.effects.reduce((sum, one) => sum + (one.type === "feed" ? one.ms : 0), 0);
    expect(fed).toBe(100);
    expect(voice.heard()).toBe("Hello.");
    expect(voice.effects.at(-1)).toEqual({ type: "tickEvery", on: false });
    expect(voice.sounds("drained")).toHaveLength(1);
    expect(voice.state()).toMatchObject({ pieces: [], marks: [], audible: false });
  });

  it("renders two texts at a time, in order", () => {
    const voice = line();
    for (const text of ["One. ", "Two. ", "Three. "]) voice.on({ type: "say", gen: 1, text });
    expect(voice.sounds("render").map((one) => "id" in one && one.id)).toEqual([1, 2]);
    voice.on({ type: "rendered", id: 2, ms: 400, voicedFromMs: 0, voicedToMs: 400 });
    voice.on({ type: "renderDone", id: 2 });
    expect(voice.effects).toContainEqual({
      type: "render",
      id: 3,
      text: "Three. ",
      previousText: "One. Two. ",
    });
    // The second is ready and waits for its turn.
    expect(voice.sounds("feed")).toEqual([]);
  });

  it("takes a text without a sound as never said", () => {
    const voice = line();
    voice.on({ type: "say", gen: 1, text: "…" });
    voice.on({ type: "renderDone", id: 1 });
    voice.pass(100);
    expect(voice.heard()).toBe("");
    expect(voice.state()).toMatchObject({ pieces: [], ticking: false });
  });
});

describe("a pause while the caller may be interrupting", () => {
  it("needs no clear and goes on at the cursor without losing or repeating a frame", () => {
    const voice = line();
    voice.say(SENTENCE, 5_000);
    voice.pass(1_000);
    voice.on({ type: "hold" });
    const fedBefore = voice.sounds("feed").length;
    voice.pass(700);
    expect(voice.sounds("feed")).toHaveLength(fedBefore);
    expect(voice.buffered()).toBe(0);
    voice.on({ type: "resume" });
    voice.pass(6_000);
    const feeds = voice.effects.filter((one) => one.type === "feed");
    let cursor = 0;
    for (const one of feeds) {
      expect(one.fromMs).toBe(cursor);
      cursor += one.ms;
    }
    expect(cursor).toBe(5_000);
    expect(voice.heard()).toBe(SENTENCE);
    expect(voice.sounds("clear")).toEqual([]);
  });
});

describe("a cut", () => {
  it.each([
    [0, ""],
    [260, ""],
    [1_300, "One two"],
    [2_600, "One two three four five"],
  ])("after %i ms leaves heard %j, whole words only", (ms, expected) => {
    const voice = line({ delayMs: 40 });
    voice.say(SENTENCE, 5_000);
    voice.pass(ms);
    voice.on({ type: "cut" });
    expect(voice.heard().trim()).toBe(expected);
    expect(voice.sounds("clear")).toHaveLength(1);
  });

  it("believes no mark that the clear threw back", () => {
    const voice = line();
    voice.say(SENTENCE, 5_000);
    voice.pass(1_000);
    voice.on({ type: "cut" });
    const heard = voice.heard();
    voice.pass(500);
    expect(voice.heard()).toBe(heard);
    voice.say("Again.", 500, 2);
    voice.pass(1_000);
    expect(voice.heard()).toBe(`${heard}Again.`);
  });

  it("sends no clear where nothing sounds", () => {
    const voice = line();
    voice.on({ type: "cut" });
    expect(voice.effects).toEqual([]);
  });

  it("forgets the sounds of what will not be heard", () => {
    const voice = line();
    voice.say("One. ", 2_000);
    voice.say("Two. ", 2_000);
    voice.pass(500);
    voice.on({ type: "cut" });
    expect(voice.sounds("forget")).toEqual([
      { type: "forget", id: 1 },
      { type: "forget", id: 2 },
    ]);
  });
});

describe("marks that misbehave", () => {
  it("never coming back: the clock counts and the reply ends all the same", () => {
    const voice = line({ marks: "never" });
    voice.say(SENTENCE, 2_000);
    voice.pass(5_000);
    expect(voice.heard()).toBe(SENTENCE);
    expect(voice.sounds("drained")).toHaveLength(1);
  });

  it("coming back at once: no more is heard than can have been played", () => {
    const voice = line({ marks: "at once" });
    voice.say(SENTENCE, 5_000);
    voice.pass(1_000);
    voice.on({ type: "cut" });
    expect(SENTENCE.indexOf(" four")).toBeGreaterThan(voice.heard().trim().length);
  });

  it("lost, late, twice and out of order: no more is heard than was played, and it ends", () => {
    const fates = fc.array(
      fc.array(fc.integer({ min: 0, max: 3_500 }), { minLength: 0, maxLength: 2 }),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(fates, fc.integer({ min: 200, max: 30_000 }), (all, cutAt) => {
        const voice = line({ fate: (name) => all[name % all.length] ?? [] });
        voice.say("word ".repeat(60), 30_000);
        for (let ms = 0; ms < cutAt; ms += 100) {
          voice.pass(100);
          const words = voice.heard().split("word").length - 1;
          expect(words * 500).toBeLessThanOrEqual(voice.playedMs() + 100);
        }
        voice.on({ type: "cut" });
        const heard = voice.heard();
        voice.pass(8_000);
        expect(voice.heard()).toBe(heard);
        voice.say("Again.", 500, 2);
        voice.pass(8_000);
        expect(voice.heard()).toBe(`${heard}Again.`);
        expect(voice.state()).toMatchObject({ pieces: [], marks: [], audible: false });
      }),
      { numRuns: 60 },
    );
  });

  it("with names nobody gave: nothing happens", () => {
    const voice = line();
    voice.say(SENTENCE, 5_000);
    const before = voice.state();
    voice.on({ type: "markBack", name: 999 });
    expect(voice.state().marks).toEqual(before.marks);
    expect(voice.heard()).toBe("");
  });
});

describe("a voice that tells its timing", () => {
  it("is believed over the estimate", () => {
    const voice = line();
    const id = voice.state().nextId;
    voice.on({ type: "say", gen: 1, text: SENTENCE });
    voice.on({ type: "timed", id, timing: { ms: 3_000, chars: "One".length } });
    voice.on({ type: "timed", id, timing: { ms: 5_000, chars: SENTENCE.length } });
    voice.on({ type: "rendered", id, ms: 5_000, voicedFromMs: 0, voicedToMs: 5_000 });
    voice.on({ type: "renderDone", id });
    voice.pass(2_900);
    voice.on({ type: "cut" });
    expect(voice.heard()).toBe("");
  });
});

describe("whatever happens", () => {
  const action = fc.oneof(
    fc.record({ do: fc.constant("say" as const), ms: fc.integer({ min: 0, max: 3_000 }) }),
    fc.record({ do: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 1_500 }) }),
    fc.record({ do: fc.constantFrom("hold", "resume", "cut") }),
    fc.record({ do: fc.constant("mark" as const), name: fc.integer({ min: 0, max: 40 }) }),
  );

  it("heard text is a prefix of what was said, never ahead of what was played, and it always ends", () => {
    fc.assert(
      fc.property(
        fc.array(action, { maxLength: 40 }),
        fc.constantFrom("true" as const, "never" as const, "at once" as const),
        fc.integer({ min: 0, max: 300 }),
        (actions, marks, delayMs) => {
          const voice = line({ marks, delayMs });
          let said = "";
          for (const one of actions) {
            if ("ms" in one && one.do === "say") {
              const id = voice.state().nextId;
              const text = `Word${id} of some length. `;
              voice.say(text, one.ms);
              if (voice.state().nextId > id && one.ms > 0) said += text;
            } else if ("ms" in one) voice.pass(one.ms);
            else if ("name" in one) voice.on({ type: "markBack", name: one.name });
            else if (one.do === "cut") {
              voice.on({ type: "cut" });
              said = voice.heard();
            } else voice.on({ type: one.do });
            expect(said.startsWith(voice.heard())).toBe(true);
            expect(voice.buffered()).toBeLessThanOrEqual(LEAD_MS + 20);
          }
          voice.on({ type: "resume" });
          voice.pass(120_000);
          expect(voice.state()).toMatchObject({ pieces: [], audible: false, ticking: false });
          expect(voice.heard()).toBe(said);
        },
      ),
      { numRuns: 150 },
    );
  });
});
