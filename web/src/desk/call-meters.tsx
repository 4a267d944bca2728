import type { CallDetail, CallView } from "@patchbay/contracts";
import { ClockAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { useCalls, useLevels } from "../net/net.tsx";
import { Chip } from "../ui/chip.tsx";
import { age } from "../ui/format.ts";
import { Meter } from "../ui/meter.tsx";
import { useFineNow } from "../ui/now.ts";
import { useWords } from "../ui/words/words.ts";
import type { Part } from "./call-bar.tsx";
import { callTimeMs } from "./call-time.ts";
import type { DeskPhone } from "./ports.ts";

/** Levels older than this are no longer levels. */
const STALE_MS = 600;
const SILENT_LINE_MS = 3_000;

export function BarMeters({ call, part, phone }: { call: CallView; part: Part; phone: DeskPhone }) {
  const { t } = useWords();
  const now = useFineNow();
  const measured = useLevels((all) => all[call.id]);
  const mine = useOwnLevels(part === "live" ? phone : null);
  if (part === "over") return null;
  const fresh = measured !== undefined && now - measured.receivedAt < STALE_MS;
  const other = call.holder.kind === "bot" ? "bot" : "operator";
  return (
    <span className="bar-meters">
      <Meter
        of="caller"
        label={t("who.caller")}
        level={part === "live" ? mine.heard : fresh ? measured.caller : 0}
      />
      {part === "live" ? (
        <Meter of="operator" label={t("who.you")} level={phone.muted ? 0 : mine.sent} />
      ) : (
        <Meter
          of={other}
          label={t(other === "bot" ? "who.bot" : "who.operator")}
          level={fresh ? measured.other : 0}
        />
      )}
    </span>
  );
}

/** Reads the telephone's meters as often as the screen is drawn, at most 15 times a second. */
function useOwnLevels(phone: DeskPhone | null): { sent: number; heard: number } {
  const [levels, setLevels] = useState({ sent: 0, heard: 0 });
  const read = phone?.levels;
  useEffect(() => {
    if (read === undefined) return;
    const timer = setInterval(() => setLevels(read()), 66);
    return () => clearInterval(timer);
  }, [read]);
  return phone === null ? { sent: 0, heard: 0 } : levels;
}

/** How old the newest sound and the newest word are; the first place to look when nothing comes. */
export function SoundAges({
  detail,
  speaking,
  wordsToo = true,
}: {
  detail: CallDetail;
  speaking: boolean;
  wordsToo?: boolean;
}) {
  const { t, locale } = useWords();
  const { call } = detail;
  const now = useFineNow();
  const skewMs = useCalls((state) => state.skewMs);
  const measured = useLevels((all) => all[call.id]);
  if (call.status !== "live" || measured === undefined) return null;
  const frameMs = measured.frameAgeMs + Math.max(0, now - measured.receivedAt);
  if (frameMs > SILENT_LINE_MS) {
    return (
      <Chip tone="warn" icon={ClockAlert} data-testid="no-audio">
        {t("bar.noAudio", { seconds: age(frameMs, locale) })}
      </Chip>
    );
  }
  const lastWordMs = detail.utterances.reduce((latest, u) => Math.max(latest, u.endedMs), 0);
  const parts = [t(wordsToo ? "bar.audioAge" : "bar.audioAgo", { seconds: age(frameMs, locale) })];
  if (wordsToo && (speaking || lastWordMs > 0)) {
    const wordMs = speaking ? 0 : callTimeMs(call, skewMs, now) - lastWordMs;
    parts.push(t("bar.wordAge", { seconds: age(wordMs, locale) }));
  }
  return <span className="bar-ages tabular">{parts.join(" · ")}</span>;
}
