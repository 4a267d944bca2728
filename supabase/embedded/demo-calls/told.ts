import type { CallEvent, Utterance } from "@patchbay/contracts";
import { waitOf, type PlannedCall } from "./plan.ts";

type Untimed<E> = E extends unknown ? Omit<E, "callId" | "seq" | "at" | "atMs"> : never;
export interface Happening {
  ms: number;
  event: Untimed<CallEvent>;
}

/** When the tool ran that saved the call's request; null where none did. */
export function savedAtMs(call: PlannedCall): number | null {
  const save = call.scenario.stream?.tools?.find(({ tool }) => tool === "save_request");
  return save === undefined ? null : call.lines[save.line]!.endedMs + save.afterMs + save.tookMs;
}

/** What the bot's own engine tells of a call, beside the words. */
export function toldOf(
  call: PlannedCall,
  utterances: readonly Utterance[],
  reference: string | null,
): Happening[] {
  const { stream } = call.scenario;
  if (stream === undefined) return [];
  const own: Readonly<Record<string, string>> = {
    "{address}": call.caller.address,
    "{number}": call.caller.number,
    "{reference}": reference ?? "",
  };
  const filled = <V>(value: V): V =>
    JSON.parse(JSON.stringify(value), (_key, one: unknown) =>
      typeof one === "string" ? (own[one] ?? one) : one,
    ) as V;
  const happened: Happening[] = Object.entries(stream.turns).map(([line, turn]) => {
    const { id, endedMs } = utterances[Number(line)]!;
    const totalMs = waitOf(turn);
    return {
      ms: endedMs + totalMs,
      event: { type: "turn.measured", turn: { ...turn, utteranceId: id, totalMs } },
    };
  });
  for (const { line, afterMs, ...used } of stream.tools ?? []) {
    const ms = utterances[line]!.endedMs + afterMs + used.tookMs;
    happened.push({ ms, event: { type: "tool.used", ...filled(used) } });
  }
  if (stream.cut) {
    const ms = utterances[stream.cut.line]!.endedMs;
    happened.push({ ms, event: { type: "noted", note: "bot_interrupted", byName: null } });
  }
  if (stream.fellBack) {
    const { line, note } = stream.fellBack;
    const ms = utterances[line]!.endedMs + 900;
    happened.push({ ms, event: { type: "noted", note, byName: null } });
  }
  return happened;
}
