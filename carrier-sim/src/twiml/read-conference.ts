import type { Conference, Warning } from "./ast.ts";
import { attributesOf } from "./attributes.ts";
import { type Element, textOf } from "./xml.ts";

export function readConference(element: Element, warnings: Warning[]): Conference {
  const a = attributesOf(element, warnings);
  return {
    noun: "Conference",
    name: textOf(element),
    muted: a.flag("muted", false),
    // onEnter and onExit are kinds of beep; either way one is heard.
    beep: a.oneOf("beep", ["true", "false", "onEnter", "onExit"], "true") !== "false",
    startOnEnter: a.flag("startConferenceOnEnter", true),
    endOnExit: a.flag("endConferenceOnExit", false),
    label: a.text("participantLabel")?.slice(0, 128),
    waitUrl: a.text("waitUrl"),
    waitMethod: a.method("waitMethod"),
    maxParticipants: a.count("maxParticipants", 250, 2, 250),
    record:
      a.oneOf("record", ["do-not-record", "record-from-start"], "do-not-record") ===
      "record-from-start",
    trim: a.oneOf("trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
    coach: a.text("coach"),
    statusCallback: a.statusCallback("statusCallback", []),
    recordingStatusCallback: a.statusCallback("recordingStatusCallback", ["completed"]),
  };
}
