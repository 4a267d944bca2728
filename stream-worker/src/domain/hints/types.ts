/** The four languages rules are written in. */
export type HintLanguage = "en-US" | "de-DE" | "tr-TR" | "ru-RU";

export type HintKind = "warning" | "suggested_reply" | "missing_field" | "article";

export type Speaker = "caller" | "operator" | "bot";

/** A card that certain words call up. Phrases are written as `phrase` reads them. */
export type HintRule = {
  readonly id: string;
  readonly language: HintLanguage;
  /** Whose words count. */
  readonly speaker: Speaker;
  readonly kind: HintKind;
  readonly anyOf: readonly string[];
  /** When given, one of these must be said as well. */
  readonly with: readonly string[];
  /** Said anywhere in the utterance, these keep the card away. */
  readonly unless: readonly string[];
  /** The critical words, first on the card. */
  readonly title: string;
  /** The sentence to say, in the call's language. */
  readonly say: string;
  /** Where the advice comes from. */
  readonly source: string;
  /** The same rule stays silent this long. */
  readonly cooldownMs: number;
  /** At most one time a call. */
  readonly once: boolean;
  /** The higher wins when several fit. */
  readonly priority: number;
  /** Danger to somebody: counts towards no limit and waits for nothing. */
  readonly critical: boolean;
};

export type HeardUtterance = {
  readonly speaker: Speaker;
  readonly language: HintLanguage;
  readonly text: string;
  /** On the call's clock. */
  readonly atMs: number;
};

/** The card shown, with the words it rests on. */
export type ShownHint = {
  readonly ruleId: string;
  readonly kind: HintKind;
  readonly title: string;
  readonly say: string;
  readonly source: string;
  /** Exactly as said. */
  readonly words: string;
  /** Where in the utterance: characters `start` to `end`, exclusive. */
  readonly start: number;
  readonly end: number;
  readonly atMs: number;
};

/** Plain data; at most one entry a rule. */
export type HintState = {
  /** Cards that counted towards the call's limit. */
  readonly counted: number;
  readonly last?: { readonly ruleId: string; readonly atMs: number; readonly priority: number };
  readonly shownAt: Readonly<Record<string, number>>;
};
