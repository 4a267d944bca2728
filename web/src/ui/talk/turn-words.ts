import type { TurnMeasured } from "@patchbay/contracts";
import { hundredths, tenths } from "../format.ts";
import type { Translate } from "../words/words.ts";
import { LATE_AFTER_MS, paceOf, SLOW_AFTER_MS } from "./turn-model.ts";

/** `0.55 s`, never broken at the end of a line. */
export function seconds(ms: number, digits: 1 | 2, t: Translate, locale: string): string {
  const number = digits === 1 ? tenths(ms, locale) : hundredths(ms, locale);
  return t("turn.seconds", { seconds: number }).replaceAll(" ", "\u00a0");
}

/** What the caller waited, in as few words as stand beside a name; slow ones say so. */
export function waitWords(totalMs: number | null, t: Translate, locale: string): string {
  if (totalMs === null) return t("turn.unanswered");
  return t(`turn.${paceOf(totalMs)}`, { seconds: seconds(totalMs, 1, t, locale) });
}

/** Why the turn counted as ended, as one sentence. */
export function whyWords(turn: TurnMeasured, t: Translate, locale: string): string {
  if (turn.reason !== "silence") return t(`turn.why.${turn.reason}`);
  return t(`turn.why.silence.${turn.expectation}`, {
    silence: seconds(turn.silenceMs, 2, t, locale),
    patience: seconds(turn.patienceMs, 2, t, locale),
  });
}

/** From when on an answer is called slow. */
export function limitWords(t: Translate, locale: string): string {
  return t("turn.limits", {
    slow: seconds(SLOW_AFTER_MS, 1, t, locale),
    late: seconds(LATE_AFTER_MS, 1, t, locale),
  });
}
