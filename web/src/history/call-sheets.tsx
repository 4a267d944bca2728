import type { CallDetail, Cost } from "@patchbay/contracts";
import { useMe } from "../net/net.tsx";
import { urgencyWords } from "../ui/call-words.ts";
import { Chip } from "../ui/chip.tsx";
import { clock, money, quantity } from "../ui/format.ts";
import { timeline } from "../ui/talk/event-words.ts";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";

export function EventSheet({
  detail,
  onSeek,
}: {
  detail: CallDetail;
  onSeek?: (ms: number) => void;
}) {
  const { t, locale } = useWords();
  const me = useMe();
  const rows = timeline(detail.events, t, locale, me.name);
  return (
    <section className="sheet" data-testid="call-events">
      <div className="sheet-head">
        <h2>{t("call.events")}</h2>
        <span className="count">{rows.length}</span>
      </div>
      <ul className="event-lines sheet-body">
        {rows.map(({ seq, atMs, words }) => (
          <li key={seq}>
            {onSeek === undefined ? (
              <time>{clock(atMs)}</time>
            ) : (
              <button
                type="button"
                className="event-time"
                aria-label={t("player.playFrom", { time: clock(atMs) })}
                onClick={() => onSeek(atMs)}
              >
                {clock(atMs)}
              </button>
            )}
            <span className="grow">
              {words.title}
              {words.detail !== null && <span className="faint"> · {words.detail}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function RequestSheet({ request }: { request: CallDetail["request"] }) {
  const { t } = useWords();
  const { show } = useTelephone();
  if (request === null) return null;
  const rows = [
    ["request.problem", request.problem],
    ["request.address", request.address],
    ["request.urgency", request.urgency === null ? null : urgencyWords(request.urgency, t)],
    ["request.callback", request.callbackNumber === null ? null : show(request.callbackNumber)],
    ["request.assignee", request.assigneeName],
  ] as const;
  return (
    <section className="sheet" data-testid="call-request">
      <div className="sheet-head">
        <h2>{t("call.request")}</h2>
        <span className="count">{request.reference}</span>
        <span className="grow" />
        <Chip>{t(`requestStatus.${request.status}`)}</Chip>
      </div>
      <dl className="facts sheet-body">
        {rows.flatMap(([label, value]) =>
          value === null
            ? []
            : [<dt key={label}>{t(label)}</dt>, <dd key={`${label}-value`}>{value}</dd>],
        )}
      </dl>
    </section>
  );
}

export function CostSheet({ cost }: { cost: Cost | null }) {
  const { t, locale } = useWords();
  return (
    <section className="sheet" data-testid="call-cost">
      <div className="sheet-head">
        <h2>{t("call.cost")}</h2>
        <span className="grow" />
        {cost?.simulated === true && <Chip tone="dashed">{t("call.simulatedPrices")}</Chip>}
      </div>
      {cost === null ? (
        <p className="sheet-body soft">{t("call.noCost")}</p>
      ) : (
        <table className="grid-table cost-table">
          <tbody>
            {cost.lines.map((line) => (
              <tr key={line.kind}>
                <th scope="row">
                  {t(`cost.${line.kind}`, {
                    quantity: quantity(line.quantity, locale),
                    price: quantity(line.unitPrice, locale),
                  })}
                </th>
                <td className="is-number">{money(line.amount, cost.currency, locale)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t("call.total")}</th>
              <td className="is-number">{money(cost.total, cost.currency, locale)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
