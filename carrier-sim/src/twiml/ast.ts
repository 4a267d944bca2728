import type { Method } from "../webhooks/request.ts";

/** TwiML as the interpreter sees it: defaults filled in, seconds turned into milliseconds. */

export interface Fetch {
  url: string;
  method: Method;
}

export interface StatusCallback extends Fetch {
  events: string[];
}

export interface Say {
  verb: "Say";
  text: string;
  language: string;
  voice?: string | undefined;
  loop: number;
}
export interface Play {
  verb: "Play";
  url: string;
  digits?: string | undefined;
  loop: number;
}
export interface Pause {
  verb: "Pause";
  lengthMs: number;
}
export interface Gather {
  verb: "Gather";
  action?: string | undefined;
  method: Method;
  input: { dtmf: boolean; speech: boolean };
  timeoutMs: number;
  finishOnKey: string;
  numDigits?: number | undefined;
  actionOnEmptyResult: boolean;
  /** undefined is `auto`. */
  speechTimeoutMs?: number | undefined;
  language: string;
  bargeIn: boolean;
  partialResultCallback?: Fetch | undefined;
  prompts: (Say | Play | Pause)[];
}
export interface Record {
  verb: "Record";
  action?: string | undefined;
  method: Method;
  timeoutMs: number;
  finishOnKey: string;
  maxLengthMs: number;
  playBeep: boolean;
  trim: boolean;
  recordingStatusCallback?: StatusCallback | undefined;
}
export type DialRecord =
  | "record-from-answer"
  | "record-from-ringing"
  | "record-from-answer-dual"
  | "record-from-ringing-dual";
export type DialNoun =
  | {
      noun: "Number" | "Client";
      to: string;
      params: { [name: string]: string };
      whisper?: Fetch | undefined;
      statusCallback?: StatusCallback | undefined;
    }
  | Conference
  | { noun: "Queue"; name: string; whisper?: Fetch | undefined }
  | { noun: "Sip" };
export interface Conference {
  noun: "Conference";
  name: string;
  muted: boolean;
  beep: boolean;
  startOnEnter: boolean;
  endOnExit: boolean;
  label?: string | undefined;
  /** undefined: the carrier's own music; '' : silence. */
  waitUrl?: string | undefined;
  waitMethod: Method;
  maxParticipants: number;
  record: boolean;
  trim: boolean;
  coach?: string | undefined;
  statusCallback?: StatusCallback | undefined;
  recordingStatusCallback?: StatusCallback | undefined;
}
export interface Dial {
  verb: "Dial";
  action?: string | undefined;
  method: Method;
  answerOnBridge: boolean;
  callerId?: string | undefined;
  hangupOnStar: boolean;
  timeoutMs: number;
  timeLimitMs: number;
  record?: DialRecord | undefined;
  trim: boolean;
  recordingStatusCallback?: StatusCallback | undefined;
  sequential: boolean;
  nouns: DialNoun[];
}
export interface Enqueue {
  verb: "Enqueue";
  name: string;
  action?: string | undefined;
  method: Method;
  waitUrl?: string | undefined;
  waitMethod: Method;
}
export interface Leave {
  verb: "Leave";
}
export interface Redirect {
  verb: "Redirect";
  url: string;
  method: Method;
}
export interface Reject {
  verb: "Reject";
  reason: "rejected" | "busy";
}
export interface Hangup {
  verb: "Hangup";
}

export interface StreamNoun {
  noun: "Stream";
  url: string;
  name?: string | undefined;
  track: "inbound_track" | "outbound_track" | "both_tracks";
  statusCallback?: Fetch | undefined;
  params: { [name: string]: string };
}
export interface RecordingNoun {
  noun: "Recording";
  channels: 1 | 2;
  trim: boolean;
  statusCallback?: StatusCallback | undefined;
}
export interface TranscriptionNoun {
  noun: "Transcription";
  name?: string | undefined;
  statusCallback?: Fetch | undefined;
  languageCode: string;
  track: "inbound_track" | "outbound_track" | "both_tracks";
  partialResults: boolean;
}
export interface RelayNoun {
  noun: "ConversationRelay";
  url: string;
  welcomeGreeting?: string | undefined;
  welcomeGreetingInterruptible: Interruptible;
  language: string;
  ttsLanguage?: string | undefined;
  transcriptionLanguage?: string | undefined;
  voice?: string | undefined;
  interruptible: Interruptible;
  reportInput: Interruptible;
  dtmfDetection: boolean;
  preemptible: boolean;
  partialPrompts: boolean;
  speechTimeoutMs?: number | undefined;
  events: string[];
  params: { [name: string]: string };
}
export type Interruptible = "none" | "dtmf" | "speech" | "any";

export interface Start {
  verb: "Start";
  nouns: (StreamNoun | RecordingNoun | TranscriptionNoun)[];
}
export interface Stop {
  verb: "Stop";
  nouns: { noun: "Stream" | "Recording" | "Transcription"; name?: string | undefined }[];
}
export interface Connect {
  verb: "Connect";
  action?: string | undefined;
  method: Method;
  session: StreamNoun | RelayNoun;
}

export type Verb =
  | Say
  | Play
  | Pause
  | Gather
  | Record
  | Dial
  | Enqueue
  | Leave
  | Redirect
  | Reject
  | Hangup
  | Start
  | Stop
  | Connect;

/** Something the carrier would put into its debugger while it goes on: 12200 (schema) and kin. */
export interface Warning {
  code: number;
  message: string;
}

export type Reading =
  | { ok: true; verbs: Verb[]; warnings: Warning[] }
  | { ok: false; code: number; message: string };
