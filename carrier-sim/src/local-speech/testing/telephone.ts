import { decodeMulaw, encodeMulaw } from "../../audio/mulaw.ts";
import { meanSquare } from "../../audio/goertzel.ts";
import type { Pcm8k, VoiceBank } from "../../ports.ts";

const SAMPLES_PER_MS = 8;

/** Silence before and after. */
export function padded(pcm: Pcm8k, beforeMs: number, afterMs: number): Pcm8k {
  return inARow(silence(beforeMs), pcm, silence(afterMs));
}

const silence = (ms: number): Pcm8k => new Int16Array(ms * SAMPLES_PER_MS);

export function inARow(...pieces: readonly Pcm8k[]): Pcm8k {
  const all = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}

/** What the first or last so many milliseconds were. */
export const firstMs = (pcm: Pcm8k, ms: number): Pcm8k => pcm.subarray(0, ms * SAMPLES_PER_MS);
export const fromMs = (pcm: Pcm8k, ms: number): Pcm8k => pcm.subarray(ms * SAMPLES_PER_MS);

/** As it comes out of a telephone line, `quieterDb` below. */
export function overTelephone(pcm: Pcm8k, quieterDb = 0): Pcm8k {
  const gain = 10 ** (-quieterDb / 20);
  return decodeMulaw(encodeMulaw(pcm.map((sample) => sample * gain)));
}

/** Adds noise so that what is loud of the speech is `snrDb` above it. */
export function inNoise(pcm: Pcm8k, noise: Pcm8k, snrDb: number): Pcm8k {
  const gain = Math.sqrt(loudPower(pcm) / meanSquare(noise) / 10 ** (snrDb / 10));
  return pcm.map((sample, at) =>
    Math.max(-32_768, Math.min(32_767, sample + gain * noise[at % noise.length]!)),
  );
}

/** Mean power of the frames within 30 dB of the loudest. */
function loudPower(pcm: Pcm8k): number {
  const powers = Array.from({ length: Math.floor(pcm.length / 160) }, (_, at) =>
    meanSquare(pcm.subarray(at * 160, (at + 1) * 160)),
  );
  const loudest = Math.max(...powers);
  const loud = powers.filter((power) => power > loudest / 1_000);
  return loud.reduce((sum, power) => sum + power, 0) / loud.length;
}

/** Every so many of its 20 ms frames are lost on the way, and nobody noticed. */
export function withLoss(pcm: Pcm8k, percent: number): Pcm8k {
  let seed = 7;
  const pieces: Pcm8k[] = [];
  for (let at = 0; at < pcm.length; at += 160) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    if ((seed / 2 ** 32) * 100 >= percent) pieces.push(pcm.subarray(at, at + 160));
  }
  return inARow(...pieces);
}

/** What is never said by anybody known, as `[locale, sentence]`. */
export const STRANGERS_SENTENCES = {
  en: [
    "The weather will be sunny with a light breeze from the west.",
    "He sold his bicycle to a student from Norway.",
    "My grandmother used to bake bread every Sunday.",
    "Maybe tomorrow.",
    "Turn left behind the bridge.",
    "Wonderful news!",
  ],
  de: [
    "Morgen scheint überall die Sonne bei leichtem Wind.",
    "Er verkaufte sein Fahrrad an einen Studenten aus Norwegen.",
    "Großmutter hat früher jeden Sonntag Brot gebacken.",
    "Vielleicht morgen.",
    "Biegen Sie hinter der Brücke links ab.",
    "Schönes Wetter.",
  ],
  tr: [
    "Yarın hava güneşli ve hafif rüzgarlı olacak.",
    "Bisikletini Norveçli bir öğrenciye sattı.",
    "Büyükannem her pazar ekmek yapardı.",
    "Belki yarın.",
    "Köprüyü geçince sola dönün.",
    "Altı elma ve bir armut.",
  ],
  ru: [
    "Завтра будет солнечно, слабый западный ветер.",
    "Он продал велосипед студенту из Норвегии.",
    "Бабушка пекла хлеб каждое воскресенье.",
    "Может быть, завтра.",
    "Поверните налево за мостом.",
    "Шесть яблок и груша.",
  ],
} as const;

/** Six people talking at once, ten seconds long: the worst noise for who compares voices. */
export async function babble(voices: VoiceBank): Promise<Pcm8k> {
  const sum = new Float32Array(80_000);
  const speakers = ["m5", "f1/70", "m7", "f4/30", "f5/20", "m8/60"];
  for (const [index, voice] of speakers.entries()) {
    const language = (["en", "de", "tr"] as const)[index % 3]!;
    const sentence = STRANGERS_SENTENCES[language][index % 2]!;
    const { pcm } = await voices.speak(sentence, language, { voice, rate: 0.9 + index / 20 });
    for (let at = 0; at < sum.length; at += 1) sum[at]! += pcm[(at + index * 3_000) % pcm.length]!;
  }
  const loudest = sum.reduce((most, one) => Math.max(most, Math.abs(one)), 1);
  return Int16Array.from(sum, (sample) => (sample / loudest) * 20_000);
}
