import type { BoothCaller } from "./caller.ts";
import { RATE } from "./tone.ts";

/** A sample above this is a voice; a line's hiss stays far below. */
const LOUD = 800;

function wavOf(samples: Int16Array): Uint8Array {
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + samples.length * 2, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => wav.writeInt16LE(sample, 44 + at * 2));
  return wav;
}

/** Whether the caller heard a voice within the last `ms`. */
export function hearsVoice(caller: BoothCaller, ms: number): boolean {
  return caller.heardSince(performance.now() - ms).some((sample) => Math.abs(sample) > LOUD);
}

/**
 * What the bot's voice said in sound that a caller heard, word by word: judged by the program that
 * spoke it, from the sound alone. A word counts when most of it was played.
 */
export async function wordsPlayed(speechUrl: string, heard: Int16Array): Promise<string> {
  const answer = await fetch(`${speechUrl}/understand`, {
    method: "POST",
    headers: { "content-type": "audio/wav" },
    body: Uint8Array.from(wavOf(heard)),
  });
  if (!answer.ok) throw new Error(`the local speech program answered ${answer.status}`);
  return ((await answer.json()) as { text: string }).text;
}

/** Words as they count for a comparison, whatever stands between them; of a number each digit, as some are read. */
export function wordsIn(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+|\p{N}/gu) ?? [];
}
