import type { CallView } from "@patchbay/contracts";
import { Headphones } from "lucide-react";
import { Link } from "react-router";
import { useCalls, useMe } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { holderShape, languageWords, personOf } from "../ui/call-words.ts";
import { Elapsed } from "../ui/clock.tsx";
import { useTelephone } from "../ui/telephone.ts";
import { Who } from "../ui/who.tsx";
import { useWords } from "../ui/words/words.ts";
import type { Translate } from "../ui/words/words.ts";
import type { LiveListening } from "./live-page.tsx";

export function LiveCallRow({ call, listening }: { call: CallView; listening: LiveListening }) {
  const { t } = useWords();
  const { show } = useTelephone();
  const me = useMe();
  const skewMs = useCalls((state) => state.skewMs);
  const ringsFor = useCalls((state) =>
    call.ringing === null ? null : (state.operators[call.ringing.operatorId]?.name ?? null),
  );
  const person = personOf(call);
  const hears = listening.callId === call.id;
  return (
    <tr data-testid="live-row" data-call={call.id}>
      <td className="live-person">
        <Link className="live-name" to={`/telephony/${call.id}`}>
          {person.name ?? show(person.number)}
        </Link>
      </td>
      <td className="live-holder">
        <span className="line-up">
          <Who kind={holderShape(call)} />
          {heldBy(call, t)}
        </span>
      </td>
      <td className="live-state">{stateOf(call, ringsFor, t)}</td>
      <td className="live-language soft">{languageWords(call.language, t)}</td>
      <td className="is-number live-time">
        <Elapsed since={call.answeredAt ?? call.startedAt} skewMs={skewMs} warns />
      </td>
      <td className="live-listeners soft">{call.listeners.map((one) => one.name).join(", ")}</td>
      <td className="live-acts">
        {me.grants.includes("calls.listen") && call.status === "live" && (
          <Button
            size="small"
            kind={hears ? "chosen" : "plain"}
            icon={Headphones}
            aria-pressed={hears}
            onClick={() => (hears ? listening.stop() : listening.start(call.id))}
          >
            {t(hears ? "act.stopListening" : "act.listen")}
          </Button>
        )}
      </td>
    </tr>
  );
}

function heldBy(call: CallView, t: Translate): string {
  switch (call.holder.kind) {
    case "bot":
      return t("who.bot");
    case "operator":
      return call.holder.name;
    case "outside":
      return t("who.outside");
    case "nobody":
      return t(`place.${call.holder.place}`);
  }
}

function stateOf(call: CallView, ringsFor: string | null, t: Translate): string {
  if (call.ringing !== null)
    return ringsFor === null ? t("row.ringing") : t("row.rings", { name: ringsFor });
  if (call.status === "ringing") return t("row.dialling");
  if (call.onHold) return t("chip.onHold");
  if (call.phase === "claimed") return t("chip.joining");
  if (call.phase === "lost") return t("row.lost");
  return call.holder.kind === "bot"
    ? t("live.botTalks")
    : call.holder.kind === "operator"
      ? t("live.talking")
      : t("live.waiting");
}
