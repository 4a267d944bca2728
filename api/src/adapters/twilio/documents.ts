import type { Language } from "@patchbay/contracts";
import type { Join } from "../../domain/join.ts";
import type { Document } from "../../domain/next.ts";
import { spoken, type Sentence } from "../../domain/spoken.ts";
import type { MediaTokens } from "../media-token.ts";
import { botStreamName, forkName, type Addresses } from "./addresses.ts";
import { element, response, type Xml } from "./xml.ts";

/** What the bot's document needs beyond the call's own state. */
export interface BotWords {
  greeting: string;
  voice: string | null;
}

/** The carrier's basic voices do not speak every language; these do. */
const VOICES: Record<Language, string> = {
  "en-US": "Polly.Joanna-Neural",
  "de-DE": "Polly.Vicki-Neural",
  "tr-TR": "Polly.Burcu-Neural",
  "ru-RU": "Polly.Tatyana",
};

type BotDocument = Extract<Document, { kind: "bot" }>;

const MOMENTS_A_DOCUMENT = 4;
/** Somebody on hold knows that they wait: the sentence comes rarely enough to think beside it. */
const HOLD_PAUSE_SECONDS = 8;

/** Documents of the domain, worded as TwiML. */
export function createDocuments(deps: { addresses: Addresses; tokens: MediaTokens }) {
  const { addresses, tokens } = deps;

  const say = (sentence: Sentence, language: Language): Xml =>
    element("Say", { voice: VOICES[language], language }, spoken(sentence, language));

  async function fork(callId: string, epoch: number, step: number): Promise<Xml> {
    const token = await tokens.sign({ callId, epoch, step, purpose: "fork" });
    return element("Start", {}, [
      element(
        "Stream",
        {
          name: forkName(callId, step),
          url: addresses.forkSocket,
          track: "both_tracks",
          statusCallback: addresses.stream(callId),
        },
        [element("Parameter", { name: "token", value: token })],
      ),
    ]);
  }

  async function relay(document: BotDocument, bot: BotWords): Promise<Xml> {
    const { callId, epoch, step, language } = document;
    const token = await tokens.sign({ callId, epoch, step, purpose: "relay" });
    return element("Connect", { action: addresses.next(callId, step) }, [
      element(
        "ConversationRelay",
        {
          url: addresses.relaySocket,
          welcomeGreeting: document.hasGreeting ? bot.greeting : undefined,
          // The disclosure is part of it, and must have been heard.
          welcomeGreetingInterruptible: document.hasGreeting ? "none" : undefined,
          language,
          ttsLanguage: language,
          transcriptionLanguage: language,
          voice: bot.voice ?? undefined,
          interruptible: "any",
          reportInputDuringAgentSpeech: "any",
          dtmfDetection: true,
          partialPrompts: true,
          events: "speaker-events tokens-played",
        },
        [
          element("Parameter", { name: "token", value: token }),
          element("Parameter", { name: "language", value: language }),
        ],
      ),
    ]);
  }

  /** The carrier gives a two-way stream the caller's track alone, and drops query strings. */
  async function stream({ callId, epoch, step, language }: BotDocument): Promise<Xml> {
    const token = await tokens.sign({ callId, epoch, step, purpose: "stream" });
    return element("Connect", { action: addresses.next(callId, step) }, [
      element(
        "Stream",
        {
          name: botStreamName(callId, step),
          url: addresses.streamSocket,
          statusCallback: addresses.stream(callId),
        },
        [
          element("Parameter", { name: "token", value: token }),
          element("Parameter", { name: "language", value: language }),
        ],
      ),
    ]);
  }

  const transcription = (callId: string, name: string, language: Language): Xml =>
    element("Start", {}, [
      element("Transcription", {
        name,
        statusCallbackUrl: addresses.transcription(callId),
        languageCode: language,
        track: "both_tracks",
        inboundTrackLabel: "caller",
        outboundTrackLabel: "operator",
        partialResults: true,
        enableAutomaticPunctuation: true,
      }),
    ]);

  const conference = (join: Join): Xml =>
    element(
      "Conference",
      {
        beep: join.beep,
        waitUrl: join.waitUrl,
        startConferenceOnEnter: join.startConferenceOnEnter,
        endConferenceOnExit: join.endConferenceOnExit,
        participantLabel: join.label,
        maxParticipants: 10,
        statusCallback: addresses.conference(join.callId),
        statusCallbackEvent: "start end join leave hold",
      },
      join.conference,
    );

  const again = (sentence: Sentence, language: Language, pauseSeconds: number): Xml[] =>
    Array.from({ length: MOMENTS_A_DOCUMENT }, () => [
      say(sentence, language),
      element("Pause", { length: pauseSeconds }),
    ]).flat();

  return {
    async render(document: Document, bot: BotWords): Promise<string> {
      switch (document.kind) {
        case "bot": {
          const before: Xml[] = [];
          if (document.stopsTranscription !== null)
            before.push(
              element("Stop", {}, [
                element("Transcription", { name: document.stopsTranscription }),
              ]),
            );
          if (document.stopsFork !== null) {
            const name = forkName(document.callId, document.stopsFork);
            before.push(element("Stop", {}, [element("Stream", { name })]));
          }
          if (document.startsFork)
            before.push(await fork(document.callId, document.epoch, document.step));
          const connect = document.engine === "stream" ? stream : relay;
          return response([...before, await connect(document, bot)]);
        }
        case "join": {
          const { join, language, step } = document;
          const before: Xml[] = [];
          if (document.startsTranscription !== null)
            before.push(transcription(join.callId, document.startsTranscription, language));
          if (document.startsFork && step !== null)
            before.push(await fork(join.callId, join.epoch, step));
          const action = step === null ? undefined : addresses.next(join.callId, step);
          return response([...before, element("Dial", { action }, [conference(join)])]);
        }
        case "hold":
          return response([
            ...(document.startsFork
              ? [await fork(document.callId, document.epoch, document.step)]
              : []),
            ...(document.isShort
              ? [say("moment", document.language), element("Pause", { length: 1 })]
              : again("moment", document.language, 2)),
            element("Redirect", { method: "POST" }, addresses.next(document.callId, document.step)),
          ]);
        case "hang_up":
          return response([
            ...(document.words === null ? [] : [say(document.words, document.language)]),
            element("Hangup"),
          ]);
      }
    },
    /** Said to a caller nobody can be found for. */
    refusal: (sentence: Sentence, language: Language): string =>
      response([say(sentence, language), element("Hangup")]),
    /** While an operator holds the caller: plays until they come back. */
    holdMusic: (language: Language): string =>
      response([
        ...again("hold", language, HOLD_PAUSE_SECONDS),
        element("Redirect", { method: "POST" }),
      ]),
    /** When we cannot know what is next: the caller waits a little and asks again. */
    askAgain: (callId: string, step: number, language: Language): string =>
      response([
        say("moment", language),
        element("Pause", { length: 2 }),
        element("Redirect", { method: "POST" }, addresses.next(callId, step)),
      ]),
    nothing: (): string => response([]),
    hangUp: (): string => response([element("Hangup")]),
  };
}
export type Documents = ReturnType<typeof createDocuments>;
