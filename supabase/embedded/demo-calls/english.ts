import { recogniser, silence, type Caller, type Scenario } from "./scenario.ts";

const greeting =
  "You are speaking with the automated assistant of AssetCare24. This call is recorded. Hello, how can I help you?";

export const englishCallers: readonly Caller[] = [
  { name: "Tom Whitfield", number: "+12025550131", address: "18 Harbor Street, apartment 4" },
  { name: "Grace Okafor", number: "+12025550147", address: "230 Maple Avenue, second floor" },
  { name: "Daniel Reyes", number: "+12025550162", address: "7 Orchard Lane" },
  { name: "Nora Quinn", number: "+12025550175", address: "41 Canal Road, unit B" },
];

export const englishScenarios: readonly Scenario[] = [
  {
    language: "en-US",
    lines: [
      ["bot", greeting],
      [
        "caller",
        "Hi, the heating in my flat has been off since last night and it is freezing in here.",
      ],
      ["bot", "I am sorry to hear that. Where should we come?"],
      ["caller", "{address}."],
      ["bot", "How urgent is it?"],
      ["caller", "Today please, I have a small baby at home."],
      ["bot", "Which number can we call you back on?"],
      ["caller", "The one I am calling from is fine."],
      ["bot", "Heating off, {address}, today, and we call this number. Is that right?"],
      ["caller", "Yes, exactly."],
      ["bot", "Thank you. Your request is saved. Goodbye."],
    ],
    hint: {
      line: 5,
      words: "small baby",
      kind: "suggested_reply",
      title: "Baby at home: offer a heater",
      say: "We can bring an electric heater until the heating runs again.",
      source: "Heating out, first steps",
    },
    request: { problem: "Heating off since last night", urgency: "today", kind: "request" },
    stream: {
      turns: {
        1: silence("open", 1_000, 214, 126),
        3: silence("address", 500, 231, 118),
        5: recogniser(550, 310, 122),
        7: silence("digits", 900, 226, 131),
        9: silence("yes_no", 280, 388, 124),
      },
      cut: { line: 8, heard: "Heating off, {address}, today, and we" },
      tools: [
        {
          line: 9,
          afterMs: 330,
          tool: "save_request",
          input: {
            problem: "Heating off since last night",
            address: "{address}",
            urgency: "today",
            callbackNumber: "{number}",
          },
          result: { reference: "{reference}" },
          tookMs: 168,
        },
      ],
    },
    outcome: "request_taken",
  },
  {
    language: "en-US",
    lines: [
      ["bot", greeting],
      ["caller", "There is water coming through the kitchen ceiling, quite a lot of it."],
      ["bot", "That sounds urgent. Where are you?"],
      ["caller", "{address}. It is right over the lamp, can I talk to a person?"],
      ["bot", "Of course, one moment, I am getting a colleague."],
      [
        "operator",
        "This is Mira from AssetCare24. Please switch off the fuse for the kitchen first.",
      ],
      ["caller", "Okay, the fuse box is in the hall. Done."],
      ["operator", "Good. Now close the main water valve, it is usually under the sink."],
      ["caller", "Found it. It is getting less already."],
      ["operator", "Very good. A plumber is on the way and will call you from the car."],
      ["caller", "Thank you so much."],
    ],
    takenOverAt: 5,
    hint: {
      line: 1,
      words: "water coming through",
      kind: "warning",
      title: "Power off before the water valve",
      say: "Please switch off the fuse for that room before you touch anything wet.",
      source: "Water damage, first steps",
    },
    request: {
      problem: "Water through the kitchen ceiling, over the lamp",
      urgency: "emergency",
      kind: "request",
    },
    outcome: "taken_over",
  },
  {
    language: "en-US",
    lines: [
      ["bot", greeting],
      ["caller", "I only want to know what happened to my request about the front door."],
      ["bot", "Gladly. Do you have the reference?"],
      ["caller", "No, but it was from this number."],
      ["bot", "I found it: it is in progress, a locksmith has been assigned. Anything else?"],
      ["caller", "No, that is all, thanks."],
      ["bot", "You are welcome. Goodbye."],
    ],
    stream: {
      turns: {
        1: silence("open", 1_000, 248, 131),
        3: silence("open", 550, 1_312, 127),
        5: silence("yes_no", 500, 196, 119),
      },
      tools: [
        {
          line: 3,
          afterMs: 780,
          tool: "look_up_request",
          input: { reference: null },
          result: {
            found: [
              {
                reference: "R-1874",
                status: "in_progress",
                problem: "Front door does not lock",
                createdAt: "2026-11-02T09:14:00.000Z",
              },
            ],
          },
          tookMs: 742,
        },
      ],
    },
    outcome: "bot_resolved",
  },
  {
    language: "en-US",
    lines: [
      ["bot", greeting],
      ["caller", "I want to speak to a human, please."],
      ["bot", "I am trying to reach a colleague, one moment please."],
      ["bot", "Nobody is free right now. May I note that you would like a call back?"],
      ["caller", "Yes, on this number, it is about the invoice."],
      ["bot", "Noted. We will call you back. Goodbye."],
    ],
    request: { problem: "Question about an invoice", urgency: "this_week", kind: "callback" },
    outcome: "callback_noted",
  },
];
