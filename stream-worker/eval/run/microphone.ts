import { encodeMulaw } from "../../src/domain/mulaw.ts";
import { RATE } from "../sound/resample.ts";

const FRAME = RATE / 50;

/** The caller's end of the line: what they say, where they are, and the bot's echo. */
export type Microphone = {
  /** From now on, over the surroundings. */
  play(samples: Float32Array): void;
  /** The next 20 ms, while `heard` comes out of the telephone. */
  frame(heard: Float32Array): Uint8Array;
  /** The clip has come to its end. */
  idle(): boolean;
};

/** Sound travels from the loudspeaker to the microphone, and through both telephones' buffers. */
const ECHO_FRAMES = 6;

export function createMicrophone(noise: Float32Array, echo: number): Microphone {
  let clip = new Float32Array(0);
  let clipAt = 0;
  let noiseAt = 0;
  const echoes: Float32Array[] = Array.from({ length: ECHO_FRAMES }, () => new Float32Array(FRAME));

  return {
    play(samples) {
      clip = Float32Array.from(samples);
      clipAt = 0;
    },
    frame(heard) {
      echoes.push(heard);
      const echoed = echoes.shift();
      const pcm = Int16Array.from({ length: FRAME }, (_, index) => {
        const said = clip[clipAt + index] ?? 0;
        const around = noise.length === 0 ? 0 : (noise[(noiseAt + index) % noise.length] ?? 0);
        const sum = said + around + echo * (echoed?.[index] ?? 0);
        return Math.max(-32_768, Math.min(32_767, Math.round(sum * 32_768)));
      });
      clipAt += FRAME;
      noiseAt += FRAME;
      return encodeMulaw(pcm);
    },
    idle: () => clipAt >= clip.length,
  };
}
