import type { CallDetail } from "@patchbay/contracts";
import { ChevronLeft, Link2 } from "lucide-react";
import { useMemo } from "react";
import { Link } from "react-router";
import { useCalls, useMe } from "../net/net.tsx";
import { IconButton } from "../ui/button.tsx";
import { languageWords, personOf } from "../ui/call-words.ts";
import { Elapsed } from "../ui/clock.tsx";
import { initials } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { lines } from "../ui/talk/lines.ts";
import { spans } from "../ui/talk/spans.ts";
import { Transcript } from "../ui/talk/transcript.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { toast } from "../ui/toaster.tsx";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";
import { CallBar } from "./call-bar.tsx";
import type { DeskListening, DeskPhone } from "./ports.ts";

const noPartials: never[] = [];

export function CallPane(props: {
  detail: CallDetail;
  phone: DeskPhone;
  listening: DeskListening;
}) {
  const { detail, phone, listening } = props;
  const { call } = detail;
  const { t } = useWords();
  const me = useMe();
  const partials = useCalls((state) => state.partials[call.id]) ?? noPartials;
  const held = useMemo(
    () => spans(call, detail.events, Number.MAX_SAFE_INTEGER),
    [call, detail.events],
  );
  const rows = useMemo(
    () => lines(detail.utterances, detail.events, partials, held),
    [detail.utterances, detail.events, partials, held],
  );
  return (
    <>
      <CallHead detail={detail} />
      {rows.length === 0 ? (
        <p className="talk-none soft">
          {t(
            call.status === "ringing"
              ? "talk.ringing"
              : call.status === "ended"
                ? "talk.nothing"
                : "talk.none",
          )}
        </p>
      ) : (
        <Transcript
          key={call.id}
          lines={rows}
          callerName={call.callerName}
          operatorName={call.holder.kind === "operator" ? call.holder.name : null}
          selfName={me.name}
          follow
        />
      )}
      <CallBar detail={detail} phone={phone} listening={listening} speaking={partials.length > 0} />
    </>
  );
}

function CallHead({ detail: { call } }: { detail: CallDetail }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const skewMs = useCalls((state) => state.skewMs);
  const person = personOf(call);
  const about = [
    person.name === null ? null : show(person.number),
    languageWords(call.language, t),
    call.direction === "inbound"
      ? t("head.called", { number: show(call.toNumber) })
      : t("head.dialled"),
  ];
  const copyLink = async () => {
    await navigator.clipboard.writeText(window.location.href);
    toast.success(t("head.linkCopied"));
  };
  return (
    <header className="call-head">
      <Link className="call-back" to="/telephony" aria-label={t("head.back")}>
        <Icon of={ChevronLeft} size={20} />
      </Link>
      <Who kind="caller" size="middle" initials={initials(person.name)} />
      <div className="grow">
        <h2 className="call-name cut">{person.name ?? show(person.number)}</h2>
        <div className="small faint cut">{about.filter((part) => part !== null).join(" · ")}</div>
      </div>
      <IconButton
        icon={Link2}
        label={t("head.copyLink")}
        className="call-copy"
        onClick={() => void copyLink()}
      />
      <span className="divider" />
      <span className="title">
        <Elapsed
          since={call.answeredAt ?? call.startedAt}
          until={call.endedAt}
          skewMs={skewMs}
          label={t("head.time")}
        />
      </span>
    </header>
  );
}
