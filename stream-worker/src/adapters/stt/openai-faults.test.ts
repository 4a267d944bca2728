import { committed, delta, TRANSCRIPTION } from "../../testing/fake-openai.ts";
import type { FakeLine } from "../../testing/fake-speech-socket.ts";
import { SECRET, survivesFaults } from "../../testing/speech-faults.ts";
import { createOpenAiTranscription } from "./openai.ts";

const error = (type: string, code: string) => (line: FakeLine) =>
  line.say({ type: "error", event_id: "e", error: { type, code, message: SECRET } });

survivesFaults(
  (baseUrl, clock) => createOpenAiTranscription({ key: SECRET, baseUrl, clock }),
  [
    {
      name: "knows a piece and never finishes it",
      does: (line) => {
        line.say(committed("a"));
        line.say(delta("a", "Uh"));
      },
      waits: 4_000,
      fault: "stalled",
    },
    {
      name: "refuses the key in words",
      does: error("authentication_error", "invalid_api_key"),
      fault: "refused",
    },
    {
      name: "does not know the model",
      does: error("invalid_request_error", "model_not_found"),
      fault: "refused",
    },
    {
      name: "is overrun",
      does: error("rate_limit_error", "rate_limit_exceeded"),
      fault: "overloaded",
    },
    {
      name: "ends a session that is an hour old",
      does: error("invalid_request_error", "session_expired"),
      fault: "cut",
    },
    { name: "closes for the beta's shape", does: (line) => line.hangUp(4000), fault: "refused" },
    {
      name: "fails to hear a piece",
      does: (line) =>
        line.say({
          type: `${TRANSCRIPTION}.failed`,
          event_id: "e",
          item_id: "a",
          content_index: 0,
          error: { type: "transcription_error", message: SECRET },
        }),
      fault: "cut",
    },
    {
      name: "names no piece",
      does: (line) => line.say({ type: `${TRANSCRIPTION}.completed`, transcript: "x" }),
      fault: "garbage",
    },
  ],
);
