import type { Interruptible, RelayNoun, Start, Stop, StreamNoun, Warning } from "./ast.ts";
import { attributesOf, parametersOf } from "./attributes.ts";
import { type Element, elementsOf } from "./xml.ts";

const TRACKS = ["inbound_track", "outbound_track", "both_tracks"] as const;

export function readStream(element: Element, warnings: Warning[]): StreamNoun {
  const a = attributesOf(element, warnings);
  return {
    noun: "Stream",
    url: a.text("url") ?? "",
    name: a.text("name"),
    track: a.oneOf("track", TRACKS, "inbound_track"),
    statusCallback: a.fetch("statusCallback"),
    params: parametersOf(element, warnings),
  };
}

/** Booleans are the older spelling: true stands for any, false for none. */
function interruptible(given: string | undefined, otherwise: Interruptible): Interruptible {
  switch (given) {
    case "none":
    case "dtmf":
    case "speech":
    case "any":
      return given;
    case "true":
      return "any";
    case "false":
      return "none";
    default:
      return otherwise;
  }
}

export function readRelay(element: Element, warnings: Warning[]): RelayNoun {
  // One client library writes some names in lower case; the carrier's documents use camel case. Both are read here.
  const a = attributesOf({ ...element, attributes: camelCased(element.attributes) }, warnings);
  const speechTimeout = a.text("speechTimeout") ?? "auto";
  return {
    noun: "ConversationRelay",
    url: a.text("url") ?? "",
    welcomeGreeting: a.text("welcomeGreeting"),
    welcomeGreetingInterruptible: interruptible(a.text("welcomeGreetingInterruptible"), "any"),
    language: a.text("language") ?? "en-US",
    ttsLanguage: a.text("ttsLanguage"),
    transcriptionLanguage: a.text("transcriptionLanguage"),
    voice: a.text("voice"),
    interruptible: interruptible(a.text("interruptible"), "any"),
    reportInput: interruptible(a.text("reportInputDuringAgentSpeech"), "none"),
    dtmfDetection: a.flag("dtmfDetection", false),
    preemptible: a.flag("preemptible", false),
    partialPrompts: a.flag("partialPrompts", false),
    speechTimeoutMs:
      speechTimeout === "auto" ? undefined : a.count("speechTimeout", 600, 600, 5000),
    events: a.words("events"),
    params: parametersOf(element, warnings),
  };
}

function camelCased(attributes: Record<string, string>): Record<string, string> {
  const { speechtimeout, ...rest } = attributes;
  return speechtimeout === undefined ? rest : { speechTimeout: speechtimeout, ...rest };
}

export function readStart(element: Element, warnings: Warning[]): Start {
  const nouns = elementsOf(element).flatMap((child): Start["nouns"] => {
    const a = attributesOf(child, warnings);
    switch (child.name) {
      case "Stream":
        return [readStream(child, warnings)];
      case "Recording":
        return [
          {
            noun: "Recording",
            channels: a.oneOf("channels", ["mono", "dual"], "mono") === "dual" ? 2 : 1,
            trim:
              a.oneOf("trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
            statusCallback: a.statusCallback("recordingStatusCallback", ["completed"]),
          },
        ];
      case "Transcription": {
        const url = a.text("statusCallbackUrl");
        return [
          {
            noun: "Transcription",
            name: a.text("name"),
            statusCallback:
              url === undefined || url === ""
                ? undefined
                : { url, method: a.method("statusCallbackMethod") },
            languageCode: a.text("languageCode") ?? "en-US",
            track: a.oneOf("track", TRACKS, "both_tracks"),
            partialResults: a.flag("partialResults", false),
          },
        ];
      }
      default:
        warnings.push({ code: 12_200, message: `<${child.name}> cannot be started` });
        return [];
    }
  });
  return { verb: "Start", nouns };
}

export function readStop(element: Element, warnings: Warning[]): Stop {
  const nouns = elementsOf(element).flatMap((child): Stop["nouns"] => {
    if (child.name === "Stream" || child.name === "Recording" || child.name === "Transcription") {
      return [{ noun: child.name, name: child.attributes["name"] }];
    }
    warnings.push({ code: 12_200, message: `<${child.name}> cannot be stopped` });
    return [];
  });
  return { verb: "Stop", nouns };
}
