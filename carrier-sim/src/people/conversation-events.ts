/** Instants are the audio clock's, ms. */
export type ConversationEvent =
  | { kind: "connected"; outbound: boolean }
  | { kind: "speaking"; id: string; text: string; who: "carrier" | "bot" }
  | { kind: "said"; id: string; text: string; complete: boolean; agoMs?: number }
  /** Of what was announced as speaking nobody knew the words. */
  | { kind: "unrecognised"; id: string; voice: boolean; agoMs: number }
  /** Unannounced sound; `voice`: it was speech and ended `agoMs` before now. */
  | { kind: "soundBegan" }
  | { kind: "soundEnded"; voice: boolean; agoMs: number }
  | { kind: "lineEnded" }
  | { kind: "timer"; name: TimerName }
  | { kind: "ended" };

export type TimerName = "turn" | "interrupt" | "stale" | "limit";

export type ConversationEffect =
  | { kind: "say"; line: string }
  | { kind: "press"; key: string }
  | { kind: "setTimer"; name: TimerName; afterMs: number }
  | { kind: "clearTimer"; name: TimerName }
  | { kind: "hangUp" };
