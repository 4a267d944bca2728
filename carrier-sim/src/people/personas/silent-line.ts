import type { Persona } from "../persona-data.ts";

export const silentLine: Persona = {
  id: "silent-line",
  name: "Silent caller",
  from: "+493023125613",
  language: "de",
  locale: "de-DE",
  problem: "Only breathing on the line",
  temper: ["Tests silence"],
  voice: "m2",
  rate: 1,
  timing: { reactionMs: 0, pauseMs: 0, interrupts: false },
  silent: true,
  opening: "",
  answers: [],
  otherwise: [],
  toOperator: [],
  outboundGreeting: "",
  menuKey: "1",
};
