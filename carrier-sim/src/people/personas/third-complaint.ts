import type { Persona } from "../persona-data.ts";

export const thirdComplaint: Persona = {
  id: "third-complaint",
  name: "Dieter Brandt",
  from: "+493023125612",
  language: "de",
  locale: "de-DE",
  problem: "Heating promised twice, wants a human at once",
  temper: ["Angry", "Asks for an operator"],
  voice: "m3/38",
  rate: 1.08,
  timing: { reactionMs: 350, pauseMs: 0, interrupts: true },
  opening:
    "Brandt hier. Meine Heizung ist immer noch kalt! Ich möchte sofort mit einem Mitarbeiter sprechen!",
  answers: [
    { when: "human", say: ["Ja, sofort bitte!", "Ja doch, verbinden Sie mich endlich!"] },
    {
      when: "problem",
      say: [
        "Das erkläre ich einem Menschen. Geben Sie mir bitte einen Mitarbeiter!",
        "Die Heizung ist seit zwei Wochen kalt. Und jetzt einen Mitarbeiter, bitte!",
      ],
    },
    {
      when: "address",
      say: [
        "Die Adresse haben Sie doch! Gartenweg 5, Potsdam. Ich will einen Mitarbeiter sprechen.",
        "Gartenweg 5, Potsdam.",
      ],
    },
    { when: "urgency", say: "Natürlich ist das dringend!" },
    { when: "callback", say: ["030 23125 612, wie immer.", "030 23125 612."] },
    { when: "name", say: "Brandt, Dieter Brandt." },
  ],
  otherwise: [
    "Ich rede nicht mit einem Automaten. Einen Mitarbeiter, bitte!",
    "Ich möchte mit einem Menschen sprechen!",
  ],
  interruption: "Hören Sie auf damit, ich will einen Menschen sprechen!",
  toOperator: [
    "Na endlich. Meine Heizung ist seit zwei Wochen kalt, und zweimal kam niemand.",
    "Gartenweg 5 in Potsdam, das müsste bei Ihnen stehen.",
    "Ich habe mir dafür schon zweimal frei genommen.",
    "Gut, aber diesmal verlasse ich mich darauf.",
    "In Ordnung. Danke, dass Sie sich kümmern.",
  ],
  outboundGreeting: "Brandt, wer ist da?",
  menuKey: "1",
};
