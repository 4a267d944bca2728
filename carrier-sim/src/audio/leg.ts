import {
  type Dispose,
  FRAME_SAMPLES,
  type LegAudio,
  type Pcm8k,
  type Person,
  type Playback,
} from "../ports.ts";
import { createPlayer, type Player } from "./player.ts";
import { createRecorder, type FrameRecorder } from "./recorder.ts";

/** One leg as the engine drives it: speak, (rooms mix), hear, settle. */
export interface Leg extends LegAudio {
  readonly callSid: string;
  readonly said: Pcm8k;
  /** False when the person was silent in this tick, so that rooms need not add zeros. */
  saidSomething(): boolean;
  readonly player: Player;
  /** What the room gives this leg in this tick; the leg's own queue is added to it. */
  readonly room: Pcm8k;
  /** Set by the room the leg is in; joining another room calls it first. */
  leaveRoom: Dispose | undefined;
  speak(onFault: (fault: unknown) => void): void;
  hear(atMs: number, onFault: (fault: unknown) => void): void;
  settle(): void;
}

type Tap = (said: Pcm8k, heard: Pcm8k, atMs: number) => void;

/** Listeners on one leg: forks, gathers, recorders, captions. More than this is a leak, not a use. */
const MAX_TAPS = 64;

export function createLeg(callSid: string, person: Person, onDetach: () => void): Leg {
  const said = new Int16Array(FRAME_SAMPLES);
  const room = new Int16Array(FRAME_SAMPLES);
  const heard = new Int16Array(FRAME_SAMPLES);
  const player = createPlayer();
  let taps: readonly Tap[] = [];
  let recorders: readonly FrameRecorder[] = [];
  let spoke = false;
  let attached = true;

  const leg: Leg = {
    callSid,
    said,
    room,
    player,
    leaveRoom: undefined,
    saidSomething: () => spoke,
    speak(onFault) {
      const frame = attempt(() => person.speak(), onFault);
      if (frame !== undefined) {
        said.set(frame.length > FRAME_SAMPLES ? frame.subarray(0, FRAME_SAMPLES) : frame);
        if (frame.length < FRAME_SAMPLES) said.fill(0, frame.length);
      } else if (spoke) {
        said.fill(0);
      }
      spoke = frame !== undefined;
    },
    hear(atMs, onFault) {
      if (!attached) return;
      heard.set(room);
      player.mixInto(heard);
      attempt(() => person.hear(heard), onFault);
      for (let i = 0; i < recorders.length; i += 1) recorders[i]!.write(said, heard);
      const listening = taps;
      for (let i = 0; i < listening.length; i += 1)
        attempt(() => listening[i]!(said, heard, atMs), onFault);
    },
    settle: () => player.settle(),
    play(pcm: Pcm8k): Playback {
      const playback = player.play(pcm);
      if (!attached) player.clear();
      return playback;
    },
    clear: () => player.clear(),
    tap(listener) {
      if (taps.length >= MAX_TAPS) throw new Error("too many listeners on one leg");
      taps = [...taps, listener];
      return () => {
        taps = taps.filter((tap) => tap !== listener);
      };
    },
    record({ channels }) {
      const recorder = createRecorder(channels, () => {
        recorders = recorders.filter((other) => other !== recorder);
      });
      recorders = [...recorders, recorder];
      return recorder;
    },
    detach() {
      if (!attached) return;
      attached = false;
      leg.leaveRoom?.();
      player.clear();
      player.settle();
      taps = [];
      onDetach();
    },
  };
  return leg;
}

function attempt<Result>(run: () => Result, onFault: (fault: unknown) => void): Result | undefined {
  try {
    return run();
  } catch (fault) {
    onFault(fault);
    return undefined;
  }
}
