import { turnInfo } from "../../testing/fake-deepgram.ts";
import { SECRET, survivesFaults } from "../../testing/speech-faults.ts";
import { createDeepgramFlux } from "./deepgram-flux.ts";

survivesFaults(
  (baseUrl, clock) => createDeepgramFlux({ key: SECRET, baseUrl, clock }),
  [
    {
      name: "hangs over a turn",
      does: (line) => line.say(turnInfo("StartOfTurn", [["Uh", 0, 100]], 200)),
      waits: 4_000,
      fault: "stalled",
    },
    {
      name: "is out of capacity",
      does: (line) =>
        line.say({ type: "Error", sequence_id: 1, code: "RATE_LIMITED", description: SECRET }),
      fault: "overloaded",
    },
    {
      name: "does not take our words",
      does: (line) =>
        line.say({
          type: "Error",
          sequence_id: 1,
          code: "UNPARSABLE_CLIENT_MESSAGE",
          description: "",
        }),
      fault: "refused",
    },
    {
      name: "has a fault of its own",
      does: (line) =>
        line.say({ type: "Error", sequence_id: 1, code: "INTERNAL_SERVER_ERROR", description: "" }),
      fault: "cut",
    },
    {
      name: "leaves the words out of a turn",
      does: (line) => line.say({ type: "TurnInfo", event: "Update" }),
      fault: "garbage",
    },
  ],
);
