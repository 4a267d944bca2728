import { PhoneCall } from "lucide-react";
import { useEffect, useState } from "react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useCalls, useMe, useNet } from "../net/net.tsx";
import { Empty, LoadingRows } from "../ui/empty.tsx";
import { Icon } from "../ui/icon.tsx";
import { useMedia } from "../ui/media.ts";
import { Panes } from "../ui/panes.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { useWords } from "../ui/words/words.ts";
import { CallPane } from "./call-pane.tsx";
import { callTimeMs } from "./call-time.ts";
import { Dial } from "./dial.tsx";
import { LiveList } from "./live-list.tsx";
import type { DeskListening, DeskPhone } from "./ports.ts";
import { RingCard } from "./ring-card.tsx";
import { SidePane } from "./side-pane.tsx";
import { TestCallButton, TestCallChoice } from "./test-call.tsx";
import "./desk.css";

/** The operator's room: who calls, what is said, what to do. */
export function Desk(props: { callId: string | null; phone: DeskPhone; listening: DeskListening }) {
  const { callId, phone } = props;
  const narrow = useMedia("(max-width: 900px)");
  const { t } = useWords();
  const list = <ListPane {...props} />;
  const centre = <Centre {...props} />;
  const ringId = useCalls((state) => state.rings[0]?.call.id ?? null);
  const besideId = ringId !== null && !isJoined(phone) ? ringId : callId;
  const side = besideId === null ? <NoSide /> : <Side callId={besideId} />;
  useWatched(callId);
  useWatched(ringId === callId ? null : ringId);
  if (narrow) {
    return (
      <main className="desk is-narrow">
        <h1 className="unseen">{t("nav.telephony")}</h1>
        {callId === null ? (
          <NarrowList {...props} list={list} />
        ) : (
          <NarrowCall callId={callId} centre={centre} side={side} />
        )}
      </main>
    );
  }
  return (
    <main className="desk">
      <h1 className="unseen">{t("nav.telephony")}</h1>
      <Panes
        name="desk"
        start={{ size: 280, min: 220, max: 420, label: t("desk.listWidth") }}
        end={{ size: 340, min: 260, max: 520, label: t("desk.sideWidth") }}
      >
        {list}
        {centre}
        {side}
      </Panes>
    </main>
  );
}

/** In a call nothing may cover it; another ring waits. */
function isJoined(phone: DeskPhone): boolean {
  return phone.stage === "live" || phone.stage === "ending" || phone.stage === "connecting";
}

function useWatched(callId: string | null): void {
  const { store } = useNet();
  useEffect(() => (callId === null ? undefined : store.watch(callId)), [store, callId]);
}

function ListPane({
  callId,
  phone,
  listening,
}: {
  callId: string | null;
  phone: DeskPhone;
  listening: DeskListening;
}) {
  const me = useMe();
  const busy = phone.stage !== "idle" && phone.stage !== "failed";
  return (
    <div className="pane-column">
      <LiveList selectedId={callId} listeningId={listening.callId} />
      <div className="list-foot">
        {me.grants.includes("calls.dial") && <Dial phone={phone} disabled={busy} />}
        <TestCallButton />
        <TestCallChoice />
      </div>
    </div>
  );
}

function Centre({
  callId,
  phone,
  listening,
}: {
  callId: string | null;
  phone: DeskPhone;
  listening: DeskListening;
}) {
  const { t } = useWords();
  const { store } = useNet();
  const ring = useCalls((state) => state.rings[0]);
  const skewMs = useCalls((state) => state.skewMs);
  const detail = useCalls((state) => (callId === null ? undefined : state.watched[callId]?.detail));
  const refusal = useStore(store.unwatchable, (all) => (callId === null ? undefined : all[callId]));
  const ringDetail = useCalls((state) => state.watched[state.rings[0]?.call.id ?? ""]?.detail);
  if (ring !== undefined && !isJoined(phone)) {
    return (
      <div className="ring-stage">
        {phone.trouble}
        <RingCard {...ring} detail={ringDetail ?? null} skewMs={skewMs} phone={phone} />
      </div>
    );
  }
  if (callId === null) return <NothingChosen phone={phone} />;
  if (refusal !== undefined && detail === undefined) {
    return <Empty title={t("desk.callGone")}>{problemWords(refusal, t)}</Empty>;
  }
  if (detail === undefined) return <LoadingRows label={t("talk.loading")} />;
  return <CallPane detail={detail} phone={phone} listening={listening} />;
}

function NothingChosen({ phone }: { phone: DeskPhone }) {
  const { t } = useWords();
  const { config } = useNet();
  const count = useCalls(
    (state) => Object.values(state.calls).filter((c) => c.status !== "ended").length,
  );
  const loaded = useCalls((state) => state.loaded);
  return (
    <div className="desk-empty">
      {phone.trouble}
      {loaded && count === 0 ? (
        <Empty
          art
          title={t("desk.noCalls")}
          actions={
            <>
              <TestCallButton primary />
              {config.boothUrl !== null && (
                <a
                  className="button is-plain"
                  href={config.boothUrl}
                  target="_blank"
                  rel="noreferrer"
                >
                  <Icon of={PhoneCall} />
                  {t("desk.booth")}
                </a>
              )}
            </>
          }
        >
          {t("desk.noCallsText")}
        </Empty>
      ) : (
        <Empty art title={t("desk.choose")}>
          {t("desk.chooseText")}
        </Empty>
      )}
    </div>
  );
}

function NoSide() {
  const { t } = useWords();
  return (
    <aside className="side-none soft">
      <p>{t("side.none")}</p>
    </aside>
  );
}

function Side({ callId }: { callId: string }) {
  const detail = useCalls((state) => state.watched[callId]?.detail);
  const skewMs = useCalls((state) => state.skewMs);
  if (detail === undefined) return <NoSide />;
  return <SidePane detail={detail} nowMs={() => callTimeMs(detail.call, skewMs, Date.now())} />;
}

function NarrowList({
  list,
  ...props
}: {
  list: ReactNode;
  callId: string | null;
  phone: DeskPhone;
  listening: DeskListening;
}) {
  const rings = useCalls((state) => state.rings.length > 0);
  return <div className="pane pane-column">{rings ? <Centre {...props} /> : list}</div>;
}

function NarrowCall(props: { callId: string; centre: ReactNode; side: ReactNode }) {
  const { callId, centre, side } = props;
  const hints = useCalls(
    (state) =>
      state.watched[callId]?.detail.hints.filter((hint) => hint.state === "shown").length ?? 0,
  );
  const { t } = useWords();
  const [showSide, setShowSide] = useState(false);
  return (
    <div className="pane pane-column">
      <div className="narrow-switch" role="group" aria-label={t("side.label")}>
        <button
          type="button"
          className="tab"
          data-state={showSide ? "inactive" : "active"}
          aria-pressed={!showSide}
          onClick={() => setShowSide(false)}
        >
          {t("talk.label")}
        </button>
        <button
          type="button"
          className="tab"
          data-state={showSide ? "active" : "inactive"}
          aria-pressed={showSide}
          onClick={() => setShowSide(true)}
        >
          {t("side.aboutCall")}
          {hints > 0 && <span className="count">{t("chip.hints", { count: hints })}</span>}
        </button>
      </div>
      {showSide ? side : centre}
    </div>
  );
}
