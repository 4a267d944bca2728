import type { Persona } from "../persona-data.ts";

export const awaitingCallback: Persona = {
  id: "awaiting-callback",
  name: "Nora Whitaker",
  from: "+12025550163",
  language: "en",
  locale: "en-US",
  problem: "Asks about a repair, waits for your call back",
  temper: ["Patient", "Answers when you dial"],
  voice: "f2/62",
  rate: 0.98,
  timing: { reactionMs: 900, pauseMs: 0, interrupts: false },
  opening:
    "Hello, this is Nora Whitaker. I reported a broken garage door last week, and nobody has come yet.",
  answers: [
    {
      when: "problem",
      say: [
        "My garage door does not open any more.",
        "It's about the garage door that I reported last week.",
      ],
    },
    { when: "address", say: ["3 Orchard Lane, Springfield.", "3 Orchard Lane."] },
    { when: "urgency", say: ["It can wait.", "No hurry, next week is fine."] },
    { when: "callback", say: ["202 555 0163, in the afternoon.", "202 555 0163."] },
    { when: "name", say: "Nora Whitaker." },
    {
      when: ["reference", "request number", "ticket"],
      say: "I'm afraid I don't have the reference at hand.",
    },
  ],
  otherwise: ["I only wanted to ask.", "The car is outside, so it can wait."],
  toOperator: [
    "Ah, good that you call back. It is about my garage door.",
    "It opens a little way and then stops.",
    "Thursday morning suits me very well.",
    "Between nine and eleven, I will be there.",
    "Lovely. Thank you for calling.",
  ],
  outboundGreeting: "Hello, Nora Whitaker here, who is calling?",
  menuKey: "2",
};
