import type { ConversationEffect, TimerName } from "./conversation-events.ts";

export function clearTimers(): ConversationEffect[] {
  return [
    { kind: "clearTimer", name: "turn" },
    { kind: "clearTimer", name: "interrupt" },
  ];
}

export function allTimersOff(): ConversationEffect[] {
  return [
    ...clearTimers(),
    { kind: "clearTimer", name: "stale" },
    { kind: "clearTimer", name: "limit" },
  ];
}

export function setTimer(name: TimerName, afterMs: number): ConversationEffect {
  return { kind: "setTimer", name, afterMs };
}
