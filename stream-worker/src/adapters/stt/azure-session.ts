import type { Language } from "@patchbay/contracts";
import type { SpeechConfig, SpeechRecognizer } from "microsoft-cognitiveservices-speech-sdk";
import type { SpeechFault } from "../../ports/speech.ts";
import { faultOfStatus } from "./faults.ts";
import { TICKS_PER_MS } from "./azure-phrase.ts";
import type { AzureSdk } from "./azure-sdk.ts";
import { BYTES_PER_MS } from "./unsent.ts";

const FORGET_EVERY_MS = 1_000;

export type AzureSettings = {
  readonly key: string;
  readonly region: string;
  readonly host: string | undefined;
  readonly language: Language;
  readonly segmentationMs: number;
  /** Audio that the SDK may keep to say it again, milliseconds. */
  readonly keptMs: number;
};

export type AzureEvents = {
  connected(): void;
  /** The service said something, be it only that it listens. */
  heard(): void;
  hypothesis(text: string): void;
  /** @param json the service's own, with times and confidence */
  phrase(text: string, json: string): void;
  failed(fault: SpeechFault): void;
};

export type AzureSession = {
  write(audio: Uint8Array<ArrayBuffer>): void;
  end(): void;
};

function configOf(sdk: AzureSdk, settings: AzureSettings): SpeechConfig {
  const config =
    settings.host === undefined
      ? sdk.SpeechConfig.fromSubscription(settings.key, settings.region)
      : sdk.SpeechConfig.fromHost(new URL(settings.host), settings.key);
  config.speechRecognitionLanguage = settings.language;
  config.setProperty(
    sdk.PropertyId.Speech_SegmentationSilenceTimeoutMs,
    String(settings.segmentationMs),
  );
  config.requestWordLevelTimestamps();
  // It would connect again by itself, and five times: whoever opened us knows of others to ask.
  config.setProperty("SPEECH-Error-MaxRetryCount", "0");
  // An utterance that another recogniser failed to hear comes at once, and is late already.
  config.setProperty("SPEECH-TransmitLengthBeforThrottleMs", String(settings.keptMs));
  return config;
}

/** The SDK's sentence holds the handshake's status, where there was one; the sentence goes no further. */
function faultOfDetails(details: string, connected: boolean): SpeechFault {
  const status = /server response: (\d{3})/u.exec(details)?.[1];
  if (status !== undefined) return faultOfStatus(Number(status));
  return connected ? "cut" : "silent";
}

type Socket = {
  on(event: "message", hear: (data: Buffer, binary: boolean) => void): void;
  terminate(): void;
};

/**
 * The socket under a recognizer; null before there is one. The SDK waits for ever for an answer to
 * its handshake and for a close that is not answered, and stops to listen at a message without an
 * empty line: all without a word. Only its private parts, of the version we pin, help there.
 */
function socketUnder(recognizer: SpeechRecognizer): () => Socket | null {
  type Connection = { privConnectionMessageAdapter?: { privWebsocketClient?: Socket | null } };
  type Factory = { create(...given: unknown[]): Promise<Connection> };
  const internal = recognizer.internalData as { privConnectionFactory?: Factory };
  let connection: Connection | null = null;
  const factory = internal.privConnectionFactory;
  if (factory) {
    const create = factory.create.bind(factory);
    factory.create = async (...given) => {
      connection = await create(...given);
      return connection;
    };
  }
  return () => connection?.privConnectionMessageAdapter?.privWebsocketClient ?? null;
}

/**
 * The SDK keeps all audio since the last phrase, for a connection that it might make again: 29 MB of
 * an hour of silence. This is how it is told that older audio is not needed any more.
 */
function forget(recognizer: SpeechRecognizer, untilMs: number): void {
  type Session = { onServiceAcknowledgedAudio?(ticks: number): void };
  const { privRequestSession } = recognizer.internalData as { privRequestSession?: Session };
  privRequestSession?.onServiceAcknowledgedAudio?.(untilMs * TICKS_PER_MS);
}

function isReadable(path: string | undefined, text: string): boolean {
  if (path === undefined) return false;
  if (!path.toLowerCase().startsWith("speech.") || text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** One continuous recognition of mu-law audio at 8 kHz. */
export function startAzureSession(
  sdk: AzureSdk,
  settings: AzureSettings,
  events: AzureEvents,
): AzureSession {
  const format = sdk.AudioStreamFormat.getWaveFormat(8000, 8, 1, sdk.AudioFormatTag.MuLaw);
  const input = sdk.AudioInputStream.createPushStream(format);
  const recognizer = new sdk.SpeechRecognizer(
    configOf(sdk, settings),
    sdk.AudioConfig.fromStreamInput(input),
  );
  const socket = socketUnder(recognizer);
  const connection = sdk.Connection.fromRecognizer(recognizer);
  let connected = false;

  const codes = sdk.CancellationErrorCode;
  const faults = new Map<number, SpeechFault>([
    [codes.AuthenticationFailure, "refused"],
    [codes.BadRequestParameters, "refused"],
    [codes.Forbidden, "refused"],
    [codes.TooManyRequests, "overloaded"],
    [codes.ServiceError, "overloaded"],
  ]);
  connection.connected = () => {
    connected = true;
    socket()?.on("message", (data, binary) => {
      if (!binary && !data.includes("\r\n\r\n")) events.failed("garbage");
    });
    events.connected();
  };
  connection.disconnected = () => events.failed("cut");
  connection.messageReceived = ({ message }) => {
    // What it cannot read the SDK keeps to itself, and never listens again.
    const readable = message.isTextMessage && isReadable(message.path, message.TextMessage);
    if (readable) events.heard();
    else events.failed("garbage");
  };
  recognizer.recognizing = (_, { result }) => events.hypothesis(result.text);
  recognizer.recognized = (_, { result }) => events.phrase(result.text ?? "", result.json);
  recognizer.canceled = (_, { errorCode, errorDetails }) =>
    events.failed(faults.get(errorCode) ?? faultOfDetails(errorDetails ?? "", connected));
  recognizer.sessionStopped = () => events.failed("cut");
  recognizer.startContinuousRecognitionAsync(undefined, () => events.failed("cut"));

  const ignore = (): void => undefined;
  let written = 0;
  let forgotten = 0;
  return {
    write(audio) {
      input.write(audio.buffer);
      written += audio.length;
      const spareMs = written / BYTES_PER_MS - settings.keptMs;
      if (spareMs - forgotten < FORGET_EVERY_MS) return;
      forgotten = spareMs;
      forget(recognizer, spareMs);
    },
    end() {
      input.close();
      // In this order: a recognizer that is closed while it recognizes connects again to say goodbye.
      connection.closeConnection(() => recognizer.close(ignore, ignore), ignore);
      socket()?.terminate();
      // While it is being made there is none yet: it is there a turn later.
      setImmediate(() => socket()?.terminate());
    },
  };
}
