import { english as englishPlaces } from "../places/en.ts";
import { german as germanPlaces } from "../places/de.ts";
import { russian as russianPlaces } from "../places/ru.ts";
import { turkish as turkishPlaces } from "../places/tr.ts";
import type { Places } from "../places/types.ts";
import type { Language } from "../types.ts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";
import type { Lexicon } from "./types.ts";

export const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  "en-US": english,
  "de-DE": german,
  "tr-TR": turkish,
  "ru-RU": russian,
};

export const PLACES: Readonly<Record<Language, Places>> = {
  "en-US": englishPlaces,
  "de-DE": germanPlaces,
  "tr-TR": turkishPlaces,
  "ru-RU": russianPlaces,
};
