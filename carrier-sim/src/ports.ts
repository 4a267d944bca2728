/**
 * The seams inside the simulator. Five parts meet here and nowhere else:
 * `switchboard/` (calls, TwiML, REST, webhooks), `audio/` (the 20 ms clock), `voices/`,
 * `people/` (personas and the booth) and `signal/` (browser voice clients over WebRTC).
 */

/** Linear 16-bit samples at 8 kHz. One frame is 160 samples = 20 ms; clips are any length. */
export type Pcm8k = Int16Array;
/** G.711 mu-law bytes at 8 kHz, headerless. One frame is 160 bytes = 20 ms. */
export type Mulaw8k = Uint8Array;

export const FRAME_MS = 20;
export const FRAME_SAMPLES = 160;

export type Dispose = () => void;

/** What the carrier's recogniser knows of a person's words. It knows scripts and typed text, never a microphone. */
export type Words =
  | { kind: "started"; atMs: number }
  | { kind: "partial"; text: string; language: string; atMs: number }
  | { kind: "final"; text: string; language: string; startedMs: number; endedMs: number }
  /** A microphone made sound from … to …: there was speech, and nobody knows its words. */
  | { kind: "unknown"; startedMs: number; endedMs: number };

/**
 * Words the carrier speaks to a person (Say, relay), for captions and for personas that answer them. `byEar`:
 * a bot spoke them through a media stream, and a recogniser knew them; they grow from an empty text on.
 */
export type Told =
  | { kind: "speaking"; id: string; text: string; who: "carrier" | "bot"; byEar?: true }
  | {
      kind: "said";
      id: string;
      text: string;
      complete: boolean;
      byEar?: true;
      /** Since the sound ended, where that was not just now. */
      agoMs?: number;
    }
  /** What was announced as speaking has ended, and nobody knew its words; `voice`: it was speech. */
  | { kind: "unrecognised"; id: string; voice: boolean; agoMs: number };

/** Who is at the far end of a leg: a persona, a booth visitor, a browser voice client. */
export interface Person {
  readonly kind: "persona" | "visitor" | "client";
  /** Exactly one frame this person says in this tick, or undefined for silence. Called by the clock only. */
  speak(): Pcm8k | undefined;
  /** One frame this person hears. Called by the clock only; the array is reused, copy what you keep. */
  hear(frame: Pcm8k): void;
  /** The leg rings at the other side (outgoing), or here (incoming). */
  ringing(callSid: string): void;
  connected(callSid: string): void;
  ended(end: LegEnd): void;
  /** Words put in the ear by a voice whose text the carrier knows. */
  told(told: Told): void;
  onWords(listener: (words: Words) => void): Dispose;
  onDigit(listener: (digit: string) => void): Dispose;
}

export interface LegEnd {
  callSid: string;
  cause: "completed" | "busy" | "no-answer" | "failed" | "canceled";
  /** A voice client's error code, e.g. 31603, where one applies. */
  code?: number;
  message?: string;
}

/** A person who is being rung. Made by `people/` for numbers and by `signal/` for `client:` identities. */
export interface Callee {
  readonly person: Person;
  /** Called once, after `ring`, when the person picks up, refuses or cannot be reached. */
  onAnswer(listener: () => void): Dispose;
  onRefuse(listener: (cause: "busy" | "no-answer" | "failed") => void): Dispose;
  ring(info: RingInfo): void;
  /** The caller gave up, or somebody else answered. */
  cancel(): void;
}

export interface RingInfo {
  callSid: string;
  from: string;
  to: string;
  /** `<Client><Parameter>` values. */
  params: Record<string, string>;
  /** How the person who is rung hangs up after answering. Absent only in tests of the ringing itself. */
  leg?: LegControl;
}

/** Where outgoing legs find who answers. The first directory that knows the address wins. */
export interface Directory {
  /** `to` is E.164 or `client:<identity>`. undefined: unknown, the leg ends `no-answer` (client) or `failed`. */
  find(to: string, accountSid: string): Callee | undefined;
}

/** A running leg as persons and gateways may steer it. */
export interface LegControl {
  readonly callSid: string;
  hangUp(): void;
}

/** Calls enter the switchboard here. */
export interface Switchboard {
  /** A person dials one of the account's numbers: an inbound call with a signed voice webhook. */
  dialNumber(input: { from: string; to: string; person: Person }): LegControl;
  /** A browser client dials through a TwiML App (`From=client:<identity>`). */
  dialApp(input: {
    accountSid: string;
    applicationSid: string;
    identity: string;
    params: Record<string, string>;
    person: Person;
  }): LegControl;
}

/** A voice: text in, speech out. */
export interface VoiceBank {
  /** Resolves with the whole clip and the name of the voice used; `'tone'` when no voice speaks the language. */
  speak(text: string, language: string, options?: { voice?: string; rate?: number }): Promise<Clip>;
  /** The voice that would be used, without speaking. */
  voiceFor(language: string): string;
}

export interface Clip {
  pcm: Pcm8k;
  voice: string;
  /** The instant inside the clip at which each word of the text has been spoken, ms; proportional where the voice does not tell. */
  wordEndsMs: number[];
}

export interface Understood {
  text: string;
  /** The part of it that stands, whatever comes: the rest is asked with the sound after `untilMs` alone. */
  settled: { text: string; untilMs: number };
}

/** The recogniser beside the simulator, where one runs. Nothing of it rejects or waits for long. */
export interface LocalSpeech {
  /** What a bot's voice said, if that program spoke it; empty where it did not, or does not answer. */
  understand(heard: Pcm8k): Promise<Understood>;
  /** Somebody at the booth is about to say this. */
  expect(line: { text: string; language: string; voice?: string | undefined }): void;
  /** Callers will speak this language. */
  prepare(language: string): void;
}

/** The 20 ms clock and everything that has a sound. */
export interface AudioEngine {
  /** Monotonic milliseconds of the clock. */
  now(): number;
  attach(callSid: string, person: Person): LegAudio;
  conference(name: string): ConferenceAudio;
  stats(): { ticks: number; lateFrames: number; worstLateMs: number };
  stop(): void;
}

/** One leg's sound. `said` is what the person says (Twilio's inbound track), `heard` what the person hears (outbound). */
export interface LegAudio {
  /** Queues sound for the person. Several plays are FIFO. */
  play(pcm: Pcm8k): Playback;
  /** Drops everything queued for the person; unfinished playbacks settle with `complete: false`. */
  clear(): void;
  /** Called once a tick with both frames (never undefined: silence is zeros; reused, copy what you keep). */
  tap(listener: (said: Pcm8k, heard: Pcm8k, atMs: number) => void): Dispose;
  record(options: { channels: 1 | 2 }): Recorder;
  detach(): void;
}

export interface Playback {
  /** Milliseconds really played so far. */
  playedMs(): number;
  readonly done: Promise<{ complete: boolean; playedMs: number }>;
}

export interface Recorder {
  pause(behavior: "skip" | "silence"): void;
  resume(): void;
  /** A finished RIFF/WAV file (16-bit, 8 kHz; channel 1 said, channel 2 heard) and its length. */
  stop(): { wav: Uint8Array; durationMs: number };
}

/** A mixed room. Everyone hears everyone but themselves; flags change while it runs. */
export interface ConferenceAudio {
  join(leg: LegAudio, flags: MemberFlags): ConferenceMember;
  /** Sound heard by every member (announcements). */
  announce(pcm: Pcm8k): Playback;
  record(options: { channels: 1 | 2 }): Recorder;
}

export interface MemberFlags {
  muted: boolean;
  hold: boolean;
  /** callSid of the one member who alone hears this member. */
  coach?: string | undefined;
}

export interface ConferenceMember {
  set(flags: Partial<MemberFlags>): void;
  leave(): void;
}
