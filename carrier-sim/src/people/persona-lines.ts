import { MANNERS } from "./manners/all.ts";
import type { Persona } from "./persona-data.ts";

/** Everything that a persona can say, each line once. */
export function linesOf(persona: Persona): readonly string[] {
  if (persona.silent === true) return [];
  const { fillers, ...manners } = MANNERS[persona.language].say;
  const lines = [
    persona.opening,
    persona.outboundGreeting,
    ...persona.answers.flatMap(({ say }) => say),
    ...persona.otherwise,
    ...(persona.interruption === undefined ? [] : [persona.interruption]),
    ...persona.toOperator,
    ...Object.values(manners),
    ...fillers,
  ];
  return [...new Set(lines)];
}
