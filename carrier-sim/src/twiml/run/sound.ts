import type { Pcm8k } from "../../ports.ts";
import { orAbort } from "../../switchboard/waits.ts";
import type { Run } from "../running.ts";

/** Plays to the person of the leg until done, cleared or aborted; an abort leaves nothing in the queue. */
export async function playOut(
  run: Run,
  pcm: Pcm8k,
): Promise<{ complete: boolean; playedMs: number }> {
  const audio = run.leg.sound();
  const playback = audio.play(pcm);
  try {
    return await orAbort(playback.done, run.signal);
  } catch (cause) {
    audio.clear();
    throw cause;
  }
}
