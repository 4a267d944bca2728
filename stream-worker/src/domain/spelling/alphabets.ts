import type { Language } from "@patchbay/contracts";
import { list, type Phrase, phrases } from "../speech/phrases.ts";
import { fold } from "../speech/words.ts";

export type Alphabet = {
  /** Folded word → the letters it stands for. */
  readonly words: ReadonlyMap<string, string>;
  /** Between a letter and its word: "A as in Alfa", "A wie Anton". */
  readonly links: readonly Phrase[];
  /** Before a letter: it is said twice. */
  readonly doubles: readonly Phrase[];
  readonly hyphens: readonly Phrase[];
};

type Source = { words: string; links: string; doubles: string; hyphens: string };

/**
 * NATO; DIN 5009 of 1996 (Anton, Berta) and of 2022 (Aachen, Berlin); the cities Turkish operators
 * use; the names Russian ones do. A word stands for its first letter unless it says otherwise.
 */
const SOURCES: Readonly<Record<Language, Source>> = {
  "en-US": {
    words: `
      alfa, alpha, bravo, charlie, delta, echo, foxtrot, golf, hotel, india, juliett, juliet, kilo,
      lima, mike, november, oscar, papa, quebec, romeo, sierra, tango, uniform, victor, whiskey,
      whisky, xray, yankee, zulu, adam, boy, david, edward, frank, george, henry, ida, john, king,
      lincoln, mary, nora, ocean, paul, peter, queen, robert, sam, tom, union, william, young, zebra,
      apple, dog, nancy, zee=z, zed=z`,
    links: "as in, like, for, as, is for",
    doubles: "double",
    hyphens: "dash, hyphen",
  },
  "de-DE": {
    words: `
      anton, ärger=ä, berta, cäsar, charlotte=ch, dora, emil, friedrich, gustav, heinrich, ida,
      julius, kaufmann, konrad, ludwig, martha, nordpol, otto, ökonom=ö, paula, quelle, richard,
      samuel, siegfried, schule=sch, theodor, ulrich, übermut=ü, viktor, wilhelm, xanthippe,
      ypsilon, zacharias, zeppelin, aachen, berlin, chemnitz, cottbus, düsseldorf,
      essen, frankfurt, goslar, hamburg, ingelheim, jena, köln, leipzig, münchen, nürnberg, offenbach,
      potsdam, quickborn, rostock, salzwedel, tübingen, unna, völklingen, wuppertal, xanten, zwickau,
      eszett=ß, toni, zürich, peter, xaver, samstag, dieter, heinz, siegmund`,
    links: "wie, wie in",
    doubles: "doppel, zweimal",
    hyphens: "bindestrich, minus",
  },
  "tr-TR": {
    words: `
      adana, ankara, bolu, bursa, ceyhan, çanakkale=ç, çorum=ç, denizli, edirne, erzurum, eskişehir,
      fatsa, giresun, gaziantep, hatay, hopa, ısparta=ı, isparta=ı, istanbul=i, izmir=i, izmit=i, jale,
      jandarma, kars, kayseri, konya, lüleburgaz, manisa, mersin, malatya, muş, nevşehir, niğde,
      ordu, ödemiş=ö, polatlı, rize, samsun, sivas, sinop, şırnak=ş, şarköy=ş, tokat, trabzon, tekirdağ,
      urfa, uşak, ünye=ü, ürgüp=ü, van, yozgat, yalova, zonguldak`,
    links: "ankara gibi, gibi",
    doubles: "çift, iki",
    hyphens: "tire",
  },
  "ru-RU": {
    words: `
      анна, антон, борис, василий, виктор, галина, григорий, дмитрий, денис, елена, егор, ёлка=ё,
      жанна, женя, зинаида, зоя, захар, иван, игорь, краткий=й, йот=й, константин, кирилл, леонид,
      людмила, михаил, мария, николай, наталья, ольга, олег, павел, пётр, роман, руслан, семён,
      сергей, светлана, татьяна, тимофей, ульяна, фёдор, филипп, харитон, цапля, человек,
      чайник, шура, шапка, щука, твёрдый=ъ, мягкий=ь, эхо, эдуард, элла, юрий, юлия, яков, яна`,
    links: "как, как в слове, как в имени",
    doubles: "дважды, две, два",
    hyphens: "дефис, тире",
  },
};

function compile(language: Language, source: Source): Alphabet {
  const words = list(source.words).map((entry): [string, string] => {
    const [word = "", letters] = entry.split("=");
    return [fold(word, language), letters ?? word.slice(0, 1)];
  });
  const all = (text: string): readonly Phrase[] => phrases(list(text), language);
  return {
    words: new Map(words),
    links: all(source.links),
    doubles: all(source.doubles),
    hyphens: all(source.hyphens),
  };
}

export const ALPHABETS: Readonly<Record<Language, Alphabet>> = {
  "en-US": compile("en-US", SOURCES["en-US"]),
  "de-DE": compile("de-DE", SOURCES["de-DE"]),
  "tr-TR": compile("tr-TR", SOURCES["tr-TR"]),
  "ru-RU": compile("ru-RU", SOURCES["ru-RU"]),
};
