import type { CallView, Hint } from "@patchbay/contracts";
import {
  BookOpen,
  Check,
  Copy,
  Lightbulb,
  ListChecks,
  Quote,
  TriangleAlert,
  X,
} from "lucide-react";
import { useNet } from "../net/net.tsx";
import { Button, IconButton } from "../ui/button.tsx";
import { cx } from "../ui/classes.ts";
import { age, clock } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { problemWords } from "../ui/problem-words.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";

const icons = {
  warning: TriangleAlert,
  suggested_reply: Lightbulb,
  missing_field: ListChecks,
  article: BookOpen,
} as const;

/** Older than this, a hint's age is told in minutes. */
const SECONDS_UNTIL_MS = 100_000;

/** One card in one place: the newest hint that nobody has dealt with. */
export function HintCard({
  hint,
  call,
  nowMs,
}: {
  hint: Hint;
  call: CallView;
  nowMs: () => number;
}) {
  const { t, locale } = useWords();
  const { link } = useNet();
  useNow();
  const mark = async (state: "used" | "dismissed") => {
    const answer = await link.command("hint.mark", { callId: call.id, hintId: hint.id, state });
    if (!answer.ok) toast.error(problemWords(answer.problem, t));
  };
  const copy = async () => {
    await navigator.clipboard.writeText(hint.say);
    toast.success(t("hint.copied"));
  };
  const ageMs = Math.max(0, nowMs() - hint.atMs);
  return (
    <article className="hint" aria-label={t("hint.label")} data-testid="hint">
      <header className={cx(hint.kind === "warning" && "is-warning")}>
        <Icon of={icons[hint.kind]} />
        <span>{t(`hint.${hint.kind}`)}</span>
        <span className="grow" />
        <span className="hint-age">
          {ageMs < SECONDS_UNTIL_MS
            ? t("hint.ago", { seconds: age(ageMs, locale) })
            : t("hint.minutesAgo", { minutes: Math.floor(ageMs / 60_000) })}
        </span>
      </header>
      <h3 lang={call.language}>{hint.title}</h3>
      <blockquote lang={call.language}>{hint.say}</blockquote>
      <div className="hint-why">
        <div>
          <Icon of={Quote} size={14} />
          <span>
            {t("hint.restsOn", { words: hint.restsOn.words, time: clock(hint.restsOn.atMs) })}
          </span>
        </div>
        {hint.source !== null && (
          <div>
            <Icon of={BookOpen} size={14} />
            <span>{t("hint.source", { source: hint.source })}</span>
          </div>
        )}
      </div>
      <footer>
        <Button kind="chosen" icon={Check} onClick={() => void mark("used")}>
          {t("hint.said")}
        </Button>
        <Button icon={Copy} onClick={() => void copy()}>
          {t("hint.copy")}
        </Button>
        <span className="grow" />
        <IconButton icon={X} label={t("hint.dismiss")} onClick={() => void mark("dismissed")} />
      </footer>
    </article>
  );
}
