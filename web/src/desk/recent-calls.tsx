import { useQuery } from "@tanstack/react-query";
import type { CallsPage } from "@patchbay/contracts";
import { PhoneIncoming, PhoneMissed, PhoneOutgoing } from "lucide-react";
import { Link } from "react-router";
import { useNet } from "../net/net.tsx";
import { outcomeWords, personOf } from "../ui/call-words.ts";
import { clock, shortMoment } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import { useNow } from "../ui/now.ts";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";

type PastCall = CallsPage["calls"][number];

/** The last calls that ended. Asked for anew whenever the number of live calls changes. */
export function RecentCalls({ liveCount }: { liveCount: number }) {
  const { rest } = useNet();
  const { t } = useWords();
  const recent = useQuery({
    queryKey: ["calls", "recent", liveCount],
    queryFn: () => rest.calls(new URLSearchParams({ status: "ended", limit: "8" })),
    placeholderData: (before) => before,
  });
  const calls = recent.data?.calls ?? [];
  return (
    <>
      <div className="pane-head is-second">
        <h2>{t("recent.title")}</h2>
        <span className="grow" />
        <Link className="text-link small" to="/history">
          {t("nav.history")}
        </Link>
      </div>
      {recent.isError && <p className="list-none">{t("recent.failed")}</p>}
      {recent.isSuccess && calls.length === 0 && <p className="list-none">{t("recent.none")}</p>}
      <ul className="recent-rows" aria-label={t("recent.title")}>
        {calls.map((call) => (
          <RecentRow key={call.id} call={call} />
        ))}
      </ul>
    </>
  );
}

function RecentRow({ call }: { call: PastCall }) {
  const { t, locale } = useWords();
  const { show } = useTelephone();
  const person = personOf(call);
  const now = useNow();
  const missed = call.outcome === "abandoned" || call.outcome === "not_reached";
  const icon = missed ? PhoneMissed : call.direction === "inbound" ? PhoneIncoming : PhoneOutgoing;
  const how =
    call.outcome === "answered" || call.outcome === null
      ? clock((call.durationSeconds ?? 0) * 1000)
      : outcomeWords(call.outcome, t);
  return (
    <li>
      <Link className="recent-row" to={`/history/${call.id}`}>
        <Icon of={icon} />
        <span className="cut">{person.name ?? show(person.number)}</span>
        <span className="recent-how cut">{how}</span>
        <time>{shortMoment(call.startedAt, locale, now)}</time>
      </Link>
    </li>
  );
}
