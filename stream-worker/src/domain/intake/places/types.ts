import { type Phrase, phrases } from "../../speech/phrases.ts";

/** How a language writes addresses. */
export type PlacesSource = {
  locale: string;
  /** Words that are a kind of street by themselves: street, caddesi, улица. */
  street: readonly string[];
  /** Endings that make one word a street: Lindenallee. */
  glued: readonly string[];
  /** Where the name stands beside a street word. */
  name: "before" | "around";
  /** How many name words at most stand before it. */
  nameWords: number;
  /** English says the number first. */
  numberFirst: boolean;
  /** Begin a name that has no street word: am Markt, unter den Linden, на Садовой. */
  prefixes: readonly string[];
  /** The prefix is part of the name (Am Markt) or dropped (на Садовой). */
  keepPrefix: boolean;
  /** Endings of a bare name that make it a street when a number follows: Садовая 9. */
  bare: readonly string[];
  /** Introduce a street's name: "the street is called". */
  called: readonly string[];
  /** Belong to the name of a glued street: Alter Mühlenweg. */
  adjectives: readonly string[];
  /** Stand before a house number. */
  marker: readonly string[];
  /** Parts of a house: `flat _`, `_ floor`. */
  parts: readonly string[];
  cities: readonly string[];
  /** Words that are in no street's name. */
  stop: readonly string[];
  /** Endings no second or third name word has: verbs, mostly. */
  stopEndings: readonly string[];
  /** After a number these make it no house number: days, o'clock. */
  measures: readonly string[];
  /** Stay small inside a name. */
  small: readonly string[];
};

export type Places = {
  readonly [
    key in keyof Omit<
      PlacesSource,
      "locale" | "name" | "nameWords" | "numberFirst" | "keepPrefix" | "stopEndings"
    >
  ]: readonly Phrase[];
} & Pick<
  PlacesSource,
  "locale" | "name" | "nameWords" | "numberFirst" | "keepPrefix" | "stopEndings"
>;

/** Compiles a language's street words once. */
export function compilePlaces(source: PlacesSource): Places {
  const all = (patterns: readonly string[]): readonly Phrase[] => phrases(patterns, source.locale);
  return {
    ...source,
    street: all(source.street),
    glued: all(source.glued),
    prefixes: all(source.prefixes),
    bare: all(source.bare),
    called: all(source.called),
    adjectives: all(source.adjectives),
    marker: all(source.marker),
    parts: all(source.parts),
    cities: all(source.cities),
    stop: all(source.stop),
    measures: all(source.measures),
    small: all(source.small),
  };
}

/** German street names, as every caller of a German house says them. */
export const GERMAN_ENDINGS = [
  "*strasse",
  "*str",
  "*allee",
  "*weg",
  "*platz",
  "*gasse",
  "*damm",
  "*ufer",
  "*chaussee",
  "*promenade",
] as const;

export const GERMAN_CITIES = [
  "berlin",
  "hamburg",
  "münchen",
  "munich",
  "köln",
  "cologne",
  "frankfurt",
  "stuttgart",
  "düsseldorf",
  "leipzig",
  "dortmund",
  "essen",
  "bremen",
  "dresden",
  "hannover",
  "nürnberg",
  "potsdam",
  "bonn",
  "mannheim",
  "karlsruhe",
  "augsburg",
  "wiesbaden",
  "münster",
  "kiel",
  "mainz",
  "freiburg",
  "lübeck",
  "rostock",
] as const;
