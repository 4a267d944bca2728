import { AppError } from "../domain/errors.ts";
import type { Change } from "../ports.ts";

/** An outage long enough to fill this is one in which callers must hear an apology. */
const MOST = 500;
const KEPT_MOST = 200;

/** Calls whose first row could not be written yet, with what has happened to them since. */
export function createNewcomers() {
  const waiting = new Map<string, Change>();
  return {
    has: (callId: string): boolean => waiting.has(callId),
    get: (callId: string): Change | undefined => waiting.get(callId),
    all: (): Change[] => [...waiting.values()],
    set(change: Change): void {
      if (waiting.size >= MOST) throw new AppError("database_away");
      waiting.set(change.state.id, change);
    },
    /** Adds a later change; of its story the oldest entries are kept. */
    add(before: Change, after: Change): void {
      waiting.set(before.state.id, {
        at: before.at,
        state: after.state,
        legs: after.state.legs,
        facts: [...before.facts, ...after.facts].slice(0, KEPT_MOST),
        effects: [...before.effects, ...after.effects].slice(0, KEPT_MOST),
        ...(before.reply === undefined ? {} : { reply: before.reply }),
      });
    },
    delete(callId: string): void {
      waiting.delete(callId);
    },
  };
}
