import { deepgramResults } from "../../testing/fake-deepgram.ts";
import { SECRET, survivesFaults } from "../../testing/speech-faults.ts";
import { createDeepgram } from "./deepgram.ts";

survivesFaults(
  (baseUrl, clock) => createDeepgram({ key: SECRET, baseUrl, clock }),
  [
    {
      name: "hangs over a word it has begun",
      does: (line) => line.say(deepgramResults([["Uh", 0, 100]], { endMs: 200 })),
      waits: 4_000,
      fault: "stalled",
    },
    {
      name: "tells of an error",
      does: (line) => line.say({ type: "Error", description: SECRET, message: "x", variant: "y" }),
      fault: "cut",
    },
    {
      name: "leaves the words out of a result",
      does: (line) => line.say({ type: "Results", start: 0, duration: 1, channel: {} }),
      fault: "garbage",
    },
  ],
);
