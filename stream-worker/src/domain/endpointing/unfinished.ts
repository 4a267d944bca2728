import type { Language } from "@patchbay/contracts";
import { list } from "../speech/phrases.ts";
import { fold, type Word } from "../speech/words.ts";

/**
 * Words after which people go on: conjunctions, prepositions, articles, possessives, fillers. German
 * prepositions that also end sentences as parts of verbs ("geht nicht an") are left out, and so are
 * English ones that may ("where do I put it in").
 */
const SOURCES: Readonly<Record<Language, string>> = {
  "en-US": `
    and, but, or, so, because, cause, since, if, when, while, although, though, which, who,
    whose, where, until, unless, than, as, with, from, for, of, at, to, into, onto, under,
    between, behind, near, without, during, against, a, an, the, my, our, your, his, their,
    its, some, every, i, we, he, she, they, im, ive, isnt, dont, cant, wont, um, uh, er, erm,
    uhm, well, hmm, actually, basically, number, plus, double, called, named`,
  "de-DE": `
    und, oder, aber, weil, denn, dass, wenn, als, ob, obwohl, damit, sondern, sowie, bevor,
    nachdem, während, falls, also, in, im, ins, bei, beim, von, vom, zum, zur, für, am, mit,
    ohne, gegen, seit, zwischen, hinter, neben, wegen, der, die, den, dem, des, eine, einen,
    einem, einer, eines, mein, meine, meinen, meinem, meiner, unser, unsere, unseren, unserem,
    unserer, ihre, diese, dieser, diesen, kein, keine, keinen, ich, wir, er, man, sehr, ganz,
    äh, ähm, öhm, hm, hmm, tja, naja, eigentlich, irgendwie, sozusagen, nummer, hausnummer,
    plus, doppel, wo, welche, welcher, dann, heißt, zwar, etwa, ungefähr`,
  "tr-TR": `
    ve, veya, yahut, ama, fakat, ancak, lakin, çünkü, eğer, hem, ya, ki, de, da, ile, yani,
    hani, şey, işte, ıı, ııı, eee, ee, ıhı, hmm, hımm, bir, benim, bizim, sizin, onun, ben,
    biz, için, en, çok, daha, her, bazı, hiç, artı,  adresim, telefonum,
    aslında, mesela, sanki, dolayı, üzere, yoksa, üstelik, ayrıca`,
  "ru-RU": `
    и, а, но, что, или, либо, чтобы, потому, поскольку, если, когда, пока, хотя, чем, который,
    которая, которые, где, куда, в, во, на, с, со, у, к, ко, по, из, от, до, для, о, об, при,
    за, под, над, без, через, между, около, возле, про, мой, моя, мое, мои, наш, наша, наше,
    наши, ваш, этот, эта, эти, это, я, мы, у, ну, вот, э, ээ, эм, эээ, мм, ммм, хм, значит,
    типа, короче, очень, не, ни, же, бы, ли, номер, улица, квартира, плюс, тоже, также`,
};

/**
 * Turkish puts its verb last. Clauses that lean on the next one end in the first of these (patlayıp,
 * açınca, akarken, olduğu), nouns that wait for their verb in the others (tavandan, kapının, üstteki).
 */
const TURKISH_LINKS =
  /(?:ip|uep|up|ince|unca|uence|inca|ken|dikce|digi|dugu|duegue|arak|erek|[dt]an|[dt]en|n[iu]n|nuen|[dt][ae]ki)$/u;

/** Open a clause that needs another one: "when I open the tap". */
const OPENERS: Readonly<Record<Language, string>> = {
  "en-US": "when, if, since, because, although, while",
  "de-DE": "wenn, weil, obwohl, seit, falls, nachdem, bevor, während",
  "tr-TR": "eğer",
  "ru-RU": "когда, если, хотя, пока, раз",
};
const OPENED_WORDS = 7;

/** Verbs that need more behind them in a short clause: "the shower has"; German ones may come last. */
const HELPERS: Readonly<Record<Language, string>> = {
  "en-US": "is, are, has, have, was, were, can, could, will, would",
  "de-DE": "ist, sind, hat, haben, war, kann, können, wird, werden, muss, will, soll",
  "tr-TR": "",
  "ru-RU": "",
};
const HELPED_WORDS = 4;

function compiled(sources: Readonly<Record<Language, string>>) {
  return new Map(
    Object.entries(sources).map(([language, source]) => [
      language,
      new Set(list(source).map((word) => fold(word, language))),
    ]),
  );
}

const LISTS = compiled(SOURCES);
const OPENER_LISTS = compiled(OPENERS);
const HELPER_LISTS = compiled(HELPERS);

/** Commas, colons, dashes and dots where a recogniser writes them; a full stop ends a thought. */
const GOES_ON = /[,;:–—…-]\s*$/u;

/** True where the words so far cannot be all that was meant: "in the kitchen and", "ve". */
export function isUnfinished(text: string, said: readonly Word[], language: Language): boolean {
  const last = said.at(-1);
  if (last === undefined) return false;
  if (GOES_ON.test(text)) return true;
  if (/[.!?]["'»“”)\s]*$/u.test(text)) return false;
  // "S, M, I": letters being spelled, not the pronoun.
  const spelled = said.length > 1 && said.slice(-2).every(({ norm }) => /^\p{L}$/u.test(norm));
  if (spelled) return false;
  const isIn = (lists: typeof LISTS, { norm }: Word): boolean =>
    lists.get(language)?.has(norm) === true;
  if (isIn(LISTS, last)) return true;
  if (language === "tr-TR" && last.norm.length > 4 && TURKISH_LINKS.test(last.norm)) return true;
  const [first = last] = said;
  if (isIn(OPENER_LISTS, first) && said.length > 1 && said.length <= OPENED_WORDS) return true;
  return isIn(HELPER_LISTS, last) && said.length > 1 && said.length <= HELPED_WORDS;
}
