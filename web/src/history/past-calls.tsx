import type { CallsPage } from "@patchbay/contracts";
import { AudioLines, PhoneIncoming, PhoneOutgoing } from "lucide-react";
import { Link } from "react-router";
import { languageWords, outcomeWords, personOf } from "../ui/call-words.ts";
import { Chip } from "../ui/chip.tsx";
import { clock, moment } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";

type PastCall = CallsPage["calls"][number];

/** A table on a desk, cards on a phone: the same cells, placed by the stylesheet. */
export function PastCalls({ calls }: { calls: readonly PastCall[] }) {
  const { t } = useWords();
  return (
    <table className="grid-table past-calls" aria-label={t("history.title")}>
      <thead>
        <tr>
          <th scope="col">{t("history.caller")}</th>
          <th scope="col">{t("history.held")}</th>
          <th scope="col">{t("history.outcome")}</th>
          <th scope="col">{t("history.language")}</th>
          <th scope="col">{t("history.started")}</th>
          <th scope="col" className="is-number">
            {t("history.duration")}
          </th>
          <th scope="col">
            <span className="unseen">{t("history.recording")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call) => (
          <PastRow key={call.id} call={call} />
        ))}
      </tbody>
    </table>
  );
}

function PastRow({ call }: { call: PastCall }) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const person = personOf(call);
  const byOperator = call.operatorName !== null;
  return (
    <tr data-testid="history-row" data-call={call.id}>
      <td className="past-person">
        <div className="past-caller">
          <span className="past-direction" title={t(`direction.${call.direction}`)}>
            <Icon of={call.direction === "inbound" ? PhoneIncoming : PhoneOutgoing} />
          </span>
          <Link className="past-link" to={`/history/${call.id}`}>
            {person.name ?? show(person.number)}
          </Link>
          {person.name !== null && <span className="past-number faint">{show(person.number)}</span>}
          {call.demo && <Chip tone="dashed">{t("history.demo")}</Chip>}
        </div>
      </td>
      <td className="past-held">
        <span className="line-up">
          <Who kind={byOperator ? "operator" : "bot"} />
          {call.operatorName ?? t("who.bot")}
        </span>
      </td>
      <td className="past-outcome">
        {call.outcome === null ? t("outcome.running") : outcomeWords(call.outcome, t)}
      </td>
      <td className="past-language soft">{languageWords(call.language, t)}</td>
      <td className="past-started soft">
        <time dateTime={call.startedAt}>{moment(call.startedAt, locale)}</time>
      </td>
      <td className="past-duration is-number">
        {call.durationSeconds === null ? "" : clock(call.durationSeconds * 1000)}
      </td>
      <td className="past-recording faint">
        {call.hasRecording && (
          <span title={t("history.hasRecording")}>
            <Icon of={AudioLines} />
            <span className="unseen">{t("history.hasRecording")}</span>
          </span>
        )}
      </td>
    </tr>
  );
}
