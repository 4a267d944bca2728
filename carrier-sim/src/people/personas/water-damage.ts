import type { Persona } from "../persona-data.ts";

export const waterDamage: Persona = {
  id: "water-damage",
  name: "Martina Vogel",
  from: "+493023125611",
  language: "de",
  locale: "de-DE",
  problem: "Water drips through the kitchen ceiling",
  temper: ["Worried", "Interrupts"],
  voice: "f4",
  rate: 1.12,
  timing: { reactionMs: 450, pauseMs: 0, interrupts: true },
  opening:
    "Guten Tag, hier Vogel. Bei mir tropft Wasser durch die Küchendecke, und es wird immer mehr!",
  answers: [
    {
      when: "problem",
      say: ["Es tropft Wasser durch die Küchendecke.", "Wasser, durch die Decke in der Küche!"],
    },
    {
      when: "address",
      say: ["Lindenstraße 14 in Berlin, dritter Stock links.", "Lindenstraße 14, Berlin."],
    },
    {
      when: "urgency",
      say: ["Das ist sehr dringend, es muss heute noch jemand kommen!", "Ja, dringend, sofort!"],
    },
    { when: "callback", say: ["Meine Nummer ist 030 23125 611.", "030 23125 611."] },
    { when: "name", say: "Martina Vogel." },
    {
      when: ["abgestellt", "haupthahn", "absperr", "abstellen"],
      say: "Nein, an den Haupthahn komme ich nicht heran, der ist im Keller.",
    },
  ],
  otherwise: ["Der Eimer ist schon halb voll.", "Und oben macht niemand auf."],
  interruption: "Entschuldigung, aber es läuft jetzt schon an der Lampe herunter!",
  toOperator: [
    "Gott sei Dank, ein Mensch! Bei mir läuft Wasser durch die Küchendecke.",
    "Nein, in der Wohnung darüber macht niemand auf.",
    "Lindenstraße 14, dritter Stock links. Bitte beeilen Sie sich.",
    "Ja, die Sicherung habe ich schon herausgenommen.",
    "Gut, ich warte unten an der Tür.",
    "Vielen, vielen Dank.",
  ],
  outboundGreeting: "Vogel, guten Tag, wer spricht denn da?",
  menuKey: "1",
};
