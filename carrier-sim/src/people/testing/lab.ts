import { createHandClock } from "../../audio/clock.ts";
import { createAudioEngine } from "../../audio/engine.ts";
import { tone } from "../../audio/tones.ts";
import type {
  AudioEngine,
  LegAudio,
  LegControl,
  Pcm8k,
  Person,
  Switchboard,
  VoiceBank,
} from "../../ports.ts";
import { proportionalEnds } from "../../voices/word-ends.ts";

/** A voice bank that answers at once: 60 ms a letter of a 500 Hz tone. */
export const toneVoices: VoiceBank = {
  speak(text) {
    const durationMs = text.length * 60;
    return Promise.resolve({
      pcm: tone(500, durationMs),
      voice: "tone",
      wordEndsMs: proportionalEnds(text, durationMs),
    });
  },
  voiceFor: () => "tone",
};

export interface Lab {
  engine: AudioEngine;
  /** Lets audio time pass; promises settle between ticks. */
  pass(ms: number): Promise<void>;
  /** Lets time pass until `done`, at most `limitMs`. */
  passUntil(done: () => boolean, limitMs?: number): Promise<void>;
}

export function createLab(): Lab {
  const clock = createHandClock();
  const engine = createAudioEngine({
    clock,
    onFault: (fault) => {
      throw fault;
    },
  });
  const pass = async (ms: number): Promise<void> => {
    for (let left = ms; left > 0; left -= 20) {
      clock.advance(20);
      await new Promise(setImmediate);
    }
  };
  return {
    engine,
    pass,
    async passUntil(done, limitMs = 30_000) {
      for (let left = limitMs; left > 0 && !done(); left -= 20) await pass(20);
      if (!done()) throw new Error(`not within ${limitMs} ms of audio`);
    },
  };
}

export interface LabCall extends LegControl {
  person: Person;
  audio: LegAudio;
  from: string;
  to: string;
  hungUp: boolean;
}

/** A switchboard that connects every call to an empty leg at once. */
export function createLabSwitchboard(engine: AudioEngine): Switchboard & { calls: LabCall[] } {
  const calls: LabCall[] = [];
  return {
    calls,
    dialNumber({ from, to, person }) {
      const callSid = `CA${String(calls.length).padStart(32, "0")}`;
      const call: LabCall = {
        callSid,
        person,
        from,
        to,
        hungUp: false,
        audio: engine.attach(callSid, person),
        hangUp() {
          if (call.hungUp) return;
          call.hungUp = true;
          call.audio.detach();
          person.ended({ callSid, cause: "completed" });
        },
      };
      calls.push(call);
      person.ringing(callSid);
      person.connected(callSid);
      return call;
    },
    dialApp() {
      throw new Error("nobody dials an app here");
    },
  };
}

/** Tells words with their sound, as the carrier does; resolves when they have been played. */
export async function tell(lab: Lab, call: LabCall, text: string): Promise<void> {
  const { pcm } = await toneVoices.speak(text, "en");
  call.person.told({ kind: "speaking", id: text, text, who: "bot" });
  let over = false;
  const playback = call.audio.play(pcm);
  void playback.done.then(() => {
    over = true;
  });
  await lab.passUntil(() => over);
  call.person.told({ kind: "said", id: text, text, complete: true });
}

/** Plays sound that nobody announces: an operator's voice, music. */
export async function playUnannounced(lab: Lab, call: LabCall, pcm: Pcm8k): Promise<void> {
  call.audio.play(pcm);
  await lab.pass(Math.ceil(pcm.length / 160) * 20);
}
