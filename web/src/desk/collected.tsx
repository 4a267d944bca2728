import type { CallDetail } from "@patchbay/contracts";
import { Check, CircleDashed } from "lucide-react";
import { urgencyWords } from "../ui/call-words.ts";
import { Icon } from "../ui/icon.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";

/** The four things the bot asks for; what is missing says so. */
export function Collected({ detail }: { detail: CallDetail }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const { request } = detail;
  // What is saved counts; until then, what has been understood.
  const fields = request ?? detail.collected;
  // No bot speaks on a call of ours: nothing is missing there.
  if (fields === null && detail.call.direction === "outbound") return null;
  const rows = [
    ["request.problem", fields?.problem ?? null],
    ["request.address", fields?.address ?? null],
    ["request.urgency", fields?.urgency == null ? null : urgencyWords(fields.urgency, t)],
    ["request.callback", fields?.callbackNumber == null ? null : show(fields.callbackNumber)],
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
