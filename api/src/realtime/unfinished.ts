import type { CallEvent, Partial as PartialWords } from "@patchbay/contracts";

const CALLS_MOST = 1000;
/** Words that have not grown for so long have ended, whatever became of their end. */
const FRESH_MS = 15_000;

interface Saying {
  partial: PartialWords;
  at: number;
}

/**
 * What is being said now, by call and speaker: whoever opens a call in the middle of a sentence
 * would otherwise read nothing until its end.
 */
export function createUnfinished(now: () => number) {
  const calls = new Map<string, Map<string, Saying>>();
  return {
    said(partial: PartialWords): void {
      const known = calls.get(partial.callId) ?? new Map<string, Saying>();
      if (known.size === 0 && calls.size >= CALLS_MOST)
        calls.delete(calls.keys().next().value ?? "");
      known.set(partial.speaker, { partial, at: now() });
      calls.set(partial.callId, known);
    },
    happened(event: CallEvent): void {
      if (event.type === "utterance.finalised")
        calls.get(event.callId)?.delete(event.utterance.speaker);
      else if (event.type === "baton.moved") calls.delete(event.callId);
    },
    of(callId: string): PartialWords[] {
      const fresh = [...(calls.get(callId)?.values() ?? [])].filter(
        (saying) => now() - saying.at < FRESH_MS,
      );
      return fresh.map((saying) => saying.partial);
    },
  };
}
