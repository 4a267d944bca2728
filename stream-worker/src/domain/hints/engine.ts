import { find, type Phrase, phrases, type Span } from "../speech/phrases.ts";
import { type Word, words } from "../speech/words.ts";
import type { HeardUtterance, HintRule, HintState, ShownHint } from "./types.ts";

/** More than three cards a call and people stop reading them; danger does not count. */
const MOST_A_CALL = 3;

/** A card gets this long to be read before another of no higher priority replaces it. */
const READING_MS = 8_000;

export type CompiledRule = HintRule & {
  readonly wanted: readonly Phrase[];
  readonly also: readonly Phrase[];
  readonly barred: readonly Phrase[];
};

/** Compiles rules once a process; the order decides between equal priorities. */
export function compileRules(rules: readonly HintRule[]): readonly CompiledRule[] {
  return rules
    .map((rule) => ({
      ...rule,
      wanted: phrases(rule.anyOf, rule.language),
      also: phrases(rule.with, rule.language),
      barred: phrases(rule.unless, rule.language),
    }))
    .toSorted((one, other) => other.priority - one.priority);
}

export const noHints: HintState = { counted: 0, shownAt: {} };

/**
 * The card this utterance calls for, if any. It replaces the one before; there is never
 * more than one. Pure: the state goes back in with the next utterance.
 */
export function hintFor(
  state: HintState,
  utterance: HeardUtterance,
  rules: readonly CompiledRule[],
): { state: HintState; hint?: ShownHint } {
  const said = words(utterance.text, utterance.language);
  for (const rule of rules) {
    const span = fits(rule, utterance, said);
    if (!span || !mayShow(state, rule, utterance.atMs)) continue;
    const hint = card(rule, utterance, said, span);
    return { state: noteShown(state, rule, utterance.atMs), hint };
  }
  return { state };
}

function fits(
  rule: CompiledRule,
  utterance: HeardUtterance,
  said: readonly Word[],
): Span | undefined {
  if (rule.speaker !== utterance.speaker || rule.language !== utterance.language) return undefined;
  const span = find(said, rule.wanted);
  if (!span || find(said, rule.barred)) return undefined;
  return rule.also.length === 0 || find(said, rule.also) ? span : undefined;
}

function mayShow(state: HintState, rule: HintRule, atMs: number): boolean {
  const before = state.shownAt[rule.id];
  if (before !== undefined && (rule.once || atMs - before < rule.cooldownMs)) return false;
  if (rule.critical) return true;
  if (state.counted >= MOST_A_CALL) return false;
  const { last } = state;
  return !last || atMs - last.atMs >= READING_MS || rule.priority > last.priority;
}

function noteShown(state: HintState, rule: HintRule, atMs: number): HintState {
  return {
    counted: state.counted + (rule.critical ? 0 : 1),
    last: { ruleId: rule.id, atMs, priority: rule.priority },
    shownAt: { ...state.shownAt, [rule.id]: atMs },
  };
}

function card(
  rule: HintRule,
  { text, atMs }: HeardUtterance,
  said: readonly Word[],
  span: Span,
): ShownHint {
  const start = said[span.from]?.start ?? 0;
  const end = said[span.to - 1]?.end ?? start;
  return {
    ruleId: rule.id,
    kind: rule.kind,
    title: rule.title,
    say: rule.say,
    source: rule.source,
    words: text.slice(start, end),
    start,
    end,
    atMs,
  };
}
