import type { Sample } from "./heldout/types.ts";
import { transition } from "./machine.ts";
import { begin } from "./state.ts";
import { fold } from "../speech/words.ts";
import type { IntakeState, Language, Slots } from "./types.ts";

export type Score = { right: number; fields: number; faults: string[] };

const CALLERS: Readonly<Record<Language, string>> = {
  "en-US": "+12025550143",
  "de-DE": "+493023125010",
  "tr-TR": "+905325550143",
  "ru-RU": "+79005550143",
};

const SLOTS = ["problem", "address", "urgency", "phone"] as const;

/** A state in which exactly the sample's question is open. */
function asking(sample: Sample, language: Language): IntakeState {
  const all: Slots = {
    problem: "…",
    category: "other",
    address: "Weg 1",
    urgency: "whenever",
    phone: "+4930123456",
  };
  const before: Slots = Object.fromEntries(
    Object.entries(all).filter(([name]) => {
      const at = SLOTS.indexOf(sample.asked as (typeof SLOTS)[number]);
      return SLOTS.indexOf((name === "category" ? "problem" : name) as (typeof SLOTS)[number]) < at;
    }),
  );
  const state = begin({
    language,
    organization: "Test",
    callerNumber: CALLERS[language],
    slots: sample.given ?? before,
  });
  return { ...state, phase: sample.asked === "confirm" ? "confirming" : "asking" };
}

/**
 * Puts each sentence through the machine. A field counts when it is expected or was
 * filled: a wrong, a missing and an invented field each count as a fault.
 */
export function score(samples: readonly Sample[], language: Language): Score {
  const sum: Score = { right: 0, fields: 0, faults: [] };
  for (const sample of samples) {
    const state = asking(sample, language);
    const heard = transition(state, { type: "callerSaid", text: sample.says }).state.slots;
    for (const name of SLOTS) {
      const old = sample.given ? undefined : state.slots[name];
      const got = heard[name] === old ? undefined : heard[name];
      const wanted = sample.expect[name];
      if (wanted === undefined && got === undefined) continue;
      sum.fields += 1;
      const ok =
        wanted !== undefined && got !== undefined && right(name, sample, got, heard, language);
      if (ok) sum.right += 1;
      else
        sum.faults.push(
          `${sample.says} → ${name}: ${got ?? "nothing"} instead of ${wanted ?? "nothing"}`,
        );
    }
  }
  return sum;
}

function right(
  name: (typeof SLOTS)[number],
  { expect }: Sample,
  got: string,
  heard: Slots,
  language: Language,
): boolean {
  if (name === "urgency" || name === "phone") return got === expect[name];
  if (name === "problem") {
    const category = expect.category === undefined || expect.category === heard.category;
    return category && fold(got, language).includes(fold(expect.problem ?? "", language));
  }
  const parts = (text: string): string[] => fold(text, language).match(/\p{L}+|\d+/gu) ?? [];
  const has = parts(got);
  const wants = parts(expect.address ?? "");
  // "third floor" may be noted beside the street or not; nothing else may be added.
  return wants.every((part) => has.includes(part)) && has.length - wants.length <= 3;
}
