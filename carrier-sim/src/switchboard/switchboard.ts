import type {
  AudioEngine,
  Directory,
  LegControl,
  LocalSpeech,
  Person,
  Switchboard,
  VoiceBank,
} from "../ports.ts";
import type { CarrierConfig, PhoneNumber } from "../config.ts";
import { createStreams } from "../streams/streams.ts";
import { interpret } from "../twiml/interpret.ts";
import { createAlerts } from "../trouble/alerts.ts";
import { createHandedWords } from "../trouble/handed-words.ts";
import { createTrouble } from "../trouble/trouble.ts";
import { createPostOffice } from "../webhooks/post-office.ts";
import { createRequester } from "../webhooks/request.ts";
import { createCallBook } from "./call-book.ts";
import type { CallRecord } from "./call-state.ts";
import { createConferences } from "./conferences.ts";
import { type Exchange, MAX_LIVE_CALLS } from "./exchange.ts";
import { type Leg, createLeg } from "./leg.ts";
import { createPrograms } from "./program.ts";
import { createQueues } from "./queues.ts";
import { createRecordings } from "./recordings.ts";
import { newSid } from "./sid.ts";
import { createTranscriptions } from "./transcriptions.ts";

export interface SwitchboardParts extends Switchboard {
  exchange: Exchange;
  /** Where outgoing legs look for who answers, in this order. */
  addDirectory(directory: Directory): void;
  stop(): void;
}

export interface SwitchboardOptions {
  config: CarrierConfig;
  audio: AudioEngine;
  voices: VoiceBank;
  /** Where one runs, persons on two-way streams are told what the bot says. */
  speech?: LocalSpeech | undefined;
  baseUrl: () => string;
}

/** Thrown to a gateway that dials what is not there. `code` is the voice client's error. */
export class CannotDial extends Error {
  override readonly name = "CannotDial";
}

export function createSwitchboard({
  config,
  audio,
  voices,
  speech,
  baseUrl,
}: SwitchboardOptions): SwitchboardParts {
  const directories: Directory[] = [];
  const trouble = createTrouble();
  const alerts = createAlerts();
  const request = createRequester({
    authToken: config.account.authToken,
    holdMs: () => trouble.takeFreezeMs(),
  });
  const exchange: Exchange = {
    account: config.account,
    audio,
    voices,
    speech,
    numbers: new Map(config.phoneNumbers.map((number) => [number.sid, number])),
    applications: new Map(config.applications.map((application) => [application.sid, application])),
    prices: config.prices,
    find(to) {
      for (const directory of directories) {
        const callee = directory.find(to, config.account.sid);
        if (callee !== undefined) return callee;
      }
      return undefined;
    },
    baseUrl,
    request,
    post: createPostOffice({
      // Trouble that freezes webhooks means the documents a caller waits for, not notifications.
      request: createRequester({ authToken: config.account.authToken }),
      trouble,
      failed: (code, message, key) => alerts.raise(code, message, key),
    }),
    trouble,
    alerts,
    handedWords: createHandedWords(),
    calls: createCallBook(),
    legs: new Map(),
    conferences: createConferences(() => exchange),
    queues: createQueues(),
    recordings: createRecordings(() => exchange),
    transcriptions: createTranscriptions(() => exchange),
    streams: createStreams(() => exchange),
    interpret,
    run: createPrograms(() => exchange),
  };

  function incoming(
    person: Person,
    record: Partial<CallRecord> & { from: string; to: string },
    target: Incoming | undefined,
  ): LegControl {
    const now = Date.now();
    const leg = createLeg(exchange, {
      person,
      statusCallback:
        target?.statusCallback === undefined
          ? undefined
          : { url: target.statusCallback, method: "POST", events: ["completed"] },
      fallback:
        target?.voiceFallbackUrl === undefined
          ? undefined
          : { url: target.voiceFallbackUrl, method: "POST" },
      record: {
        sid: newSid("CA"),
        accountSid: config.account.sid,
        direction: "inbound",
        status: "ringing",
        queueTimeMs: 0,
        createdAt: now,
        updatedAt: now,
        ...record,
      },
    });
    const control: LegControl = { callSid: leg.sid, hangUp: () => leg.finish("completed") };
    // The person gets its handle before anything happens to the call.
    setImmediate(() => begin(leg, target));
    return control;
  }

  function begin(leg: Leg, target: Incoming | undefined): void {
    if (leg.ended.aborted) return;
    if (target === undefined || target.voiceUrl === "" || exchange.legs.size > MAX_LIVE_CALLS) {
      leg.finish("failed", { code: 31_404, message: "Nobody answers at this number" });
      return;
    }
    leg.person.ringing(leg.sid);
    exchange.run(leg, {
      from: "url",
      url: target.voiceUrl,
      method: target.voiceMethod,
      params: target.params,
    });
  }

  return {
    exchange,
    addDirectory: (directory) => void directories.push(directory),
    dialNumber({ from, to, person }) {
      const number = [...exchange.numbers.values()].find((one) => one.e164 === to);
      return incoming(person, { from, to, phoneNumberSid: number?.sid }, number);
    },
    dialApp({ applicationSid, identity, params, person }) {
      const application = exchange.applications.get(applicationSid);
      if (application === undefined) throw new CannotDial("no such application");
      const { To = "", ...rest } = params;
      return incoming(
        person,
        { from: `client:${identity}`, to: To, applicationSid },
        { ...application, params: clientParams(rest) },
      );
    },
    stop() {
      for (const leg of exchange.legs.values()) leg.finish("failed");
    },
  };
}

interface Incoming extends Pick<
  PhoneNumber,
  "voiceUrl" | "voiceMethod" | "voiceFallbackUrl" | "statusCallback"
> {
  params?: Record<string, string> | undefined;
}

/** Names the carrier itself sends; a page may not pretend to be the carrier by choosing one of them. */
const OWN_NAMES =
  /^(CallSid|AccountSid|From|To|Caller|Called|CallStatus|ApiVersion|Direction|ApplicationSid|ParentCallSid)$/i;

function clientParams(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(params).filter(([name]) => !OWN_NAMES.test(name)));
}
