import type { People } from "../people.ts";
import { spaced } from "./spaced.ts";
import type { BoothPersona } from "./wire.ts";

/** The personas as the booth shows them; the language is the full tag. */
export const personasOf = (people: People): BoothPersona[] =>
  people.personas.map(({ id, name, locale, problem, temper, from, silent }) => ({
    id,
    name,
    language: locale,
    problem,
    temper: [...temper],
    number: from,
    shown: spaced(from),
    silent: silent ?? false,
  }));
