import { ClockAlert } from "lucide-react";
import { cx } from "./classes.ts";
import { clock } from "./format.ts";
import { Icon } from "./icon.tsx";
import { useNow } from "./now.ts";

/** Past these a call waits for somebody's eye. */
const AMBER_AFTER_MS = 3 * 60_000;
const RED_AFTER_MS = 5 * 60_000;

export function Elapsed({
  since,
  skewMs,
  until,
  warns = false,
  label,
}: {
  since: string;
  skewMs: number;
  until?: string | null;
  warns?: boolean;
  label?: string;
}) {
  const now = useNow();
  const end = until === null || until === undefined ? now + skewMs : Date.parse(until);
  const ms = end - Date.parse(since);
  const late = !warns ? null : ms >= RED_AFTER_MS ? "red" : ms >= AMBER_AFTER_MS ? "amber" : null;
  return (
    <time className={cx("elapsed", late !== null && `is-${late}`)} aria-label={label}>
      {late !== null && <Icon of={ClockAlert} size={14} />}
      {clock(ms)}
    </time>
  );
}
