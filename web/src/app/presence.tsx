import { CircleCheck, CircleSlash, CloudOff, Headset, Signal, SignalLow } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { useCalls, useLinkState, useMe, useNet } from "../net/net.tsx";
import { Chip } from "../ui/chip.tsx";
import { cx } from "../ui/classes.ts";
import { Icon } from "../ui/icon.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";
import { usePlugs } from "./plugs.tsx";

/** Whether calls ring here, as the server sees it; a press turns it on or off. */
export function ReachChip() {
  const { t } = useWords();
  const { link } = useNet();
  const me = useMe();
  const state = useLinkState();
  const presence = useCalls((s) => s.operators[me.userId]?.presence ?? null);
  const [busy, setBusy] = useState(false);
  if (!me.grants.includes("calls.take")) return null;
  if (state !== "up") {
    return (
      <Chip tone="bad" icon={CloudOff} data-testid="reach">
        {t("reach.unreachable")}
      </Chip>
    );
  }
  const away = presence === "away";
  const onCall = presence === "on_call";
  const toggle = async () => {
    setBusy(true);
    if (away) await askForNotifications();
    const answer = await link.command("presence.set", { presence: away ? "available" : "away" });
    setBusy(false);
    if (!answer.ok) toast.error(problemWords(answer.problem, t));
  };
  return (
    <button
      type="button"
      className={cx("chip", "status-chip", !away && !onCall && "is-reachable")}
      data-testid="reach"
      aria-pressed={!away}
      title={t(away ? "reach.goAvailable" : "reach.goAway")}
      disabled={busy || onCall}
      onClick={() => void toggle()}
    >
      <Icon of={onCall ? Headset : away ? CircleSlash : CircleCheck} size={14} />
      <span className="status-word">
        {t(onCall ? "reach.onCall" : away ? "reach.away" : "reach.reachable")}
      </span>
    </button>
  );
}

async function askForNotifications(): Promise<void> {
  if ("Notification" in window && Notification.permission === "default") {
    await Notification.requestPermission();
  }
}

/** Above these a conversation suffers. */
const LIMITS = { rttMs: 400, jitterMs: 30, lost: 0.01, mos: 3 };

/** How the line is, while there is one. */
export function LineChip() {
  const { t } = useWords();
  const { softphone } = usePlugs();
  const quality = useStore(softphone.quality);
  if (quality === null) return null;
  const weak =
    quality.rttMs > LIMITS.rttMs ||
    quality.jitterMs > LIMITS.jitterMs ||
    quality.lost > LIMITS.lost ||
    (quality.mos > 0 && quality.mos < LIMITS.mos);
  return (
    <span className="line-chip">
      <Chip
        tone={weak ? "warn" : "bare"}
        icon={weak ? SignalLow : Signal}
        aside={t("line.ms", { ms: Math.round(quality.rttMs) })}
      >
        {t(weak ? "line.weak" : "line.good")}
      </Chip>
    </span>
  );
}
