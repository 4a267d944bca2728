import type { Pcm8k } from "../ports.ts";

const RATE = 8_000;
const CHORD_SECONDS = 4;
/** Quiet (about -30 dBFS): it is heard through telephones for minutes. */
const LEVEL = 700;
/** A-flat major, F minor, D-flat major, E-flat: the oldest waiting loop there is, in Hz. */
const CHORDS = [
  [207.65, 311.13, 415.3, 523.25],
  [174.61, 261.63, 349.23, 415.3],
  [138.59, 277.18, 349.23, 415.3],
  [155.56, 311.13, 392, 466.16],
];

let loop: Pcm8k | undefined;

/**
 * A seamless 16 s loop of slow chords, made here so that no recording needs a licence. Chords overlap
 * and never pause: an even level is also what tells it apart from a voice.
 */
export function holdMusic(): Pcm8k {
  loop ??= render();
  return loop;
}

function render(): Pcm8k {
  const chordSamples = CHORD_SECONDS * RATE;
  const total = CHORDS.length * chordSamples;
  const mix = new Float32Array(total);
  const fade = RATE;
  CHORDS.forEach((chord, index) => {
    for (const hz of chord) {
      for (let i = -fade; i < chordSamples; i += 1) {
        // Equal-power crossfade into the next chord over one second.
        const rise = i < 0 ? Math.sin((Math.PI / 2) * ((i + fade) / fade)) : 1;
        const untilEnd = chordSamples - i;
        const fall = untilEnd < fade ? Math.sin((Math.PI / 2) * (untilEnd / fade)) : 1;
        const at = (index * chordSamples + i + total) % total;
        const seconds = (i + fade) / RATE;
        mix[at]! +=
          rise *
          fall *
          (Math.sin(2 * Math.PI * hz * seconds) + 0.25 * Math.sin(4 * Math.PI * hz * seconds));
      }
    }
  });
  return Int16Array.from(mix, (value) => Math.round((value * LEVEL) / 2));
}
