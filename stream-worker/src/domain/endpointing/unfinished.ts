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
    и, а, но, или, либо, чтобы, потому, поскольку, если, когда, пока, хотя, чем, который,
    которая, которые, где, куда, в, во, на, с, со, у, к, ко, по, из, от, до, для, о, об, при,
    за, под, над, без, через, между, около, возле, про, мой, моя, мое, мои, наш, наша, наше,
    наши, ваш, этот, эта, эти, это, я, мы, у, ну, вот, э, ээ, эм, эээ, мм, ммм, хм, значит,
    типа, короче, очень, не, ни, же, бы, ли, номер, улица, квартира, плюс, тоже, также`,
};

/** Turkish clauses that lean on the next one end in these: patlayıp, açınca, akarken, olduğu. */
const TURKISH_LINKS = /(?:ip|uep|up|ince|unca|uence|inca|ken|dikce|digi|dugu|duegue|arak|erek)$/u;

const LISTS = new Map(
  Object.entries(SOURCES).map(([language, source]) => [
    language,
    new Set(list(source).map((word) => fold(word, language))),
  ]),
);

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
  if (LISTS.get(language)?.has(last.norm) === true) return true;
  return language === "tr-TR" && last.norm.length > 4 && TURKISH_LINKS.test(last.norm);
}
