import type { CallDetail, CallView, Ringing } from "@patchbay/contracts";
import { Phone } from "lucide-react";
import { useNet } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { languageWords, personOf, urgencyWords } from "../ui/call-words.ts";
import { Elapsed } from "../ui/clock.tsx";
import { initials } from "../ui/format.ts";
import { useFineNow } from "../ui/now.ts";
import { problemWords } from "../ui/problem-words.ts";
import { altShift, altShiftName, useShortcut } from "../ui/shortcut.ts";
import { useTelephone } from "../ui/telephone.ts";
import { toast } from "../ui/toaster.tsx";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";
import type { DeskPhone } from "./ports.ts";
import "./ring-card.css";

/** A call that rings for this operator. It never takes the focus: somebody may be typing. */
export function RingCard(props: {
  call: CallView;
  ringing: Ringing;
  /** What is known of the call so far, once it is loaded. */
  detail?: CallDetail | null;
  skewMs: number;
  phone: DeskPhone;
  small?: boolean;
}) {
  const { call, ringing, skewMs, phone, small = false, detail = null } = props;
  const { t } = useWords();
  const { show } = useTelephone();
  const { link } = useNet();
  const person = personOf(call);
  const busy = phone.stage !== "idle" && phone.stage !== "failed";
  const answer = () => phone.answer(call.id, ringing.offerId);
  const decline = async () => {
    const reply = await link.command("call.decline", { callId: call.id, offerId: ringing.offerId });
    if (!reply.ok && reply.problem.code !== "offer_gone")
      toast.error(problemWords(reply.problem, t));
  };
  useShortcut("A", busy ? null : answer);
  useShortcut("D", () => void decline());
  return (
    <div
      className={small ? "ring-card is-small" : "ring-card"}
      role="alertdialog"
      aria-label={t("ring.label")}
      data-testid="ring-card"
    >
      <div className="ring-head">
        <span className="ring-pulse">
          <Who kind="caller" size="large" initials={initials(person.name)} />
        </span>
        <div className="grow">
          <div className="small soft">{t(`ring.${ringing.reason}`)}</div>
          <h2 className="title cut">{person.name ?? show(person.number)}</h2>
          <div className="soft">
            {person.name !== null && <>{show(person.number)} · </>}
            {languageWords(call.language, t)}
          </div>
        </div>
        <div className="ring-wait">
          <div className="title">
            <Elapsed since={ringing.offeredAt} skewMs={skewMs} label={t("ring.waiting")} />
          </div>
          <div className="small soft">{t("ring.waiting")}</div>
        </div>
      </div>
      <Countdown ringing={ringing} skewMs={skewMs} />
      {ringing.brief !== "" && (
        <div className="ring-brief">
          <h3 className="section-title">{t("ring.brief")}</h3>
          <p>{ringing.brief}</p>
        </div>
      )}
      {detail !== null && <RingFacts detail={detail} />}
      <div className="ring-acts">
        <Button
          size="large"
          keys={altShift("D")}
          aria-keyshortcuts={altShiftName("D")}
          onClick={() => void decline()}
        >
          {t("ring.decline")}
        </Button>
        <Button
          kind="primary"
          size="large"
          icon={Phone}
          keys={altShift("A")}
          aria-keyshortcuts={altShiftName("A")}
          disabled={busy}
          onClick={answer}
        >
          {t("ring.answer")}
        </Button>
      </div>
    </div>
  );
}

/** Problem and address before the voice, and the last words said. */
function RingFacts({ detail }: { detail: CallDetail }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const { request } = detail;
  const said = detail.utterances.filter((one) => !one.untranscribed).slice(-2);
  const rows = [
    ["request.problem", request?.problem],
    ["request.address", request?.address],
    ["request.urgency", request?.urgency == null ? null : urgencyWords(request.urgency, t)],
    ["request.callback", request?.callbackNumber == null ? null : show(request.callbackNumber)],
  ] as const;
  return (
    <>
      {request !== null && (
        <div className="ring-brief">
          <dl className="facts">
            {rows.flatMap(([label, value]) =>
              value == null
                ? []
                : [<dt key={label}>{t(label)}</dt>, <dd key={`${label}-value`}>{value}</dd>],
            )}
          </dl>
        </div>
      )}
      {said.length > 0 && (
        <ol className="ring-brief ring-said" lang={detail.call.language}>
          {said.map((one) => (
            <li key={one.id}>
              <Who kind={one.speaker === "system" ? "nobody" : one.speaker} />
              <span>{one.text}</span>
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Countdown({ ringing, skewMs }: { ringing: Ringing; skewMs: number }) {
  const { t } = useWords();
  const now = useFineNow() + skewMs;
  const from = Date.parse(ringing.offeredAt);
  const to = Date.parse(ringing.expiresAt);
  const left = Math.max(0, Math.min(1, (to - now) / Math.max(1, to - from)));
  return (
    <div
      className="ring-count"
      role="progressbar"
      aria-label={t("ring.left")}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(left * 100)}
    >
      <i style={{ width: `${left * 100}%` }} />
    </div>
  );
}
