import type { OperatorView } from "@patchbay/contracts";
import { CircleCheck, CircleSlash, Headset } from "lucide-react";
import { Link } from "react-router";
import { useCalls } from "../net/net.tsx";
import { personOf } from "../ui/call-words.ts";
import { Chip } from "../ui/chip.tsx";
import { Elapsed } from "../ui/clock.tsx";
import { initials } from "../ui/format.ts";
import { useTelephone } from "../ui/telephone.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";

export function OperatorTable() {
  const { t } = useWords();
  const operators = useCalls((state) => state.operators);
  const list = Object.values(operators).sort((a, b) => a.name.localeCompare(b.name));
  return (
    <div className="sheet live-operators">
      {list.length === 0 ? (
        <p className="live-nobody soft">{t("live.noOperators")}</p>
      ) : (
        <table className="grid-table" aria-label={t("live.operators")}>
          <thead>
            <tr>
              <th scope="col">{t("live.operator")}</th>
              <th scope="col">{t("live.state")}</th>
              <th scope="col">{t("live.call")}</th>
              <th scope="col" className="is-number">
                {t("live.time")}
              </th>
            </tr>
          </thead>
          <tbody>
            {list.map((operator) => (
              <OperatorRow key={operator.userId} operator={operator} />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

function OperatorRow({ operator }: { operator: OperatorView }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const skewMs = useCalls((state) => state.skewMs);
  const call = useCalls((state) =>
    operator.callId === null ? undefined : state.calls[operator.callId],
  );
  const person = call === undefined ? null : personOf(call);
  return (
    <tr data-testid="operator-row">
      <td className="live-person">
        <span className="line-up">
          <Who kind="operator" size="middle" initials={initials(operator.name)} />
          <span className="live-name">{operator.name}</span>
        </span>
      </td>
      <td>
        {operator.presence === "on_call" ? (
          <Chip tone="bare" icon={Headset}>
            {t("reach.onCall")}
          </Chip>
        ) : operator.presence === "away" ? (
          <Chip tone="bare" icon={CircleSlash}>
            {t("reach.away")}
          </Chip>
        ) : (
          <span className="is-free">
            <Chip tone="bare" icon={CircleCheck}>
              {t("reach.reachable")}
            </Chip>
          </span>
        )}
      </td>
      <td className="soft live-call">
        {call !== undefined && person !== null && (
          <Link to={`/telephony/${call.id}`}>{person.name ?? show(person.number)}</Link>
        )}
      </td>
      <td className="is-number">
        {call !== undefined && (
          <Elapsed since={call.answeredAt ?? call.startedAt} skewMs={skewMs} />
        )}
      </td>
    </tr>
  );
}
