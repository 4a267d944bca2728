import { EventEmitter, once } from "node:events";
import {
  FRAME_MS,
  FRAME_SAMPLES,
  type LegControl,
  type LegEnd,
  type Person,
  type Switchboard,
} from "../../ports.ts";

const RATE = 8_000;

/** One leg of the test switchboard: the person hears 1000 Hz, what they say is kept. */
export interface ToneLeg extends LegControl {
  readonly person: Person;
  readonly params: Record<string, string>;
  readonly identity: string;
  readonly digits: string[];
  connect(): void;
  end(end: Omit<LegEnd, "callSid">): void;
  /** The latest `count` samples this person said. Silence where nothing came. */
  said(count: number): Int16Array;
  /** Resolves when `frames` frames with sound have been said from now on. */
  speaks(frames: number): Promise<void>;
  readonly over: Promise<void>;
}

/** A switchboard that answers every app call at once (or `manual`: when told to) and runs a 20 ms clock. */
export interface ToneSwitchboard extends Pick<Switchboard, "dialApp"> {
  legs: ToneLeg[];
  manual: boolean;
  nextLeg(): Promise<ToneLeg>;
  /** Puts a rung person on the clock. */
  add(callSid: string, person: Person): ToneLeg;
  stop(): void;
}

let nextSid = 0;

export function newCallSid(): string {
  return `CA${(nextSid += 1).toString(16).padStart(32, "0")}`;
}

export function createToneSwitchboard(): ToneSwitchboard {
  const events = new EventEmitter();
  events.setMaxListeners(100);
  const active = new Set<() => void>();
  const tone = new Int16Array(FRAME_SAMPLES);
  let sample = 0;
  let due = performance.now();
  let timer: NodeJS.Timeout;

  function schedule(): void {
    due += FRAME_MS;
    timer = setTimeout(tick, Math.max(0, due - performance.now()));
  }
  function tick(): void {
    for (let i = 0; i < FRAME_SAMPLES; i += 1, sample += 1)
      tone[i] = Math.round(12_000 * Math.sin((2 * Math.PI * 1000 * sample) / RATE));
    for (const turn of active) turn();
    schedule();
  }
  schedule();

  function createLeg(
    callSid: string,
    person: Person,
    identity: string,
    params: Record<string, string>,
  ): ToneLeg {
    const history = new Int16Array(RATE * 4);
    const digits: string[] = [];
    const sounds = new EventEmitter();
    let soundFrames = 0;
    let ended = false;
    const over = Promise.withResolvers<void>();
    person.onDigit((digit) => {
      digits.push(digit);
      events.emit("digit", digit);
    });
    const turn = (): void => {
      const frame = person.speak();
      history.copyWithin(0, FRAME_SAMPLES);
      if (frame) history.set(frame, history.length - FRAME_SAMPLES);
      else history.fill(0, history.length - FRAME_SAMPLES);
      if (frame?.some((value) => Math.abs(value) > 500)) sounds.emit("sound", (soundFrames += 1));
      person.hear(tone);
    };
    const end = (cause: Omit<LegEnd, "callSid">): void => {
      if (ended) return;
      ended = true;
      active.delete(turn);
      over.resolve();
      person.ended({ callSid, ...cause });
    };
    return {
      callSid,
      person,
      params,
      identity,
      digits,
      connect: () => {
        active.add(turn);
        person.connected(callSid);
      },
      hangUp: () => end({ cause: "completed" }),
      end,
      said: (count) => history.slice(history.length - count),
      async speaks(frames) {
        const until = soundFrames + frames;
        while (soundFrames < until) await once(sounds, "sound");
      },
      over: over.promise,
    };
  }

  const board: ToneSwitchboard = {
    legs: [],
    manual: false,
    async nextLeg() {
      const [leg] = (await once(events, "leg")) as [ToneLeg];
      return leg;
    },
    add(callSid, person) {
      const leg = createLeg(callSid, person, "", {});
      board.legs.push(leg);
      return leg;
    },
    dialApp({ person, params, identity }) {
      const leg = createLeg(newCallSid(), person, identity, params);
      board.legs.push(leg);
      setImmediate(() => {
        person.ringing(leg.callSid);
        if (!board.manual) leg.connect();
        events.emit("leg", leg);
      });
      return leg;
    },
    stop() {
      clearTimeout(timer);
      active.clear();
    },
  };
  return board;
}
