import type { AudioEngine, Callee, LocalSpeech, VoiceBank } from "../ports.ts";
import type { PhoneNumber, TwimlApplication } from "../config.ts";
import type { Conferences } from "./conferences.ts";
import type { Queues } from "./queues.ts";
import type { Recordings } from "./recordings.ts";
import type { Transcriptions } from "./transcriptions.ts";
import type { Streams } from "../streams/streams.ts";
import type { Alerts } from "../trouble/alerts.ts";
import type { HandedWordsLog } from "../trouble/handed-words.ts";
import type { Trouble } from "../trouble/trouble.ts";
import type { Interpret, Source } from "../twiml/running.ts";
import type { PostOffice } from "../webhooks/post-office.ts";
import type { Requester } from "../webhooks/request.ts";
import type { CallBook } from "./call-book.ts";
import type { Prices } from "./call-state.ts";
import type { Leg } from "./leg.ts";

export interface Account {
  sid: string;
  authToken: string;
  apiKeySid: string;
  apiKeySecret: string;
}

/** Everything a running call may reach. Built once, in `switchboard.ts`. */
export interface Exchange {
  account: Account;
  audio: AudioEngine;
  voices: VoiceBank;
  speech: LocalSpeech | undefined;
  numbers: Map<string, PhoneNumber>;
  applications: Map<string, TwimlApplication>;
  prices: Prices;
  /** Who answers at an address. */
  find(to: string): Callee | undefined;
  /** The simulator's own address, for RecordingUrl and the like; known once it listens. */
  baseUrl(): string;
  request: Requester;
  post: PostOffice;
  trouble: Trouble;
  alerts: Alerts;
  handedWords: HandedWordsLog;
  calls: CallBook;
  /** Live legs by CallSid. */
  legs: Map<string, Leg>;
  conferences: Conferences;
  queues: Queues;
  recordings: Recordings;
  transcriptions: Transcriptions;
  streams: Streams;
  interpret: Interpret;
  /** Gives a leg a new document: what ran before is aborted first. At the document's end the leg is hung up. */
  run(leg: Leg, source: Source): void;
}

/** Live calls beyond this are refused: a simulator that runs out of memory helps nobody. */
export const MAX_LIVE_CALLS = 500;
