import type { Ref } from "react";
import { cx } from "../ui/classes.ts";
import { clock } from "../ui/format.ts";
import type { Span } from "../ui/talk/spans.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";
import { ticks } from "./player-model.ts";
import type { Lane, Markers } from "./player-model.ts";

/** The cord over a lane per speaker, with what happened marked across them. */
export function Lanes({
  ref,
  lanes,
  held,
  markers,
  startedMs,
  totalMs,
  positionMs,
  operatorName,
}: {
  ref: Ref<HTMLDivElement>;
  lanes: readonly Lane[];
  held: readonly Span[];
  markers: Markers;
  startedMs: number;
  totalMs: number;
  positionMs: number;
  operatorName: string | null;
}) {
  const { t } = useWords();
  const at = (ms: number) =>
    `${Math.max(0, Math.min(1, (ms - startedMs) / Math.max(1, totalMs))) * 100}%`;
  return (
    <div className="lanes">
      <div className="lane-names" aria-hidden="true">
        <span className="faint">{t("player.heldBy")}</span>
        {lanes.map((lane) => (
          <span key={lane.hand} className="lane-name">
            <Who kind={lane.hand} />
            <span className="cut">
              {lane.hand === "operator"
                ? (operatorName ?? t("who.operator"))
                : t(`who.${lane.hand}`)}
            </span>
          </span>
        ))}
      </div>
      <div className="lane-area">
        <div className="cord-line" aria-hidden="true">
          {held.map((span) => (
            <span
              key={span.fromMs}
              className={cx("cord-part", `is-${span.hand}`)}
              style={{ left: at(span.fromMs), right: `calc(100% - ${at(span.toMs)})` }}
            >
              <Who kind={span.hand} />
            </span>
          ))}
        </div>
        <div className="lane-waves">
          {lanes.map((lane) => (
            <i key={lane.hand} className="lane-ground" />
          ))}
          <div className="lane-canvas" ref={ref} />
          {markers.holds.map((hold) => (
            <i
              key={hold.fromMs}
              className="mark-hold"
              style={{ left: at(hold.fromMs), right: `calc(100% - ${at(hold.toMs)})` }}
            />
          ))}
          {markers.hints.map((hint) => (
            <i
              key={hint.ms}
              className="mark-hint"
              title={hint.title}
              style={{ left: at(hint.ms) }}
            />
          ))}
          {markers.takeovers.map((one) => (
            <i key={one.ms} className="mark-takeover" style={{ left: at(one.ms) }} />
          ))}
        </div>
        <div className="playhead" aria-hidden="true" style={{ left: at(positionMs) }}>
          <span>{clock(positionMs)}</span>
        </div>
        <div className="ruler tabular" aria-hidden="true">
          {ticks(startedMs, totalMs).map((tick) => (
            <span key={tick} style={{ left: at(tick) }}>
              {clock(tick)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}
