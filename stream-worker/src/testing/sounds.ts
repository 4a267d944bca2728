/** Sounds of telephone lines, the same in every run: 8 kHz, in no particular loudness. */
export type Sound = Float64Array;

const RATE = 8_000;
const TWO_PI = 2 * Math.PI;

type Dice = { readonly roll: () => number; readonly gauss: () => number };

/** A small generator of our own for each sound: with `Math.random` every run would test another one. */
function createDice(seed: number): Dice {
  let state = seed;
  const roll = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 1) / 4_294_967_297;
  };
  return { roll, gauss: () => Math.sqrt(-2 * Math.log(roll())) * Math.cos(TWO_PI * roll()) };
}

const build = (ms: number, sample: (index: number) => number): Sound =>
  Float64Array.from({ length: (ms * RATE) / 1_000 }, (_, index) => sample(index));

export function whiteNoise(ms: number): Sound {
  const { gauss } = createDice(1);
  return build(ms, gauss);
}

/** Low rumble that swells and fades, with some hiss: a street. */
export function streetNoise(ms: number): Sound {
  const { gauss } = createDice(2);
  let low = 0;
  return build(ms, (index) => {
    low += (gauss() - low) * 0.08;
    return low * (1 + 0.8 * Math.sin((TWO_PI * 0.15 * index) / RATE)) + 0.05 * gauss();
  });
}

/** Keys pressed one after the other, 150 ms each, 150 ms apart (ITU-T Q.23). */
export function keyTones(ms: number): Sound {
  const [low, high] = [
    [697, 770, 852, 941],
    [1_209, 1_336, 1_477],
  ];
  return build(ms, (index) => {
    const press = Math.floor(index / 2_400);
    if (index % 2_400 >= 1_200) return 0;
    const pair = [low?.[(press * 7) % 4] ?? 0, high?.[(press * 5) % 3] ?? 0];
    return pair.reduce((sum, hz) => sum + Math.sin((TWO_PI * hz * index) / RATE), 0);
  });
}

/** 425 Hz, a second in five. */
export function holdTone(ms: number): Sound {
  return build(ms, (index) =>
    index % (5 * RATE) < RATE ? Math.sin((TWO_PI * 425 * index) / RATE) : 0,
  );
}

/** Plucked chords with harmonics: music on hold. */
export function holdMusic(ms: number): Sound {
  const notes = [262, 294, 330, 349, 392, 440, 494, 523];
  return build(ms, (index) => {
    const chord = Math.floor(index / 4_000);
    const age = index % 4_000;
    let sum = 0;
    for (let voice = 0; voice < 3; voice += 1) {
      const hz = notes[(chord * 5 + voice * 2) % notes.length] ?? 440;
      for (let harmonic = 1; harmonic < 5; harmonic += 1) {
        sum += Math.sin((TWO_PI * hz * harmonic * index) / RATE) / harmonic;
      }
    }
    return sum * Math.min(1, age / 80) * Math.exp(-age / 4_000);
  });
}

/** Knocks on the table and the handset. */
export function knocks(ms: number): Sound {
  const { gauss } = createDice(3);
  return build(ms, (index) => gauss() * Math.exp(-(index % 3_100) / 90));
}

/** Breath into the microphone, half a second in one and a half. */
export function breath(ms: number): Sound {
  const { gauss } = createDice(4);
  let last = 0;
  return build(ms, (index) => {
    const at = index % 12_000;
    last = 0.3 * last + gauss();
    return at < 4_000 ? last * Math.sin((Math.PI * at) / 4_000) : 0;
  });
}

/** Many people at once: each says the sentences in another order. */
export function babble(ms: number, people: number, sentences: readonly Sound[]): Sound {
  const { roll } = createDice(5);
  const out = new Float64Array((ms * RATE) / 1_000);
  for (let person = 0; person < people; person += 1) {
    let at = -Math.floor(roll() * RATE);
    while (at < out.length) {
      const words = sentences[Math.floor(roll() * sentences.length)] ?? new Float64Array(RATE);
      words.forEach((sample, index) => {
        const place = at + index;
        if (place >= 0 && place < out.length) out[place] = (out[place] ?? 0) + sample;
      });
      at += words.length + Math.floor(roll() * 1_600);
    }
  }
  return out;
}

export function loudnessOf(sound: Sound): number {
  return Math.sqrt(sound.reduce((sum, one) => sum + one * one, 0) / Math.max(1, sound.length));
}

/** So loud that its RMS, silence within it included, is `rms`. */
export function atLoudness(sound: Sound, rms: number): Sound {
  const gain = rms / Math.max(1e-9, loudnessOf(sound));
  return sound.map((sample) => sample * gain);
}

/** Sounds that begin at given samples, over a line's own hiss. */
export function mix(
  samples: number,
  parts: readonly (readonly [at: number, sound: Sound])[],
): Int16Array {
  const { gauss } = createDice(6);
  const sum = Float64Array.from({ length: samples }, () => 8 * gauss());
  for (const [at, sound] of parts) {
    sound.forEach((sample, index) => {
      if (at + index < samples) sum[at + index] = (sum[at + index] ?? 0) + sample;
    });
  }
  return Int16Array.from(sum, (sample) => Math.round(Math.max(-32_768, Math.min(32_767, sample))));
}
