import { list } from "../../speech/phrases.ts";
import type { HintKind, HintLanguage, HintRule } from "../types.ts";

const MINUTE_MS = 60_000;

type Shape = {
  kind: HintKind;
  priority: number;
  critical: boolean;
  cooldownMs: number;
  once: boolean;
};

const danger = (priority: number): Shape => ({
  kind: "warning",
  priority,
  critical: true,
  cooldownMs: 3 * MINUTE_MS,
  once: false,
});

const advice = (kind: HintKind, priority: number, once = true): Shape => ({
  kind,
  priority,
  critical: false,
  cooldownMs: 2 * MINUTE_MS,
  once,
});

/** What every language has a rule for, and how it behaves. */
const SHAPES = {
  gas: danger(100),
  trapped: danger(95),
  sparks: danger(90),
  vulnerable: danger(80),
  water: { ...danger(70), once: true },
  keys: advice("warning", 60),
  recording: advice("suggested_reply", 55),
  angry: advice("suggested_reply", 50, false),
  cancel: advice("suggested_reply", 45),
  price: advice("suggested_reply", 40),
  tenant: advice("article", 30),
  entrance: advice("missing_field", 20),
} as const satisfies Readonly<Record<string, Shape>>;

/** What a language says for one of the shapes; phrases are separated by commas. */
export type RuleWords = {
  title: string;
  say: string;
  source: string;
  anyOf: string;
  with?: string;
  unless?: string;
};

export type RuleTable = Readonly<Record<keyof typeof SHAPES, RuleWords>>;

/** A language's rules from its words. */
export function rulesOf(language: HintLanguage, table: RuleTable): readonly HintRule[] {
  return (Object.keys(SHAPES) as (keyof typeof SHAPES)[]).map((id) => {
    const { title, say, source, anyOf, with: also = "", unless = "" } = table[id];
    return {
      id,
      language,
      speaker: "caller",
      ...SHAPES[id],
      title,
      say,
      source,
      anyOf: list(anyOf),
      with: list(also),
      unless: list(unless),
    };
  });
}
