import type { Exchange } from "./exchange.ts";
import { connectWords } from "./heard-words.ts";
import type { Leg } from "./leg.ts";
import { whenAborted } from "./waits.ts";

export type BridgeEnd = "first-ended" | "second-ended" | "second-redirected" | "aborted";

/** Lets two legs hear each other until one ends, the second is given another document, or the signal fires. */
export async function bridge(
  x: Exchange,
  first: Leg,
  second: Leg,
  signal: AbortSignal,
): Promise<BridgeEnd> {
  const flags = { muted: false, hold: false };
  const room = x.audio.conference(`bridge-${second.sid}`);
  first.sound().clear();
  second.sound().clear();
  const members = [room.join(first.sound(), flags), room.join(second.sound(), flags)];
  const words = connectWords();
  for (const leg of [first, second]) words.set(leg, { silent: false, deaf: false });
  const redirected = Promise.withResolvers<BridgeEnd>();
  const dispose = second.redirected.on(() => redirected.resolve("second-redirected"));
  try {
    return await Promise.race([
      whenAborted(first.ended).then((): BridgeEnd => "first-ended"),
      whenAborted(second.ended).then((): BridgeEnd => "second-ended"),
      redirected.promise,
      whenAborted(signal).then((): BridgeEnd => "aborted"),
    ]);
  } finally {
    dispose();
    for (const leg of [first, second]) words.remove(leg);
    for (const member of members) member.leave();
  }
}
