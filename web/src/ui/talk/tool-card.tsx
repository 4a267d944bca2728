import {
  ChevronDown,
  CircleX,
  Database,
  Headset,
  PhoneOff,
  TextSearch,
  Wrench,
} from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { useId, useState } from "react";
import { cx } from "../classes.ts";
import { Icon } from "../icon.tsx";
import { useTelephone } from "../telephone.ts";
import { useWords } from "../words/words.ts";
import { ToolFacts } from "./tool-facts.tsx";
import type { ToolEvent } from "./tool-model.ts";
import { toolGist, toolName } from "./tool-words.ts";
import { seconds } from "./turn-words.ts";

const icons: ReadonlyMap<string, LucideIcon> = new Map([
  ["save_request", Database],
  ["look_up_request", TextSearch],
  ["offer_handover", Headset],
  ["end_call", PhoneOff],
]);

/** One line for what the bot did besides speaking; opens what it gave and what came back. */
export function ToolCard({ event }: { event: ToolEvent }) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const { tool, tookMs, result } = event;
  const gist = result === null ? null : toolGist(event, { t, locale, show });
  const took =
    tookMs < 1_000
      ? t("tool.tookMs", { ms: tookMs })
      : t("tool.tookSeconds", { seconds: seconds(tookMs, 1, t, locale) });
  return (
    <div className={cx("tool", open && "is-open")} data-testid="tool">
      <button
        type="button"
        className="tool-head"
        aria-expanded={open}
        aria-controls={open ? detailsId : undefined}
        onClick={() => setOpen(!open)}
      >
        <Icon of={icons.get(tool) ?? Wrench} size={14} />
        <b>{toolName(tool, t)}</b>
        {result === null && (
          <span className="tool-failed">
            <Icon of={CircleX} size={14} />
            <span className="cut">{t("tool.failed")}</span>
          </span>
        )}
        {gist !== null && <span className="tool-gist cut">{gist}</span>}
        <span className="tool-took">{took}</span>
        <Icon of={ChevronDown} size={14} />
      </button>
      {open && (
        <div className="tool-body" id={detailsId}>
          <ToolFacts title={t("tool.given")} record={event.input} none={t("tool.nothing")} />
          <ToolFacts
            title={t("tool.result")}
            record={result ?? {}}
            none={t(result === null ? "tool.refused" : "tool.nothing")}
          />
          <p className="tool-took">{took}</p>
        </div>
      )}
    </div>
  );
}
