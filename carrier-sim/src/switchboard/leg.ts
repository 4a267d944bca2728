import type { Dispose, LegAudio, LegEnd, Person, Told, Words } from "../ports.ts";
import type { StatusCallback } from "../twiml/ast.ts";
import type { CookieJar } from "../webhooks/cookies.ts";
import { createCookieJar } from "../webhooks/cookies.ts";
import {
  type CallEvent,
  type CallRecord,
  type EndCause,
  durationSeconds,
  isOver,
  transition,
} from "./call-state.ts";
import { callParams } from "./call-params.ts";
import type { Exchange } from "./exchange.ts";
import { type Hub, createHub } from "./hub.ts";

/** Something running beside the document: a stream, a recording, a transcription. */
export interface Attachment {
  kind: "stream" | "recording" | "transcription";
  sid: string;
  name?: string | undefined;
  stop(): void;
}

/** One live carrier connection: its person, its sound and what hangs on it. */
export interface Leg {
  readonly sid: string;
  readonly person: Person;
  readonly jar: CookieJar;
  /** What this person says, and what others say to this person. */
  readonly words: Hub<Words>;
  readonly heard: Hub<Words>;
  readonly digits: Hub<string>;
  /** Tells that somebody gave this leg a new document; whoever was serving it lets go. */
  readonly redirected: Hub<void>;
  readonly ended: AbortSignal;
  readonly attachments: Map<string, Attachment>;
  /** Where errors of this call's documents are taken, if anywhere. */
  fallback: { url: string; method: "GET" | "POST" } | undefined;
  statusCallback: StatusCallback | undefined;
  /** Added to the final status callback, e.g. the recording's address. */
  readonly lastWords: { [name: string]: string };
  record(): CallRecord;
  amend(change: Partial<CallRecord>): void;
  /** The leg's sound. Only an answered leg has one. */
  sound(): LegAudio;
  answered(): boolean;
  step(event: CallEvent): void;
  answer(): void;
  finish(cause: EndCause, detail?: { code?: number; message?: string }): void;
  tell(told: Told): void;
}

export interface LegInput {
  record: CallRecord;
  person: Person;
  statusCallback?: StatusCallback | undefined;
  fallback?: { url: string; method: "GET" | "POST" } | undefined;
  /** Child legs are told of their end by their own callback; who else must know listens here. */
  parentJar?: CookieJar | undefined;
}

/** Observed: a session's action comes about 0.4 s after a hang-up, and the call's final callback after that. */
const FINAL_CALLBACK_AFTER_MS = 500;

/** Puts a call into the book and on the board. Callbacks, sound and people follow its state from here on. */
export function createLeg(x: Exchange, input: LegInput): Leg {
  let record = input.record;
  let audio: LegAudio | undefined;
  let sequence = 0;
  const over = new AbortController();
  const disposals: Dispose[] = [];

  const leg: Leg = {
    sid: record.sid,
    person: input.person,
    jar: input.parentJar ?? createCookieJar(),
    words: createHub(),
    heard: createHub(),
    digits: createHub(),
    redirected: createHub(),
    ended: over.signal,
    attachments: new Map(),
    fallback: input.fallback,
    statusCallback: input.statusCallback,
    lastWords: {},
    record: () => record,
    amend(change) {
      record = { ...record, ...change };
      x.calls.save(record);
    },
    sound() {
      if (audio === undefined) throw new Error("the leg has not been answered");
      return audio;
    },
    answered: () => audio !== undefined,
    step(event) {
      const before = record;
      const { record: after, effects } = transition(record, event);
      record = after;
      x.calls.save(record);
      if (after.status === "in-progress" && before.status !== "in-progress") {
        audio = x.audio.attach(leg.sid, leg.person);
        spare("connected", () => leg.person.connected(leg.sid));
      }
      if (isOver(after.status) && !isOver(before.status)) close();
      for (const effect of effects) callback(effect.event, effect.status);
    },
    answer: () => leg.step({ type: "answer", at: Date.now() }),
    finish(cause, detail = {}) {
      if (isOver(record.status)) return;
      leg.step({ type: "end", cause, at: Date.now() });
      spare("ended", () =>
        leg.person.ended({ callSid: leg.sid, cause: endCause(record), ...detail }),
      );
    },
    tell(told) {
      spare("told", () => leg.person.told(told));
      // Words known by ear come late: into a transcription of what was said after them, too.
      if (told.kind === "said" && told.byEar !== true && told.text !== "") {
        const now = x.audio.now();
        leg.heard.emit({
          kind: "final",
          text: told.text,
          language: "",
          startedMs: now,
          endedMs: now,
        });
      }
    },
  };

  /** A person (a script, a page's gateway) that fails at some news must not take the call or the carrier along. */
  function spare(news: string, tell: () => void): void {
    try {
      tell();
    } catch (fault) {
      const name = fault instanceof Error ? fault.name : "unknown";
      x.alerts.raise(20_500, `The person of this leg failed at "${news}": ${name}`, leg.sid);
    }
  }

  function close(): void {
    for (const dispose of disposals) dispose();
    for (const attachment of leg.attachments.values()) attachment.stop();
    leg.attachments.clear();
    over.abort();
    audio?.clear();
    audio?.detach();
    x.legs.delete(leg.sid);
  }

  function callback(event: string, status: CallRecord["status"] | "initiated"): void {
    const number = sequence;
    sequence += 1;
    const target = leg.statusCallback;
    if (target === undefined || !target.events.includes(event)) return;
    const seconds = durationSeconds(record);
    const letter = {
      url: target.url,
      method: target.method,
      jar: leg.jar,
      params: {
        ...callParams(record, status),
        Timestamp: new Date().toUTCString().replace("GMT", "+0000"),
        CallbackSource: "call-progress-events",
        SequenceNumber: String(number),
        ...(record.direction === "inbound" ? {} : { SipResponseCode: sipCode(record) }),
        ...(event === "completed"
          ? {
              CallDuration: String(seconds),
              Duration: String(Math.ceil(seconds / 60)),
              ...leg.lastWords,
            }
          : {}),
      },
    };
    if (event === "completed")
      setTimeout(() => x.post.send(leg.sid, letter), FINAL_CALLBACK_AFTER_MS);
    else x.post.send(leg.sid, letter);
  }

  disposals.push(
    leg.person.onWords((words) => leg.words.emit(words)),
    leg.person.onDigit((digit) => leg.digits.emit(digit)),
  );
  x.legs.set(leg.sid, leg);
  x.calls.save(record);
  return leg;
}

function endCause(record: CallRecord): LegEnd["cause"] {
  switch (record.status) {
    case "busy":
    case "no-answer":
    case "failed":
    case "canceled":
      return record.status;
    default:
      return "completed";
  }
}

function sipCode(record: CallRecord): string {
  switch (record.status) {
    case "busy":
      return "486";
    case "no-answer":
      return "480";
    case "canceled":
      return "487";
    case "failed":
      return "404";
    default:
      return "200";
  }
}
