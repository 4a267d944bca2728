import type { Expectation, Language } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OVERLAP_MS } from "./overlap.ts";
import {
  newFloorState,
  type FloorEffect,
  type FloorEvent,
  type FloorState,
  type FloorTimer,
} from "./state.ts";
import { floorTransition } from "./transition.ts";

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

const LISTENING = { threshold: 0.5, level: 0, onsetMs: 64, offsetMs: 200, patienceMs: null };

/** A floor in virtual time: its timers fire when they are due. */
function floor(over: Partial<FloorState> = {}, language: Language = "en-US") {
  let state: FloorState = { ...newFloorState({ language, listening: LISTENING }), ...over };
  let now = 0;
  const timers = new Map<FloorTimer, number>();
  const effects: (FloorEffect & { now: number })[] = [];
  const on = (event: WithoutInstant<FloorEvent>): void => {
    const done = floorTransition(state, { ...event, at: now });
    state = done.state;
    for (const effect of done.effects) {
      effects.push({ ...effect, now });
      if (effect.type === "setFloorTimer") timers.set(effect.timer, now + effect.afterMs);
      if (effect.type === "clearFloorTimer") timers.delete(effect.timer);
    }
  };
  const pass = (ms: number): void => {
    const until = now + ms;
    for (;;) {
      const due = [...timers].filter(([, at]) => at <= until).toSorted((a, b) => a[1] - b[1])[0];
      if (due === undefined) break;
      timers.delete(due[0]);
      now = Math.max(now, due[1]);
      on({ type: "floorTimer", timer: due[0] });
    }
    now = until;
  };
  return {
    on,
    pass,
    effects,
    now: () => now,
    state: () => state,
    timers,
    /** Speech of `ms`, with its words known by its end. */
    says(text: string, ms: number): void {
      on({ type: "speechBegan", agoMs: 0 });
      pass(ms);
      on({ type: "partial", text });
      on({ type: "speechEnded", agoMs: 0 });
    },
    recognises(text: string): void {
      if (text !== "") on({ type: "final", text });
      on({ type: "flushed" });
    },
    all: <T extends FloorEffect["type"]>(type: T) =>
      effects.filter(
        (one): one is Extract<FloorEffect, { type: T }> & { now: number } => one.type === type,
      ),
  };
}

const speaking = {
  phase: "botSpeaking",
  bot: { audible: true, guarded: false, text: "", asks: null },
} as const;

describe("the end of a turn", () => {
  it("waits for the silence that the question asks for, and says why", () => {
    const line = floor();
    line.says("My heating is broken.", 1_200);
    line.pass(100);
    line.recognises("My heating is broken.");
    line.pass(2_000);
    const [commit] = line.all("commit");
    expect(commit).toMatchObject({
      text: "My heating is broken.",
      reason: "silence",
      expectation: "open",
      endedAt: 1_200,
    });
    expect(commit?.silenceMs).toBe(commit?.patienceMs);
    expect(commit?.patienceMs).toBeGreaterThanOrEqual(500);
    expect(commit?.patienceMs).toBeLessThanOrEqual(850);
  });

  it.each<[Expectation, string, number, number]>([
    ["yes_no", "Yes.", 250, 300],
    ["open", "The tap drips.", 500, 850],
    ["open", "The tap drips and", 1_000, 1_350],
    ["digits", "030 12", 1_200, 2_000],
  ])("is patient by context: after a %s question and %j", (expectation, text, least, most) => {
    const line = floor({ expectation });
    line.says(text, 800);
    line.recognises(text);
    line.pass(5_000);
    const [commit] = line.all("commit");
    expect(commit?.silenceMs).toBeGreaterThanOrEqual(least);
    expect(commit?.silenceMs).toBeLessThanOrEqual(most);
  });

  it("is one turn when the caller goes on within the silence", () => {
    const line = floor();
    line.says("My heating", 600);
    line.recognises("My heating");
    line.pass(300);
    line.says("is broken.", 600);
    line.recognises("is broken.");
    line.pass(2_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["My heating is broken."]);
  });

  it("takes the recogniser's own end of turn at once", () => {
    const line = floor();
    line.says("My heating is broken", 1_000);
    line.on({ type: "final", text: "My heating is broken" });
    line.on({ type: "turnEnded", eager: false });
    expect(line.all("commit")).toMatchObject([{ reason: "recogniser", silenceMs: 0 }]);
  });

  it("waits for words that are late, goes on with those it has, and hears the others when they come", () => {
    const line = floor();
    line.says("My heating is", 1_000);
    line.pass(1_000);
    expect(line.all("commit")).toEqual([]);
    line.pass(1_800);
    expect(line.all("commit").map((one) => one.text)).toEqual(["My heating is"]);
    line.recognises("My heating is broken.");
    line.pass(5_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["My heating is", "broken."]);
    line.says("Hello?", 500);
    line.recognises("Hello?");
    line.pass(2_000);
    expect(line.all("commit").at(-1)?.text).toBe("Hello?");
  });

  it("does not stay deaf when the recogniser never answers a flush", () => {
    const line = floor();
    line.says("First", 500);
    line.pass(3_000);
    line.pass(3_000);
    line.says("Second", 500);
    line.pass(3_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["First", "Second"]);
  });

  it("takes a sound without words for nothing, and a long one for a person not understood", () => {
    const line = floor();
    line.says("", 300);
    line.recognises("");
    line.pass(3_000);
    expect(line.all("mishear")).toEqual([]);
    line.says("", 1_500);
    line.recognises("");
    line.pass(3_000);
    expect(line.all("mishear")).toHaveLength(1);
    expect(line.state().phase).toBe("idle");
  });

  it("hears a voice too soft for the detector", () => {
    const line = floor();
    line.on({ type: "partial", text: "hello" });
    line.recognises("hello there");
    line.pass(2_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["hello there"]);
  });

  it("cuts in on an endless talker after a minute, and records what they go on saying", () => {
    const line = floor();
    line.on({ type: "speechBegan", agoMs: 0 });
    line.on({ type: "final", text: "And another thing" });
    line.pass(60_000);
    expect(line.all("commit")).toMatchObject([{ reason: "cap", text: "And another thing" }]);
    line.on({ type: "botAudible", on: true });
    line.on({ type: "final", text: "which is why" });
    expect(line.all("cutVoice")).toEqual([]);
    line.on({ type: "speechEnded", agoMs: 0 });
    line.recognises("");
    expect(line.all("murmur").map((one) => one.text)).toEqual(["which is why"]);
  });

  it("keeps the words said before a key was pressed", () => {
    const line = floor();
    line.says("My number is", 700);
    line.on({ type: "keyPressed" });
    expect(line.all("commit")).toMatchObject([{ reason: "keys", text: "My number is" }]);
  });
});

describe("an answer begun early", () => {
  it("begins when the words are known, and is called off when the caller goes on", () => {
    const line = floor();
    line.says("My heating", 600);
    line.recognises("My heating");
    expect(line.all("guess").map((one) => one.text)).toEqual(["My heating"]);
    line.pass(200);
    line.on({ type: "speechBegan", agoMs: 60 });
    expect(line.all("dropGuess")).toHaveLength(1);
    line.pass(400);
    line.on({ type: "speechEnded", agoMs: 0 });
    line.recognises("is broken.");
    line.pass(2_000);
    expect(line.all("commit")).toMatchObject([{ text: "My heating is broken.", guessed: true }]);
  });

  it("begins on the recogniser's eager end, and is called off by its second thought", () => {
    const line = floor();
    line.says("Hello", 600);
    line.on({ type: "turnEnded", eager: true });
    line.on({ type: "turnResumed" });
    expect(line.all("guess")).toHaveLength(1);
    expect(line.all("dropGuess")).toHaveLength(1);
    expect(line.all("commit")).toEqual([]);
  });
});

describe("barge-in in two steps", () => {
  it("holds the voice at the onset", () => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 70 });
    expect(line.all("holdVoice").map((one) => one.now)).toEqual([0]);
  });

  it.each([
    [
      "a word",
      (line: ReturnType<typeof floor>) => line.on({ type: "partial", text: "heating" }),
      0,
    ],
    [
      "a word that asks us to stop",
      (line: ReturnType<typeof floor>) => line.on({ type: "partial", text: "stop" }),
      0,
    ],
    ["a key", (line: ReturnType<typeof floor>) => line.on({ type: "keyPressed" }), 0],
    ["a sound that does not end", (line: ReturnType<typeof floor>) => line.pass(2_000), OVERLAP_MS],
  ])("is confirmed by %s", (_, happens, at) => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 0 });
    happens(line);
    expect(line.all("cutVoice").map((one) => one.now)).toEqual([at]);
    expect(line.all("resumeVoice")).toEqual([]);
  });

  it("goes on at the cursor when it was a cough", () => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(180);
    line.on({ type: "speechEnded", agoMs: 0 });
    line.pass(2_000);
    expect(line.all("cutVoice")).toEqual([]);
    expect(line.all("resumeVoice").map((one) => one.now)).toEqual([OVERLAP_MS]);
    expect(line.state().phase).toBe("botSpeaking");
  });

  it("goes on when a sound long enough to be speech was over before anybody knew its words", () => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(640);
    line.on({ type: "speechEnded", agoMs: LISTENING.offsetMs });
    line.pass(400);
    expect(line.all("cutVoice")).toEqual([]);
    line.recognises("uh-huh");
    expect(line.all("murmur").map((one) => one.text)).toEqual(["uh-huh"]);
  });

  it("goes on at a murmur as soon as it is known to be one, and records it", () => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(250);
    line.on({ type: "speechEnded", agoMs: 0 });
    line.pass(100);
    line.recognises("mm-hm");
    expect(line.all("resumeVoice").map((one) => one.now)).toEqual([350]);
    expect(line.all("murmur").map((one) => one.text)).toEqual(["mm-hm"]);
    expect(line.all("commit")).toEqual([]);
  });

  it("stops after all when late words show that it was one", () => {
    const line = floor(speaking);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(300);
    line.on({ type: "speechEnded", agoMs: 0 });
    line.pass(600);
    expect(line.all("resumeVoice")).toHaveLength(1);
    line.on({ type: "final", text: "Wait a moment" });
    expect(line.all("cutVoice")).toHaveLength(1);
    line.on({ type: "flushed" });
    line.pass(3_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["Wait a moment"]);
  });

  it("does not touch what must be heard, and hears the caller all the same", () => {
    const line = floor({
      ...speaking,
      bot: { audible: true, guarded: true, text: "", asks: null },
    });
    line.says("I have a leak", 900);
    line.recognises("I have a leak");
    line.pass(2_000);
    expect(line.all("holdVoice")).toEqual([]);
    expect(line.all("commit").map((one) => one.text)).toEqual(["I have a leak"]);
    expect(line.state().phase).toBe("botSpeaking");
  });

  it("takes a caller who goes on after a turn was thought over as one who was not done", () => {
    const line = floor();
    line.says("My heating", 600);
    line.recognises("My heating");
    line.pass(1_000);
    expect(line.state().phase).toBe("committed");
    line.on({ type: "speechBegan", agoMs: 0 });
    line.on({ type: "partial", text: "is broken" });
    expect(line.all("cutVoice")).toHaveLength(1);
    expect(line.state().phase).toBe("callerSpeaking");
  });

  it("gives way when both begin at once", () => {
    const line = floor();
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(500);
    line.on({ type: "botAudible", on: true });
    expect(line.effects.map((one) => one.type)).toContain("holdVoice");
    line.pass(OVERLAP_MS - 500);
    expect(line.all("cutVoice")).toHaveLength(1);
  });

  it("does not end a turn that the detector lost while its words keep coming", () => {
    const line = floor();
    line.on({ type: "partial", text: "there is" });
    for (const text of ["there is water", "there is water coming", "there is water coming in"]) {
      line.pass(500);
      line.on({ type: "partial", text });
    }
    expect(line.all("commit")).toEqual([]);
    line.recognises("there is water coming in");
    line.pass(2_000);
    expect(line.all("commit").map((one) => one.text)).toEqual(["there is water coming in"]);
  });

  it("gives more time to a voice that the detector has lost once", () => {
    const waited = (lost: boolean): number => {
      const line = floor();
      line.says("My heating", 600);
      line.pass(lost ? 700 : 300);
      line.on({ type: "partial", text: "My heating is broken since last night." });
      line.recognises("");
      line.pass(3_000);
      return line.all("commit")[0]?.patienceMs ?? 0;
    };
    expect(waited(true)).toBeGreaterThanOrEqual(waited(false) + 300);
  });

  it("ends a turn whose words have stopped although the room goes on", () => {
    const line = floor();
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(800);
    line.on({ type: "partial", text: "my heating is broken" });
    line.pass(2_600);
    line.recognises("my heating is broken");
    expect(line.all("commit").map((one) => one.text)).toEqual(["my heating is broken"]);
    expect(line.now()).toBeLessThan(3_500);
  });

  it("waits for the words of a recogniser that tells none before the end", () => {
    const line = floor();
    line.on({ type: "speechBegan", agoMs: 0 });
    line.pass(800);
    line.on({ type: "final", text: "my heating" });
    line.pass(10_000);
    expect(line.all("commit")).toEqual([]);
  });

  it("lets only words stop it once sounds without any have stopped it twice", () => {
    const line = floor(speaking);
    const murmur = (): void => {
      line.on({ type: "botAudible", on: true });
      line.on({ type: "speechBegan", agoMs: 0 });
      line.pass(1_500);
      line.on({ type: "speechEnded", agoMs: 0 });
      line.recognises("");
      line.pass(3_000);
    };
    for (let time = 0; time < 4; time += 1) murmur();
    expect(line.all("cutVoice")).toHaveLength(2);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.on({ type: "partial", text: "wait" });
    expect(line.all("cutVoice")).toHaveLength(3);
  });

  it("takes an interruption right behind a turn for a pause of that turn", () => {
    const line = floor();
    line.says("My heating is broken", 700);
    line.recognises("My heating is broken");
    line.pass(1_000);
    expect(line.all("commit")).toHaveLength(1);
    line.on({ type: "speechBegan", agoMs: 0 });
    line.on({ type: "partial", text: "it is cold" });
    expect(line.state().pauses.talking).toEqual([1_000]);
  });

  it("and takes nothing for one behind a murmur", () => {
    const line = floor();
    line.says("My heating is broken", 700);
    line.recognises("My heating is broken");
    line.pass(1_000);
    line.on({ type: "botAudible", on: true });
    line.says("okay", 300);
    line.recognises("okay");
    expect(line.state().pauses.talking).toEqual([]);
  });
});

describe("whatever happens", () => {
  const event = fc.oneof(
    fc.record({
      type: fc.constantFrom("speechBegan", "speechEnded"),
      agoMs: fc.integer({ min: 0, max: 300 }),
    }),
    fc.record({
      type: fc.constantFrom("partial", "final"),
      text: fc.constantFrom("", "yes", "mm-hm", "my heating is broken", "stop"),
    }),
    fc.record({ type: fc.constantFrom("flushed", "turnResumed", "keyPressed") }),
    fc.record({ type: fc.constant("turnEnded"), eager: fc.boolean() }),
    fc.record({ type: fc.constant("botAudible"), on: fc.boolean() }),
    fc.record({
      type: fc.constant("botHeard"),
      cut: fc.boolean(),
      text: fc.constantFrom("What is it?", "Is it yours?"),
    }),
  );
  const happening = fc.tuple(event, fc.integer({ min: 0, max: 2_500 }));

  it("no phase is for ever, and the voice is held only while it is not known who speaks", () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (happenings) => {
        const line = floor();
        let held = false;
        let seen = 0;
        const follow = (): void => {
          for (const effect of line.effects.slice(seen)) {
            if (effect.type === "holdVoice") held = true;
            if (effect.type === "resumeVoice" || effect.type === "cutVoice") held = false;
          }
          seen = line.effects.length;
          expect(held).toBe(line.state().phase === "overlap");
        };
        for (const [one, ms] of happenings) {
          line.on(one);
          follow();
          line.pass(ms);
          follow();
        }
        line.on({ type: "speechEnded", agoMs: 0 });
        line.on({ type: "botAudible", on: false });
        line.pass(70_000);
        follow();
        expect(["idle", "committed"]).toContain(line.state().phase);
        expect(line.timers.size).toBe(0);
      }),
      { numRuns: 400 },
    );
  });
});
