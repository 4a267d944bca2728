import type { Language } from "@patchbay/contracts";
import type { ReadingWords } from "../types.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";

export const READING_WORDS: Readonly<Record<Language, ReadingWords>> = {
  "en-US": english,
  "de-DE": german,
  "tr-TR": turkish,
  "ru-RU": russian,
};
