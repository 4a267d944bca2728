import type { Manners, Persona } from "../persona-data.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";

export const MANNERS: Record<Persona["language"], Manners> = {
  en: english,
  de: german,
  tr: turkish,
  ru: russian,
};
