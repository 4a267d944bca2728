import type { CallDetail } from "@patchbay/contracts";
import { ClockAlert } from "lucide-react";
import { useMemo } from "react";
import type { ReactNode } from "react";
import { engineWords } from "../ui/call-words.ts";
import { cx } from "../ui/classes.ts";
import { clock, quantity } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { paceOf } from "../ui/talk/turn-model.ts";
import type { Pace } from "../ui/talk/turn-model.ts";
import { limitWords, seconds } from "../ui/talk/turn-words.ts";
import { useWords } from "../ui/words/words.ts";
import { summaryOf } from "./summary-model.ts";
import type { BotSummary } from "./summary-model.ts";

/** How the bot did on this call; every number with what it counts. */
export function SummarySheet({ detail }: { detail: CallDetail }) {
  const { t, locale } = useWords();
  const { engine } = detail.call;
  const summary = useMemo(() => summaryOf(detail), [detail]);
  if (summary === null) return null;
  return (
    <section className="sheet" data-testid="call-summary">
      <div className="sheet-head">
        <h2>{t("summary.title")}</h2>
      </div>
      <dl className="sums sheet-body">
        {engine !== null && (
          <Sum
            label={t("engine.label")}
            value={engineWords(engine, t)}
            how={t(`engineAbout.${engine}`)}
          />
        )}
        <Waits summary={summary} />
        <Sum
          label={t("summary.interruptions")}
          value={quantity(summary.interruptions, locale)}
          how={t("summary.interruptionsHow", { cut: summary.cut, said: summary.said })}
        />
        <Sum
          label={t("summary.tools")}
          value={quantity(summary.tools, locale)}
          how={t("summary.toolsHow", { failed: summary.toolsFailed })}
        />
        <Sum
          label={t("summary.fallbacks")}
          value={quantity(summary.ears + summary.voice + summary.engine, locale)}
          how={t("summary.fallbacksHow", {
            ears: summary.ears,
            voice: summary.voice,
            engine: summary.engine,
          })}
        />
      </dl>
    </section>
  );
}

function Waits({ summary: { waits, medianMs, slowest } }: { summary: BotSummary }) {
  const { t, locale } = useWords();
  if (medianMs === null || slowest === null) {
    return <Sum label={t("summary.median")} value="–" how={t("summary.unmeasured")} />;
  }
  const time = clock(slowest.atMs);
  return (
    <>
      <Sum
        label={t("summary.median")}
        value={seconds(medianMs, 1, t, locale)}
        how={t("summary.medianHow", { count: waits.length })}
      />
      <Sum
        label={t("summary.slowest")}
        value={seconds(slowest.ms, 1, t, locale)}
        pace={paceOf(slowest.ms)}
        how={t("summary.slowestHow", { limits: limitWords(t, locale) })}
      >
        <a
          className="text-link tabular"
          href={`#line-${slowest.utteranceId}`}
          aria-label={t("summary.showTurn", { time })}
        >
          {time}
        </a>
      </Sum>
    </>
  );
}

function Sum(props: {
  label: string;
  value: string;
  how: string;
  pace?: Pace;
  children?: ReactNode;
}) {
  const { pace = "prompt" } = props;
  return (
    <div>
      <dt>
        {props.label} {props.children}
      </dt>
      <dd className={cx("sum-value", `is-${pace}`)}>
        {pace !== "prompt" && <Icon of={ClockAlert} size={14} />}
        {props.value}
      </dd>
      <dd className="sum-how">{props.how}</dd>
    </div>
  );
}
