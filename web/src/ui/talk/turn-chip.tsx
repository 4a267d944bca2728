import type { TurnMeasured } from "@patchbay/contracts";
import { ChevronDown, ClockAlert } from "lucide-react";
import { cx } from "../classes.ts";
import { Icon } from "../icon.tsx";
import { useWords } from "../words/words.ts";
import { paceOf } from "./turn-model.ts";
import { waitWords } from "./turn-words.ts";

/** What the caller waited after these words; opens why. Quiet unless it was long. */
export function TurnChip({
  turn,
  open,
  controls,
  onToggle,
}: {
  turn: TurnMeasured;
  open: boolean;
  controls: string;
  onToggle: (open: boolean) => void;
}) {
  const { t, locale } = useWords();
  const pace = turn.totalMs === null ? "prompt" : paceOf(turn.totalMs);
  return (
    <button
      type="button"
      className={cx("turn-chip", `is-${pace}`)}
      aria-expanded={open}
      aria-controls={open ? controls : undefined}
      data-testid="turn"
      onClick={() => onToggle(!open)}
    >
      {pace !== "prompt" && <Icon of={ClockAlert} size={14} />}
      {waitWords(turn.totalMs, t, locale)}
      <Icon of={ChevronDown} size={12} />
    </button>
  );
}
