import type { CallView } from "@patchbay/contracts";
import { memo } from "react";
import { Link } from "react-router";
import {
  holderShape,
  holderWords,
  languageTag,
  languageWords,
  personOf,
} from "../ui/call-words.ts";
import { cx } from "../ui/classes.ts";
import { Elapsed } from "../ui/clock.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";

export const CallRow = memo(function CallRow(props: {
  call: CallView;
  selected: boolean;
  listening: boolean;
  meId: string;
  ringingName: string | null;
  skewMs: number;
}) {
  const { call, selected, listening, meId, ringingName, skewMs } = props;
  const { t } = useWords();
  const { show } = useTelephone();
  const person = personOf(call);
  const forMe = call.ringing?.operatorId === meId;
  return (
    <li>
      <Link
        to={`/telephony/${call.id}`}
        className={cx("call-row", `held-by-${call.holder.kind}`, forMe && "rings-here")}
        aria-current={selected ? "true" : undefined}
        data-testid="call-row"
        data-call={call.id}
      >
        <Who kind={holderShape(call)} />
        <span className="call-row-words">
          <span className="call-row-name cut">{person.name ?? show(person.number)}</span>
          <span className="call-row-state cut">
            {holderWords(call, t, { meId, listening, nameOf: () => ringingName })}
          </span>
        </span>
        <span className="call-row-end">
          <Elapsed
            since={call.answeredAt ?? call.startedAt}
            skewMs={skewMs}
            warns={call.holder.kind === "operator"}
          />
          <abbr title={languageWords(call.language, t)}>{languageTag(call.language)}</abbr>
        </span>
      </Link>
    </li>
  );
});
