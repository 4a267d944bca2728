import type { Language } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import { find, list, phrases } from "../speech/phrases.ts";
import type { Word } from "../speech/words.ts";

/** Said to a bot that is to be quiet. */
const STOPS: Readonly<Record<Language, string>> = {
  "en-US": `
    stop, stop it, wait, hold on, hang on, be quiet, shut up, enough, quiet, pause, let me talk,
    let me finish, let me speak, listen to me, hey, excuse me`,
  "de-DE": `
    stopp, stop, halt, warten sie, warte, moment, moment mal, ruhe, still, genug, hören sie auf,
    aufhören, lassen sie mich, hören sie zu, schluss, pause, entschuldigung`,
  "tr-TR": `
    dur, durun, dur bir, bekle, bekleyin, bir dakika, bir saniye, yeter, sus, susun, kes, dinleyin,
    bir dinleyin, pardon, müsaade edin, konuşayım`,
  "ru-RU": `
    стоп, стойте, подождите, погодите, постойте, хватит, достаточно, тихо, помолчите, замолчите,
    дайте сказать, послушайте, минутку, секунду, остановитесь`,
};

const COMPILED = new Map(
  Object.entries(STOPS).map(([language, text]) => [language, phrases(list(text), language)]),
);

/** True where the caller tells the bot to stop, or asks for a person: at once, whatever else. */
export function asksToStop(said: readonly Word[], language: Language): boolean {
  if (find(said, COMPILED.get(language) ?? [])) return true;
  const operator = LEXICONS[language].intents.find(([name]) => name === "operator");
  return operator !== undefined && find(said, operator[1]) !== undefined;
}
