import type { Language } from "@patchbay/contracts";
import { german } from "./de.ts";
import { english } from "./en.ts";
import { russian } from "./ru.ts";
import { turkish } from "./tr.ts";
import type { Lines } from "./types.ts";

export const LINES: Readonly<Record<Language, Lines>> = {
  "en-US": english,
  "de-DE": german,
  "tr-TR": turkish,
  "ru-RU": russian,
};
