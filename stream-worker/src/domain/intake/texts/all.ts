import type { Language } from "../types.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";
import type { Texts } from "./types.ts";

/** The default texts; an organization may replace single ones. */
export const TEXTS: Readonly<Record<Language, Texts>> = {
  "en-US": english,
  "de-DE": german,
  "tr-TR": turkish,
  "ru-RU": russian,
};
