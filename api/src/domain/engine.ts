import type { Engine } from "@patchbay/contracts";

/** The engines a bot speaks with; also the purpose of its media session. */
export type BotEngine = Extract<Engine, "relay" | "stream">;

/**
 * What speaks on a call to a number that asks for `wanted`. `auto` takes our own ears and voice
 * where a worker has vendors for the number's language. Speech-to-speech models (`realtime`) and
 * plain webhooks (`gather`) are not served yet: the carrier's bot stands in for them.
 */
export function engineFor(wanted: string, isStreamed: boolean): BotEngine {
  if (wanted === "stream") return "stream";
  return wanted === "auto" && isStreamed ? "stream" : "relay";
}

/** Of a call whose engine was chosen before. */
export const botEngine = (engine: Engine): BotEngine => (engine === "stream" ? "stream" : "relay");
