import type { Dial, DialNoun, Pause, Play, Reading, Say, Verb, Warning } from "./ast.ts";
import { attributesOf, parametersOf } from "./attributes.ts";
import { readRelay, readStart, readStop, readStream } from "./read-media.ts";
import { readConference } from "./read-conference.ts";
import { type Element, elementsOf, readXml, textOf } from "./xml.ts";

/** A whole document into verbs. Not well-formed or not a `<Response>` is error 12100; what the carrier only warns about is a warning. */
export function readTwiml(text: string): Reading {
  const xml = readXml(text);
  if (!xml.ok)
    return { ok: false, code: 12_100, message: `Document parse failure: ${xml.message}` };
  if (xml.root.name !== "Response")
    return {
      ok: false,
      code: 12_100,
      message: `Document parse failure: root is <${xml.root.name}>`,
    };
  const warnings: Warning[] = [];
  const verbs = elementsOf(xml.root).flatMap((element) => readVerb(element, warnings) ?? []);
  return { ok: true, verbs, warnings };
}

function readVerb(element: Element, warnings: Warning[]): Verb | undefined {
  const a = attributesOf(element, warnings);
  switch (element.name) {
    case "Say":
    case "Play":
    case "Pause":
      return readPrompt(element, warnings);
    case "Gather":
      return readGather(element, warnings);
    case "Record":
      return {
        verb: "Record",
        action: a.text("action"),
        method: a.method("method"),
        timeoutMs: a.seconds("timeout", 5, 0, 3600),
        finishOnKey: a.text("finishOnKey") ?? "1234567890*#",
        maxLengthMs: a.seconds("maxLength", 3600, 1, 14_400),
        playBeep: a.flag("playBeep", true),
        trim: a.oneOf("trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
        recordingStatusCallback: a.statusCallback("recordingStatusCallback", ["completed"]),
      };
    case "Dial":
      return readDial(element, warnings);
    case "Enqueue":
      return {
        verb: "Enqueue",
        name: textOf(element),
        action: a.text("action"),
        method: a.method("method"),
        waitUrl: a.text("waitUrl"),
        waitMethod: a.method("waitUrlMethod"),
      };
    case "Leave":
      return { verb: "Leave" };
    case "Redirect":
      return { verb: "Redirect", url: textOf(element), method: a.method("method") };
    case "Reject":
      return { verb: "Reject", reason: a.oneOf("reason", ["rejected", "busy"], "rejected") };
    case "Hangup":
      return { verb: "Hangup" };
    case "Start":
      return readStart(element, warnings);
    case "Stop":
      return readStop(element, warnings);
    case "Connect": {
      const session = elementsOf(element).map((child) =>
        child.name === "Stream"
          ? readStream(child, warnings)
          : child.name === "ConversationRelay"
            ? readRelay(child, warnings)
            : undefined,
      );
      const first = session.find((noun) => noun !== undefined);
      if (first !== undefined)
        return {
          verb: "Connect",
          action: a.text("action"),
          method: a.method("method"),
          session: first,
        };
      break;
    }
  }
  warnings.push({ code: 12_200, message: `<${element.name}> is not understood here` });
  return undefined;
}

function readPrompt(element: Element, warnings: Warning[]): Say | Play | Pause | undefined {
  const a = attributesOf(element, warnings);
  // loop="0" means a thousand times, not for ever (documented).
  const loop = a.count("loop", 1, 0, 1000) || 1000;
  switch (element.name) {
    case "Say":
      return {
        verb: "Say",
        text: textOf(element),
        language: a.text("language") ?? languageOfVoice(a.text("voice")),
        voice: a.text("voice"),
        loop,
      };
    case "Play":
      return { verb: "Play", url: textOf(element), digits: a.text("digits"), loop };
    case "Pause":
      return { verb: "Pause", lengthMs: a.seconds("length", 1, 0, 3600) };
    default:
      return undefined;
  }
}

/** `Google.de-DE-Wavenet-A` and `Polly.Vicki` speak their own language when none is named. */
function languageOfVoice(voice: string | undefined): string {
  const tagged = /^Google\.([a-z]{2,3}-[A-Z]{2})/.exec(voice ?? "")?.[1];
  if (tagged !== undefined) return tagged;
  const name = /^Polly\.([A-Za-z]+)/.exec(voice ?? "")?.[1] ?? "";
  const known: { [name: string]: string } = {
    Vicki: "de-DE",
    Daniel: "de-DE",
    Marlene: "de-DE",
    Hans: "de-DE",
    Filiz: "tr-TR",
    Burcu: "tr-TR",
    Maxim: "ru-RU",
    Tatyana: "ru-RU",
  };
  return known[name] ?? "en-US";
}

function readGather(element: Element, warnings: Warning[]): Verb {
  const a = attributesOf(element, warnings);
  const input = a.text("input") === undefined ? ["dtmf"] : a.words("input");
  const speechTimeout = a.text("speechTimeout");
  const timeoutMs = a.seconds("timeout", 5, 0, 600);
  return {
    verb: "Gather",
    action: a.text("action"),
    method: a.method("method"),
    input: { dtmf: input.includes("dtmf"), speech: input.includes("speech") },
    timeoutMs,
    finishOnKey: a.text("finishOnKey") ?? "#",
    numDigits: a.text("numDigits") === undefined ? undefined : a.count("numDigits", 1, 1, 100),
    actionOnEmptyResult: a.flag("actionOnEmptyResult", false),
    speechTimeoutMs:
      speechTimeout === "auto" ? undefined : a.seconds("speechTimeout", timeoutMs / 1000, 1, 600),
    language: a.text("language") ?? "en-US",
    bargeIn: a.flag("bargeIn", true),
    partialResultCallback: a.fetch("partialResultCallback"),
    prompts: elementsOf(element).flatMap((child) => readPrompt(child, warnings) ?? []),
  };
}

function readDial(element: Element, warnings: Warning[]): Dial {
  const a = attributesOf(element, warnings);
  const nouns = elementsOf(element).flatMap((child) => readNoun(child, warnings) ?? []);
  const bare = textOf({
    ...element,
    children: element.children.filter((child) => typeof child === "string"),
  });
  if (nouns.length === 0 && bare !== "") nouns.push({ noun: "Number", to: bare, params: {} });
  if (nouns.length > 10)
    warnings.push({ code: 13_214, message: "<Dial> takes at most ten at once" });
  const record = a.oneOf(
    "record",
    [
      "do-not-record",
      "record-from-answer",
      "record-from-ringing",
      "record-from-answer-dual",
      "record-from-ringing-dual",
    ],
    "do-not-record",
  );
  return {
    verb: "Dial",
    action: a.text("action"),
    method: a.method("method"),
    answerOnBridge: a.flag("answerOnBridge", false),
    callerId: a.text("callerId"),
    hangupOnStar: a.flag("hangupOnStar", false),
    timeoutMs: a.seconds("timeout", 30, 1, 600),
    timeLimitMs: a.seconds("timeLimit", 14_400, 1, 86_400),
    record: record === "do-not-record" ? undefined : record,
    trim: a.oneOf("trim", ["trim-silence", "do-not-trim"], "do-not-trim") === "trim-silence",
    recordingStatusCallback: a.statusCallback("recordingStatusCallback", ["completed"]),
    sequential: a.flag("sequential", false),
    nouns: nouns.slice(0, 10),
  };
}

function readNoun(element: Element, warnings: Warning[]): DialNoun | undefined {
  const a = attributesOf(element, warnings);
  switch (element.name) {
    case "Number":
      return {
        noun: "Number",
        to: textOf(element),
        params: {},
        whisper: a.fetch("url"),
        statusCallback: a.statusCallback("statusCallback", ["completed"]),
      };
    case "Client": {
      const identity = elementsOf(element).find((child) => child.name === "Identity");
      const name =
        identity === undefined
          ? textOf({
              ...element,
              children: element.children.filter((child) => typeof child === "string"),
            })
          : textOf(identity);
      return {
        noun: "Client",
        to: `client:${name}`,
        params: parametersOf(element, warnings),
        whisper: a.fetch("url"),
        statusCallback: a.statusCallback("statusCallback", ["completed"]),
      };
    }
    case "Conference":
      return readConference(element, warnings);
    case "Queue":
      return { noun: "Queue", name: textOf(element), whisper: a.fetch("url") };
    case "Sip":
      return { noun: "Sip" };
    default:
      warnings.push({ code: 12_200, message: `<${element.name}> cannot be dialled` });
      return undefined;
  }
}
