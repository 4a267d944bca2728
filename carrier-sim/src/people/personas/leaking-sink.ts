import type { Persona } from "../persona-data.ts";

export const leakingSink: Persona = {
  id: "leaking-sink",
  name: "Hannah Price",
  from: "+12025550142",
  language: "en",
  locale: "en-US",
  problem: "Pipe under the kitchen sink leaks",
  temper: ["Friendly", "Talks a lot"],
  voice: "f3",
  rate: 1,
  timing: { reactionMs: 700, pauseMs: 0, interrupts: false },
  opening:
    "Hi there, it's Hannah Price. The pipe under my kitchen sink is leaking, and the bucket keeps filling up.",
  answers: [
    {
      when: "problem",
      say: [
        "The pipe under the kitchen sink is leaking.",
        "As I said, the pipe under the kitchen sink is leaking.",
      ],
    },
    {
      when: "address",
      say: ["It's 27 Camden Street, Springfield, second floor.", "27 Camden Street, Springfield."],
    },
    { when: "urgency", say: ["Today would be wonderful.", "Today, please."] },
    { when: "callback", say: ["You can call me back on 202 555 0142.", "202 555 0142."] },
    { when: "name", say: "Hannah Price." },
    {
      when: ["water off", "stopcock", "turn off", "main valve"],
      say: "No, I can't find the tap that turns it off.",
    },
  ],
  otherwise: ["Well, the cupboard is already wet all through.", "I'm at home all day, by the way."],
  toOperator: [
    "Oh, a real person, how nice. Yes, the pipe under my sink is leaking.",
    "I've put a bucket under it, but it fills up in ten minutes.",
    "The address is 27 Camden Street, second floor. I'm at home all day.",
    "That would be wonderful, thank you.",
    "Yes, please call me before you come.",
    "No, that's all. You've been very kind.",
  ],
  outboundGreeting: "Hello, Hannah Price speaking, who is calling, please?",
  menuKey: "1",
};
