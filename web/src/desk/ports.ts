import type { ReactNode } from "react";

/** What the desk needs of a telephone; the application plugs the real one in. */
export interface DeskPhone {
  stage: "idle" | "claiming" | "connecting" | "live" | "ending" | "failed";
  callId: string | null;
  muted: boolean;
  weak: boolean;
  listenOnly: boolean;
  /** What went wrong and what to do, drawn by the telephone itself. */
  trouble: ReactNode;
  /** Choice of microphone and speaker. */
  devices: ReactNode;
  /** 0–100; read it as often as it is drawn. */
  levels(): { sent: number; heard: number };
  prepare(): void;
  takeOver(callId: string, epoch: number): void;
  answer(callId: string, offerId: string): void;
  rejoin(callId: string): void;
  dial(to: string): void;
  cancel(): void;
  toggleMute(): void;
  sendDigits(digits: string): void;
  hangUp(): void;
}

export interface DeskListening {
  callId: string | null;
  volume: number;
  setVolume(volume: number): void;
  start(callId: string): void;
  stop(): void;
}
