import { Rows2, Rows3 } from "lucide-react";
import { useMemo, useState } from "react";
import { liveCalls } from "../net/call-store.ts";
import { useCalls, useMe } from "../net/net.tsx";
import { IconButton } from "../ui/button.tsx";
import { cx } from "../ui/classes.ts";
import { LoadingRows } from "../ui/empty.tsx";
import { useWords } from "../ui/words/words.ts";
import { CallRow } from "./call-row.tsx";
import { RecentCalls } from "./recent-calls.tsx";

const STORED = "patchbay.compact-rows";

export function LiveList({
  selectedId,
  listeningId,
}: {
  selectedId: string | null;
  listeningId: string | null;
}) {
  const { t } = useWords();
  const me = useMe();
  const calls = useCalls((state) => state.calls);
  const loaded = useCalls((state) => state.loaded);
  const operators = useCalls((state) => state.operators);
  const skewMs = useCalls((state) => state.skewMs);
  const [compact, setCompact] = useState(() => localStorage.getItem(STORED) === "yes");
  const list = useMemo(() => liveCalls({ calls }), [calls]);
  const toggle = () => {
    localStorage.setItem(STORED, compact ? "no" : "yes");
    setCompact(!compact);
  };
  return (
    <>
      <div className="pane-head">
        <h2>{t("list.title")}</h2>
        <span className="count" data-testid="live-count">
          {loaded ? list.length : ""}
        </span>
        <span className="grow" />
        <IconButton
          size="small"
          icon={compact ? Rows2 : Rows3}
          label={t(compact ? "list.comfortable" : "list.compact")}
          onClick={toggle}
        />
      </div>
      <div className="list-scroll">
        {!loaded && <LoadingRows label={t("list.loading")} rows={4} />}
        {loaded && list.length === 0 && <p className="list-none">{t("list.none")}</p>}
        <ul className={cx("call-rows", compact && "is-compact")} aria-label={t("list.title")}>
          {list.map((call) => (
            <CallRow
              key={call.id}
              call={call}
              selected={call.id === selectedId}
              listening={call.id === listeningId}
              meId={me.userId}
              ringingName={
                call.ringing === null ? null : (operators[call.ringing.operatorId]?.name ?? null)
              }
              skewMs={skewMs}
            />
          ))}
        </ul>
        <RecentCalls liveCount={list.length} />
      </div>
    </>
  );
}
