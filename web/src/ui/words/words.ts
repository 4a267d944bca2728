import i18next from "i18next";
import { initReactI18next, useTranslation } from "react-i18next";
import { en } from "./en.ts";

type Stem<K> = K extends `${infer S}_one` | `${infer S}_other` ? S : K;
/** Every sentence of the console has one of these names; a misspelt one does not compile. */
export type WordKey = Stem<keyof typeof en>;
type PluralStem = {
  [K in keyof typeof en]: K extends `${infer S}_other` ? S : never;
}[keyof typeof en];
/** Another language has all of English and, where its grammar wants them, more plural forms. */
export type Catalog = Readonly<
  Record<keyof typeof en, string> & { [K in `${PluralStem}_${"few" | "many"}`]?: string }
>;

export type Translate = (key: WordKey, values?: Record<string, string | number>) => string;

export const consoleLanguages = {
  en: "English",
  de: "Deutsch",
  tr: "Türkçe",
  ru: "Русский",
} as const;
export type ConsoleLanguage = keyof typeof consoleLanguages;

const catalogs: Record<ConsoleLanguage, () => Promise<Catalog>> = {
  en: async () => en,
  de: async () => (await import("./de.ts")).de,
  tr: async () => (await import("./tr.ts")).tr,
  ru: async () => (await import("./ru.ts")).ru,
};

const STORED = "patchbay.language";

function isLanguage(code: string | null | undefined): code is ConsoleLanguage {
  return code !== null && code !== undefined && Object.hasOwn(consoleLanguages, code);
}

/** What the person chose before, else the first of the browser's languages we speak. */
export function preferredLanguage(): ConsoleLanguage {
  const stored = localStorage.getItem(STORED);
  if (isLanguage(stored)) return stored;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? "en";
}

export async function startWords(language: ConsoleLanguage): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: "en",
    fallbackLng: "en",
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
    resources: { en: { translation: en } },
  });
  await showLanguage(language);
}

export async function chooseLanguage(language: ConsoleLanguage): Promise<void> {
  localStorage.setItem(STORED, language);
  await showLanguage(language);
}

async function showLanguage(language: ConsoleLanguage): Promise<void> {
  if (!i18next.hasResourceBundle(language, "translation")) {
    i18next.addResourceBundle(language, "translation", await catalogs[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

/** The words in the language of the moment; the component is drawn again when it changes. */
export function useWords(): { t: Translate; locale: string; language: ConsoleLanguage } {
  const { t, i18n } = useTranslation();
  const language = isLanguage(i18n.language) ? i18n.language : "en";
  return { t: t as unknown as Translate, locale: regional(language), language };
}

/** Dates and numbers as in the reader's country, where the browser names one for this language. */
function regional(language: ConsoleLanguage): string {
  return navigator.languages.find((tag) => tag.startsWith(`${language}-`)) ?? language;
}
