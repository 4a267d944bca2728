import type { FloorEvent } from "../domain/floor/state.ts";
import {
  newStreamState,
  type StreamEffect,
  type StreamEvent,
  type StreamState,
} from "../domain/stream/state.ts";
import { streamTransition } from "../domain/stream/transition.ts";
import type { HeadInput, TurnEvent } from "../domain/turn/state.ts";
import type { VoiceEvent } from "../domain/voice/state.ts";

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

/** A letter of the story's voice lasts this long. */
const MS_PER_CHAR = 60;
const TICK_MS = 20;
const RECOGNISED_AFTER_MS = 150;

export type StoryOptions = {
  /** From a pause until the recogniser has told all words before it. */
  readonly recognisedAfterMs?: () => number;
  /** False: it tells none before a pause. */
  readonly partials?: boolean;
  /** Until the sound of a text is there. */
  readonly renderedAfterMs?: (text: string) => number;
  /** How long its sound is; by default it follows the letters. */
  readonly soundMs?: (text: string) => number;
  /** False: every answer that is begun early is called off, and begun again when the turn is over. */
  readonly guesses?: boolean;
  /** What a head says by itself once it is started, each part so long after the one before it. */
  readonly answers?: (input: HeadInput) => readonly { text: string; afterMs: number }[];
};

/** A conversation in virtual time: a caller who is recognised, a voice that renders, a carrier that plays. */
export type Story = {
  readonly effects: StreamEffect[];
  readonly log: StreamEvent[];
  state(): StreamState;
  open(greeting: string | null): void;
  pass(ms: number): void;
  /** Sound of `ms`; its words come partly meanwhile, and finally after it. Empty: none is recognised. */
  callerSays(text: string, ms: number): void;
  key(digit: string): void;
  /** The head that was started last says this and is done. */
  headSays(text: string): void;
  /** It says this, and goes on. */
  headBegins(text: string): void;
  gen(): number;
  now(): number;
  /** Sound of ours that the caller has heard. */
  playedMs(): number;
  /** Since when nobody has been heard, in milliseconds. */
  quietMs(): number;
  turn(event: WithoutInstant<TurnEvent>): void;
  floor(event: WithoutInstant<FloorEvent>): void;
  all<T extends StreamEffect["type"]>(type: T): Extract<StreamEffect, { type: T }>[];
};

export function createStory(options: StoryOptions = {}): Story {
  let state = newStreamState({
    language: "en-US",
    listening: { threshold: 0.5, level: 0, onsetMs: 64, offsetMs: 200, patienceMs: null },
  });
  let now = 0;
  let playedMs = 0;
  let bufferedMs = 0;
  let marks: { name: number; afterMs: number }[] = [];
  let ticking = false;
  let words = "";
  let due: { at: number; key: string; run: () => void }[] = [];
  let gen = 0;
  let callerSounds = false;
  let soundedAt = 0;
  const effects: StreamEffect[] = [];
  const log: StreamEvent[] = [];
  const queue: StreamEvent[] = [];
  let draining = false;

  const take = (event: StreamEvent): void => {
    queue.push(event);
    if (draining) return;
    draining = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      log.push(next);
      const done = streamTransition(state, next);
      state = done.state;
      if (options.guesses === false && state.turn.guess !== null) {
        queue.push({ to: "turn", event: { type: "guessDropped", at: now } });
      }
      for (const effect of done.effects) {
        effects.push(effect);
        perform(effect);
      }
    }
    draining = false;
  };
  const toFloor = (event: WithoutInstant<FloorEvent>): void =>
    take({ to: "floor", event: { ...event, at: now } });
  const toVoice = (event: WithoutInstant<VoiceEvent>): void =>
    take({ to: "voice", event: { ...event, at: now } });
  const turn = (event: WithoutInstant<TurnEvent>): void =>
    take({ to: "turn", event: { ...event, at: now } });
  const after = (key: string, ms: number, run: () => void): void => {
    due = [...due.filter((one) => one.key !== key), { at: now + ms, key, run }];
  };

  const perform = (effect: StreamEffect): void => {
    switch (effect.type) {
      case "render": {
        const { id } = effect;
        const ms = options.soundMs?.(effect.text) ?? effect.text.trim().length * MS_PER_CHAR;
        const render = (): void => {
          toVoice({ type: "rendered", id, ms, voicedFromMs: 0, voicedToMs: ms });
          toVoice({ type: "renderDone", id });
        };
        const afterMs = options.renderedAfterMs?.(effect.text) ?? 0;
        return afterMs === 0 ? render() : after(`render-${id}`, afterMs, render);
      }
      case "feed":
        bufferedMs += effect.ms;
        return;
      case "mark":
        marks.push({ name: effect.name, afterMs: playedMs + bufferedMs });
        return;
      case "clear": {
        bufferedMs = 0;
        const back = marks;
        marks = [];
        for (const { name } of back) toVoice({ type: "markBack", name });
        return;
      }
      case "tickEvery":
        ticking = effect.on;
        return;
      case "flushEars": {
        const said = words;
        words = "";
        due.push({
          at: now + (options.recognisedAfterMs?.() ?? RECOGNISED_AFTER_MS),
          key: `flush-${due.length}-${now}`,
          run: () => {
            if (said !== "") toFloor({ type: "final", text: said });
            toFloor({ type: "flushed" });
          },
        });
        return;
      }
      case "startHead":
        gen = effect.gen;
        return answer(effect.gen, options.answers?.(effect.input) ?? null);
      case "setFloorTimer": {
        const { timer } = effect;
        return after(`floor-${timer}`, effect.afterMs, () =>
          toFloor({ type: "floorTimer", timer }),
        );
      }
      case "clearFloorTimer":
        due = due.filter((one) => one.key !== `floor-${effect.timer}`);
        return;
      case "setTimer": {
        const { timer } = effect;
        return after(`turn-${timer}`, effect.afterMs, () => turn({ type: "timerFired", timer }));
      }
      case "clearTimer":
        due = due.filter((one) => one.key !== `turn-${effect.timer}`);
        return;
      default:
    }
  };

  const answer = (
    mine: number,
    parts: readonly { text: string; afterMs: number }[] | null,
  ): void => {
    let afterMs = 0;
    parts?.forEach((part, index) => {
      afterMs += part.afterMs;
      after(`head-${mine}-${index}`, afterMs, () => {
        turn({ type: "headSaid", gen: mine, text: part.text });
        if (index === parts.length - 1) turn({ type: "headFinished", gen: mine, end: null });
      });
    });
  };

  const play = (): void => {
    if (bufferedMs > 0 || callerSounds) soundedAt = now;
    const ms = Math.min(TICK_MS, bufferedMs);
    bufferedMs -= ms;
    playedMs += ms;
    const back = marks.filter(({ afterMs }) => afterMs <= playedMs);
    marks = marks.filter(({ afterMs }) => afterMs > playedMs);
    for (const { name } of back) toVoice({ type: "markBack", name });
  };

  const story: Story = {
    effects,
    log,
    state: () => state,
    open: (greeting) =>
      turn({
        type: "opened",
        language: "en-US",
        greeting,
        disclosureChars: greeting?.indexOf("How") ?? 0,
        resumed: null,
        memory: [],
        unheard: "",
      }),
    pass(ms) {
      const until = now + ms;
      while (now < until) {
        now = Math.min(until, now + TICK_MS);
        play();
        for (;;) {
          const next = due.filter((one) => one.at <= now).toSorted((a, b) => a.at - b.at)[0];
          if (next === undefined) break;
          due = due.filter((one) => one !== next);
          next.run();
        }
        if (ticking) toVoice({ type: "tick" });
      }
    },
    callerSays(text, ms) {
      toFloor({ type: "speechBegan", agoMs: 64 });
      callerSounds = true;
      story.pass(ms / 2);
      if (text !== "" && ms > 300 && options.partials !== false) {
        toFloor({ type: "partial", text: text.split(" ")[0] ?? text });
      }
      story.pass(ms / 2);
      words = `${words} ${text}`.trim();
      callerSounds = false;
      toFloor({ type: "speechEnded", agoMs: 0 });
    },
    key(digit) {
      toFloor({ type: "keyPressed" });
      turn({ type: "digitPressed", digit });
    },
    headBegins(text) {
      for (const part of text.split(/(?<= )/u)) turn({ type: "headSaid", gen, text: part });
    },
    gen: () => gen,
    now: () => now,
    playedMs: () => playedMs,
    quietMs: () => now - soundedAt,
    headSays(text) {
      story.headBegins(text);
      turn({ type: "headFinished", gen, end: null });
    },
    turn,
    floor: toFloor,
    all: (type) =>
      effects.filter(
        (one): one is Extract<StreamEffect, { type: typeof type }> => one.type === type,
      ),
  };
  return story;
}
