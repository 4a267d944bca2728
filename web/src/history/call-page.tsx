import type { CallDetail } from "@patchbay/contracts";
import { useQuery } from "@tanstack/react-query";
import { ClipboardCheck, Headset, Link2, RotateCw, Search } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { Link, useParams, useSearchParams } from "react-router";
import { useMe, useNet } from "../net/net.tsx";
import { RefusedError } from "../net/rest.ts";
import { Button } from "../ui/button.tsx";
import { languageWords, outcomeWords, personOf } from "../ui/call-words.ts";
import { Chip } from "../ui/chip.tsx";
import { Empty, LoadingRows } from "../ui/empty.tsx";
import { clock, moment } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { lines } from "../ui/talk/lines.ts";
import { spans } from "../ui/talk/spans.ts";
import { Transcript } from "../ui/talk/transcript.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { toast } from "../ui/toaster.tsx";
import { useWords } from "../ui/words/words.ts";
import { CostSheet, EventSheet, RequestSheet } from "./call-sheets.tsx";
import { Recording } from "./recording.tsx";
import { SummarySheet } from "./summary-sheet.tsx";
import "./history.css";
import "./call-page.css";

export function CallPage() {
  const { callId = "" } = useParams();
  const { t } = useWords();
  const { rest } = useNet();
  const call = useQuery({
    queryKey: ["call", callId],
    queryFn: () => rest.call(callId),
    // The recording and the cost follow some seconds after the end.
    refetchInterval: (query) => (isSettled(query.state.data) ? false : 3_000),
  });
  if (call.isPending) {
    return (
      <main className="page">
        <LoadingRows label={t("call.loading")} rows={8} />
      </main>
    );
  }
  if (call.isError) {
    return (
      <main className="page">
        <Empty
          title={t("call.failed")}
          actions={
            <>
              <Button kind="primary" icon={RotateCw} onClick={() => void call.refetch()}>
                {t("start.again")}
              </Button>
              <Link className="button is-plain" to="/history">
                {t("nav.history")}
              </Link>
            </>
          }
        >
          {call.error instanceof RefusedError
            ? problemWords(call.error.problem, t)
            : t("problem.unreachable")}
        </Empty>
      </main>
    );
  }
  return <LoadedCall key={callId} detail={call.data} />;
}

function isSettled(detail: CallDetail | undefined): boolean {
  if (detail === undefined || detail.call.status !== "ended") return false;
  return detail.recordings.every((one) => one.status !== "pending") && detail.cost !== null;
}

function LoadedCall({ detail }: { detail: CallDetail }) {
  const me = useMe();
  const [search] = useSearchParams();
  const startMs = Math.max(0, Number(search.get("t") ?? 0) * 1000) || 0;
  const { call } = detail;
  const endMs = useMemo(() => lengthMs(detail), [detail]);
  const held = useMemo(() => spans(call, detail.events, endMs), [call, detail.events, endMs]);
  const rows = useMemo(() => lines(detail.utterances, detail.events, [], held), [detail, held]);
  const [positionMs, setPositionMs] = useState(startMs);
  const [seek, setSeek] = useState({ ms: 0, count: 0 });
  const [find, setFind] = useState("");
  const { t } = useWords();
  const onSeek = useCallback(
    (ms: number) => setSeek((before) => ({ ms, count: before.count + 1 })),
    [],
  );
  const playable = detail.recordings.some((one) => one.status === "ready");
  return (
    <main className="page call-page">
      <CallTitle detail={detail} positionMs={positionMs} />
      <Recording
        detail={detail}
        held={held}
        endMs={endMs}
        startMs={startMs}
        seek={seek}
        onPosition={setPositionMs}
      />
      <div className="call-columns">
        <div className="sheet call-transcript">
          <div className="sheet-head">
            <h2>{t("call.transcript")}</h2>
            <span className="grow" />
            <label className="search-field">
              <Icon of={Search} />
              <span className="unseen">{t("call.wordsSaid")}</span>
              <input
                className="field"
                type="search"
                placeholder={t("call.wordsSaid")}
                value={find}
                onChange={(event) => setFind(event.target.value)}
              />
            </label>
          </div>
          {rows.length === 0 ? (
            <p className="call-none soft">{t("call.noWords")}</p>
          ) : (
            <Transcript
              lines={rows}
              callerName={call.callerName}
              operatorName={null}
              selfName={me.name}
              follow={false}
              playingMs={playable ? positionMs : null}
              find={find}
              {...(playable ? { onSeek } : {})}
            />
          )}
        </div>
        <div className="call-side">
          <EventSheet detail={detail} {...(playable ? { onSeek } : {})} />
        </div>
        <div className="call-side">
          <RequestSheet request={detail.request} />
          <SummarySheet detail={detail} />
          <CostSheet cost={detail.cost} />
        </div>
      </div>
    </main>
  );
}

function lengthMs(detail: CallDetail): number {
  const { call, utterances, events, recordings } = detail;
  const ends = [
    (call.durationSeconds ?? 0) * 1000,
    ...utterances.map((one) => one.endedMs),
    ...events.map((one) => one.atMs),
    ...recordings.map((one) => one.startedMs + (one.durationMs ?? 0)),
  ];
  return Math.max(1_000, ...ends);
}

function CallTitle({ detail: { call }, positionMs }: { detail: CallDetail; positionMs: number }) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const person = personOf(call);
  const about = [
    moment(call.startedAt, locale),
    clock((call.durationSeconds ?? 0) * 1000),
    languageWords(call.language, t),
    // Non-breaking: half a number on the next line is read as another one.
    person.name === null ? null : show(person.number).replaceAll(" ", "\u00a0"),
  ];
  const copy = async () => {
    const url = new URL(window.location.href);
    url.searchParams.set("t", String(Math.floor(positionMs / 1000)));
    await navigator.clipboard.writeText(url.href);
    toast.success(t("head.linkCopied"));
  };
  return (
    <div className="page-head">
      <Link className="text-link" to="/history">
        {t("nav.history")}
      </Link>
      <span className="faint" aria-hidden="true">
        /
      </span>
      <h1 className="title">{person.name ?? show(person.number)}</h1>
      <span className="soft tabular">{about.filter((one) => one !== null).join(" · ")}</span>
      <span className="grow" />
      {call.demo && <Chip tone="dashed">{t("history.demo")}</Chip>}
      {call.takenOver && (
        <Chip tone="human" icon={Headset}>
          {t("outcome.taken_over")}
        </Chip>
      )}
      {call.outcome !== null && call.outcome !== "taken_over" && (
        <Chip icon={ClipboardCheck}>{outcomeWords(call.outcome, t)}</Chip>
      )}
      <Button icon={Link2} onClick={() => void copy()}>
        {t("call.copyLinkAt", { time: clock(positionMs) })}
      </Button>
    </div>
  );
}
