import type { TurnMeasured } from "@patchbay/contracts";
import { Who } from "../who.tsx";
import { useWords } from "../words/words.ts";
import { paceOf, stretchesOf } from "./turn-model.ts";
import { limitWords, seconds, whyWords } from "./turn-words.ts";

/** Why the turn counted as ended, and where the caller's wait went. */
export function TurnDetails({ turn, id }: { turn: TurnMeasured; id: string }) {
  const { t, locale } = useWords();
  const exact = (ms: number) => seconds(ms, 2, t, locale);
  const stretches = stretchesOf(turn);
  return (
    <div className="turn-details" id={id} aria-live="off" data-testid="turn-details">
      <p>
        <span className="faint">{t("turn.whyLabel")}</span> {whyWords(turn, t, locale)}
      </p>
      {turn.totalMs !== null && (
        // The cord of the transcript, lying: who had the time between two voices.
        <div className="turn-cord" aria-hidden="true">
          <Who kind="caller" />
          {stretches.map(({ part, ms }) => (
            <i key={part} className={`is-${part}`} style={{ flexGrow: ms }} />
          ))}
          <Who kind="bot" />
        </div>
      )}
      <dl>
        {stretches.map(({ part, ms }) => (
          <div key={part} className={`is-${part}`}>
            <dt>{t(`turn.part.${part}`)}</dt>
            <dd>{exact(ms)}</dd>
          </div>
        ))}
        {turn.totalMs !== null && (
          <div className="is-total">
            <dt>{t("turn.waited")}</dt>
            <dd>{exact(turn.totalMs)}</dd>
          </div>
        )}
        <div>
          <dt>{t("turn.patience")}</dt>
          <dd>{exact(turn.patienceMs)}</dd>
        </div>
        <div>
          <dt>{t("turn.awaited")}</dt>
          <dd>{t(`turn.awaited.${turn.expectation}`)}</dd>
        </div>
        <div>
          <dt>{t("turn.begun")}</dt>
          <dd>{t(turn.speculated ? "turn.begun.early" : "turn.begun.then")}</dd>
        </div>
      </dl>
      {turn.totalMs !== null && paceOf(turn.totalMs) !== "prompt" && (
        <p className="faint">{limitWords(t, locale)}</p>
      )}
    </div>
  );
}
