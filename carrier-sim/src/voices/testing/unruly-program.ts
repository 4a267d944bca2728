/** A speaking program that does what the text says: for tests of what happens when one misbehaves. */
import { createInterface } from "node:readline";
import type { ProgramJob } from "../program.ts";

for await (const line of createInterface({ input: process.stdin })) {
  const { text } = JSON.parse(line) as ProgramJob;
  if (text === "die") process.exit(3);
  else if (text === "complain") process.stdout.write('{"error":"no such voice"}\n');
  else if (text === "nonsense") process.stdout.write("nonsense\n");
  else if (text === "too much") process.stdout.write('{"sampleRate":8000,"samples":99999999}\n');
  else if (text === "slowly") slowly();
  else process.stdout.write(Buffer.concat([header(4), Buffer.from([1, 0, 2, 0, 3, 0, 4, 0])]));
}

function header(samples: number): Buffer {
  return Buffer.from(`${JSON.stringify({ sampleRate: 8_000, samples, words: [[0, 10]] })}\n`);
}

/** Header and sound in single bytes, as a pipe may deliver them. */
function slowly(): void {
  for (const byte of Buffer.concat([header(2), Buffer.from([5, 0, 6, 0])]))
    process.stdout.write(Uint8Array.of(byte));
}
