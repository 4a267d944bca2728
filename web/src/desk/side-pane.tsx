import type { CallDetail } from "@patchbay/contracts";
import { Tabs } from "radix-ui";
import { useEffect, useState } from "react";
import { useMe } from "../net/net.tsx";
import { engineWords, languageWords, personOf } from "../ui/call-words.ts";
import { clock } from "../ui/format.ts";
import { timeline } from "../ui/talk/event-words.ts";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";
import { Collected } from "./collected.tsx";
import { HintCard } from "./hint-card.tsx";

type Tab = "caller" | "hint" | "events";

export function SidePane({ detail, nowMs }: { detail: CallDetail; nowMs: () => number }) {
  const { t } = useWords();
  const [tab, setTab] = useState<Tab>("caller");
  const open = detail.hints.filter((hint) => hint.state === "shown");
  const newest = open.at(-1) ?? null;
  const newestId = newest?.id ?? null;
  // A new hint comes to the front by itself; the focus stays where it is.
  useEffect(() => {
    if (newestId !== null) setTab("hint");
  }, [newestId]);
  return (
    <Tabs.Root className="side" value={tab} onValueChange={(value) => setTab(value as Tab)}>
      <Tabs.List className="tabs" aria-label={t("side.label")}>
        <Tabs.Trigger className="tab" value="caller">
          {t("side.caller")}
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="hint">
          {t("side.hint")}
          {open.length > 0 && <span className="count">{open.length}</span>}
        </Tabs.Trigger>
        <Tabs.Trigger className="tab" value="events">
          {t("side.events")}
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content className="side-body" value="caller">
        <CallerFacts detail={detail} />
        <Collected detail={detail} />
      </Tabs.Content>
      <Tabs.Content className="side-body" value="hint">
        {newest === null ? (
          <p className="soft">{t("hint.none")}</p>
        ) : (
          <HintCard hint={newest} call={detail.call} nowMs={nowMs} />
        )}
        <Collected detail={detail} />
        <EarlierHints detail={detail} exceptId={newestId} />
      </Tabs.Content>
      <Tabs.Content className="side-body" value="events">
        <Events detail={detail} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function CallerFacts({ detail }: { detail: CallDetail }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const { call } = detail;
  const person = personOf(call);
  const ours = call.direction === "inbound" ? call.toNumber : call.fromNumber;
  const isRecorded =
    call.status === "ended" &&
    detail.events.some((e) => e.type === "noted" && e.note === "recording_started");
  const heard = detail.events.find((e) => e.type === "noted" && e.note === "disclosure_heard");
  return (
    <dl className="facts">
      <dt>{t("caller.name")}</dt>
      <dd className="firm">{person.name ?? t("caller.unknown")}</dd>
      <dt>{t("caller.telephone")}</dt>
      <dd>{show(person.number)}</dd>
      <dt>{t(call.direction === "inbound" ? "caller.called" : "caller.calledFrom")}</dt>
      <dd>{show(ours)}</dd>
      <dt>{t("caller.language")}</dt>
      <dd>{languageWords(call.language, t)}</dd>
      {call.direction === "inbound" && call.engine !== null && (
        <>
          <dt>{t("engine.label")}</dt>
          <dd>
            {engineWords(call.engine, t)}
            <div className="small faint">{t(`engineAbout.${call.engine}`)}</div>
          </dd>
        </>
      )}
      <dt>{t("caller.recording")}</dt>
      <dd>
        {heard === undefined
          ? t(isRecorded ? "recording.done" : `recording.${call.recording}`)
          : t("recording.announced", { time: clock(heard.atMs) })}
      </dd>
      {call.listeners.length > 0 && (
        <>
          <dt>{t("caller.listeners")}</dt>
          <dd>{call.listeners.map((one) => one.name).join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

function EarlierHints({ detail, exceptId }: { detail: CallDetail; exceptId: string | null }) {
  const { t } = useWords();
  const earlier = detail.hints.filter((hint) => hint.id !== exceptId);
  if (earlier.length === 0) return null;
  return (
    <section>
      <h3 className="section-title">{t("hint.earlier")}</h3>
      <ul className="event-lines">
        {earlier.map((hint) => (
          <li key={hint.id}>
            <time>{clock(hint.atMs)}</time>
            <span className="grow cut">{hint.title}</span>
            <span className="small soft">{t(`hintState.${hint.state}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Events({ detail }: { detail: CallDetail }) {
  const { t, locale } = useWords();
  const me = useMe();
  const lines = timeline(detail.events, t, locale, me.name);
  if (lines.length === 0) return <p className="soft">{t("events.none")}</p>;
  return (
    <ul className="event-lines" data-testid="events">
      {lines.map((line) => (
        <li key={line.seq}>
          <time>{clock(line.atMs)}</time>
          <span className="grow">{line.words.title}</span>
        </li>
      ))}
    </ul>
  );
}
