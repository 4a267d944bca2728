import { useState } from "react";
import { cx } from "./classes.ts";

/** Which blocks are lit and where the recent peak stands, for a level of 0–100. */
export function blocks(level: number, peak: number, count: number): ("on" | "peak" | "off")[] {
  const lit = Math.round((Math.min(100, Math.max(0, level)) / 100) * count);
  const top = Math.round((Math.min(100, Math.max(0, peak)) / 100) * count) - 1;
  return Array.from({ length: count }, (_, i) => (i < lit ? "on" : i === top ? "peak" : "off"));
}

/** Loudness as blocks in the speaker's shape; grey marks the loudest of the last second. */
export function Meter({
  label,
  level,
  of,
  count = 14,
  hideLabel = false,
}: {
  label: string;
  level: number;
  of: "caller" | "bot" | "operator";
  count?: number;
  hideLabel?: boolean;
}) {
  const peak = usePeak(level);
  return (
    <span className="meter">
      {!hideLabel && <span aria-hidden="true">{label}</span>}
      <span
        className={cx("meter-blocks", `is-${of}`)}
        role="meter"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(level)}
      >
        {blocks(level, peak, count).map((state, i) => (
          <i key={i} className={`is-${state}`} />
        ))}
      </span>
    </span>
  );
}

const PEAK_FALLS_PER_UPDATE = 4;

function usePeak(level: number): number {
  const [held, setHeld] = useState({ level, peak: level });
  if (held.level === level) return held.peak;
  const peak = Math.max(level, held.peak - PEAK_FALLS_PER_UPDATE);
  setHeld({ level, peak });
  return peak;
}
