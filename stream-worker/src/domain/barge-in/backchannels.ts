import type { Language } from "@patchbay/contracts";
import { LEXICONS } from "../intake/lexicon/all.ts";
import { endAt, list, type Phrase, phrases } from "../speech/phrases.ts";
import type { Word } from "../speech/words.ts";

/** What people murmur while they listen. None of it wants the floor. */
const MURMURS: Readonly<Record<Language, string>> = {
  "en-US": `
    mm, mhm, mmhm, mm hm, mm hmm, hm, hmm, uh huh, uhuh, aha, ah, oh, yeah, yes, yep, yup, okay, ok,
    right, sure, fine, alright, all right, i see, got it, good, great, perfect, exactly, of course,
    cool, thanks, thank you, understood, makes sense, wow, really, very good, sounds good`,
  "de-DE": `
    mhm, hm, hmm, mm, aha, ah, ach so, achso, oh, ja, jo, jep, jaja, okay, ok, genau, gut, klar,
    alles klar, verstehe, ich verstehe, verstanden, richtig, stimmt, prima, super, schön, gerne, gern,
    in ordnung, danke, natürlich, sehr gut, ja klar, tatsächlich, wirklich, na gut, so so, soso`,
  "tr-TR": `
    hıhı, hı hı, hımm, hmm, hm, hı, mm, mhm, aha, ah, oh, ha, haa, evet, tamam, tamamdır, peki, olur,
    anladım, anlıyorum, doğru, güzel, tabii, tabi, aynen, öyle, öyle mi, iyi, çok iyi, harika,
    teşekkürler, sağ olun, sağolun, he, hee, hıı, okey, eyvallah, elbette, süper`,
  "ru-RU": `
    угу, ага, мгм, мм, хм, гм, м, да, так, хорошо, ладно, понятно, понял, поняла, ясно, ок, окей,
    верно, точно, именно, конечно, отлично, спасибо, ну да, вот как, правильно, ох, ой, ах, о,
    прекрасно, замечательно, разумеется, да да`,
};

/** Hesitation: it may become speech, and says nothing until it has. */
const HESITATIONS: Readonly<Record<Language, string>> = {
  "en-US": "um, uh, uhm, er, erm, eh, well, so",
  "de-DE": "äh, ähm, öh, öhm, tja, also, na, naja, eh",
  "tr-TR": "ııı, ıı, eee, ee, şey, yani, e, ı",
  "ru-RU": "э, ээ, эээ, эм, ну, вот, а",
};

/** More of them in one breath is somebody who wants the bot to come to the point. */
const MOST_WORDS = 4;

function compiled(source: Readonly<Record<Language, string>>) {
  return new Map(
    Object.entries(source).map(([language, text]) => [language, phrases(list(text), language)]),
  );
}

const MURMUR_PHRASES = compiled(MURMURS);
/** Murmurs, and what those of several words begin with. */
const MURMUR_BEGINNINGS = new Map(
  [...MURMUR_PHRASES].map(([language, whole]) => {
    const begun = whole.flatMap((one) => one.slice(1).map((_, at) => one.slice(0, at + 1)));
    return [language, [...whole, ...begun]];
  }),
);
const HESITATION_PHRASES = compiled(HESITATIONS);

/** True for words that only show that somebody listens. */
export function isBackchannel(said: readonly Word[], language: Language): boolean {
  if (said.length === 0 || said.length > MOST_WORDS) return false;
  return consistsOf(said, MURMUR_PHRASES.get(language) ?? []);
}

/** True for words that may become a murmur with the next one: "alles" (klar), "I" (see). */
export function mayBecomeBackchannel(said: readonly Word[], language: Language): boolean {
  const longer = MURMUR_BEGINNINGS.get(language) ?? [];
  return said.length > 0 && said.length < MOST_WORDS && consistsOf(said, longer);
}

/** True for words that are nothing but hesitation. */
export function isHesitation(said: readonly Word[], language: Language): boolean {
  return said.length > 0 && consistsOf(said, HESITATION_PHRASES.get(language) ?? []);
}

/** After a yes/no question the same murmur is the answer; surprise and thanks are none. */
export function isAnswer(said: readonly Word[], language: Language): boolean {
  const { yes, no } = LEXICONS[language];
  const answers = [...yes, ...no, ...(NODS.get(language) ?? [])];
  return said.some((_, index) => endAt(said, answers, index) > index);
}

/** Nods the lexicon does not take for a yes to a request. */
const NODS = compiled({
  "en-US": "mm hm, mm hmm, mhm, mmhm, uh huh, uhuh",
  "de-DE": "mhm, hm hm, jaja",
  "tr-TR": "hıhı, hı hı, hee, mhm",
  "ru-RU": "мгм, ага, угу",
});

function consistsOf(said: readonly Word[], wanted: readonly Phrase[]): boolean {
  let at = 0;
  while (at < said.length) {
    const end = endAt(said, wanted, at);
    if (end <= at) return false;
    at = end;
  }
  return true;
}
