import type { CallDetail } from "@patchbay/contracts";
import { Check, CircleDashed } from "lucide-react";
import { urgencyWords } from "../ui/call-words.ts";
import { Icon } from "../ui/icon.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";

/** The four things the bot asks for; what is missing says so. */
export function Collected({ request }: { request: CallDetail["request"] }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const rows = [
    ["request.problem", request?.problem ?? null],
    ["request.address", request?.address ?? null],
    ["request.urgency", request?.urgency == null ? null : urgencyWords(request.urgency, t)],
    ["request.callback", request?.callbackNumber == null ? null : show(request.callbackNumber)],
  ] as const;
  return (
    <section data-testid="collected">
      <h3 className="section-title">
        {t("request.collected")} {request !== null && <span>{request.reference}</span>}
      </h3>
      <dl className="collected">
        {rows.map(([label, value]) => (
          <CollectedRow key={label} label={t(label)} value={value} missing={t("request.missing")} />
        ))}
      </dl>
    </section>
  );
}

function CollectedRow({
  label,
  value,
  missing,
}: {
  label: string;
  value: string | null;
  missing: string;
}) {
  return (
    <div className="collected-row">
      <dt>{label}</dt>
      <dd className={value === null ? "is-missing" : undefined}>
        <span>{value ?? missing}</span>
        <Icon of={value === null ? CircleDashed : Check} />
      </dd>
    </div>
  );
}
