import { nextDeadline } from "../domain/deadlines.ts";
import type { CallState } from "../domain/call-state.ts";
import type { Clock } from "../ports.ts";

const RETRY_MS = 500;

/** One timer per call, for its nearest deadline. The deadlines themselves are in the state. */
export function createDeadlines(clock: Clock, passed: (callId: string) => void) {
  const timers = new Map<string, NodeJS.Timeout>();

  function set(callId: string, afterMs: number): void {
    clearTimeout(timers.get(callId));
    const timer = setTimeout(
      () => {
        timers.delete(callId);
        passed(callId);
      },
      Math.max(0, afterMs),
    );
    timers.set(callId, timer);
  }

  return {
    arm(state: CallState): void {
      const at = nextDeadline(state);
      if (at !== null) return set(state.id, at - clock.now());
      clearTimeout(timers.get(state.id));
      timers.delete(state.id);
    },
    retry: (callId: string): void => set(callId, RETRY_MS),
    close(): void {
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
