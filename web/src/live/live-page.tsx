import { useMemo } from "react";
import { liveCalls } from "../net/call-store.ts";
import { useCalls } from "../net/net.tsx";
import { Empty, LoadingRows, ToTelephony } from "../ui/empty.tsx";
import { clock } from "../ui/format.ts";
import { useNow } from "../ui/now.ts";
import { useWords } from "../ui/words/words.ts";
import { LiveCallRow } from "./live-call-row.tsx";
import { OperatorTable } from "./operator-table.tsx";
import "./live.css";

/** What listening needs here; the application plugs it in. */
export interface LiveListening {
  callId: string | null;
  start(callId: string): void;
  stop(): void;
}

/** All calls and all operators at a glance, for whoever supervises. */
export function LivePage({ listening }: { listening: LiveListening }) {
  const { t } = useWords();
  const calls = useCalls((state) => state.calls);
  const loaded = useCalls((state) => state.loaded);
  const list = useMemo(() => liveCalls({ calls }), [calls]);
  return (
    <main className="page live">
      <div className="page-head">
        <h1 className="title">{t("live.title")}</h1>
      </div>
      <Tiles />
      <div className="sheet live-calls">
        {!loaded && <LoadingRows label={t("list.loading")} />}
        {loaded && list.length === 0 && (
          <Empty art title={t("live.none")} actions={<ToTelephony />}>
            {t("live.noneText")}
          </Empty>
        )}
        {list.length > 0 && (
          <table className="grid-table" aria-label={t("list.title")}>
            <thead>
              <tr>
                <th scope="col">{t("history.caller")}</th>
                <th scope="col">{t("live.heldBy")}</th>
                <th scope="col">{t("live.state")}</th>
                <th scope="col">{t("history.language")}</th>
                <th scope="col" className="is-number">
                  {t("live.time")}
                </th>
                <th scope="col">{t("live.listeners")}</th>
                <th scope="col">
                  <span className="unseen">{t("act.listen")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {list.map((call) => (
                <LiveCallRow key={call.id} call={call} listening={listening} />
              ))}
            </tbody>
          </table>
        )}
      </div>
      <OperatorTable />
    </main>
  );
}

function Tiles() {
  const { t } = useWords();
  const calls = useCalls((state) => state.calls);
  const operators = useCalls((state) => state.operators);
  const skewMs = useCalls((state) => state.skewMs);
  const now = useNow() + skewMs;
  const list = liveCalls({ calls });
  const held = (kind: string) => list.filter((call) => call.holder.kind === kind).length;
  const waiting = list.filter((call) => call.holder.kind === "nobody" || call.ringing !== null);
  const longest = waiting.reduce(
    (most, call) => Math.max(most, now - Date.parse(call.startedAt)),
    0,
  );
  const people = Object.values(operators);
  const reachable = people.filter((one) => one.presence !== "away").length;
  return (
    <div className="sheet tiles">
      <Tile
        name={t("live.callsNow")}
        value={String(list.length)}
        detail={t("live.callsNowDetail", { bot: held("bot"), operator: held("operator") })}
      />
      <Tile
        name={t("live.waiting")}
        value={String(waiting.length)}
        detail={waiting.length === 0 ? " " : t("live.waitingDetail", { time: clock(longest) })}
      />
      <Tile
        name={t("live.reachable")}
        value={t("live.reachableValue", { count: reachable, all: people.length })}
        detail={t("live.reachableDetail")}
      />
    </div>
  );
}

function Tile({ name, value, detail }: { name: string; value: string; detail: string }) {
  return (
    <div className="tile">
      <span className="tile-name">{name}</span>
      <strong className="tile-value tabular">{value}</strong>
      <span className="tile-detail">{detail}</span>
    </div>
  );
}
