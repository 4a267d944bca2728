import type { Persona } from "../persona-data.ts";

export const brokenWindow: Persona = {
  id: "broken-window",
  name: "Marcus Bell",
  from: "+12025550151",
  language: "en",
  locale: "en-US",
  problem: "Shop window is cracked, asks for a human",
  temper: ["Polite", "Asks for an operator"],
  voice: "m1",
  rate: 1.02,
  timing: { reactionMs: 650, pauseMs: 0, interrupts: false },
  opening: "Good afternoon. Could I speak to a person, please?",
  answers: [
    { when: "human", say: ["Yes, please, put me through.", "Yes, please."] },
    {
      when: "problem",
      say: [
        "I'd rather explain it to a person. Could you put me through to an operator?",
        "My shop window is cracked. Now may I speak to a person, please?",
      ],
    },
    { when: "address", say: ["It's 8 Mill Lane, Springfield.", "8 Mill Lane, Springfield."] },
    { when: "urgency", say: "It's urgent, I can't lock up the shop like this." },
    { when: "callback", say: "202 555 0151." },
    { when: "name", say: "Marcus Bell." },
  ],
  otherwise: ["Could I speak to an operator, please?", "I'd really like to talk to a person."],
  toOperator: [
    "Thank you for taking the call. My shop window is cracked right across.",
    "Nobody is hurt, but it could fall out any moment.",
    "It's 8 Mill Lane, Springfield, next to the bakery.",
    "I'm here until seven this evening.",
    "Boarding it up tonight would be fine.",
    "Thank you, that's a great help.",
  ],
  outboundGreeting: "Bell Books, Marcus speaking, who is calling?",
  menuKey: "1",
};
