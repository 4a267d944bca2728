import type { CallDetail } from "@patchbay/contracts";
import { useMe } from "../net/net.tsx";
import { cx } from "../ui/classes.ts";
import { useWords } from "../ui/words/words.ts";
import { CallChips } from "./call-chips.tsx";
import { BarMeters, SoundAges } from "./call-meters.tsx";
import { MyActions } from "./my-actions.tsx";
import { OtherActions } from "./other-actions.tsx";
import type { DeskListening, DeskPhone } from "./ports.ts";

/** What this console's person is to the call. */
export type Part = "live" | "joining" | "away" | "onlooker" | "over";

export function partOf(detail: CallDetail, phone: DeskPhone, meId: string): Part {
  const { call } = detail;
  if (call.status === "ended") return "over";
  if (phone.callId === call.id) {
    if (phone.stage === "live" || phone.stage === "ending") return "live";
    if (phone.stage === "claiming" || phone.stage === "connecting") return "joining";
  }
  const mine = call.holder.kind === "operator" && call.holder.operatorId === meId;
  return mine && call.phase !== "claimed" ? "away" : "onlooker";
}

export function CallBar(props: {
  detail: CallDetail;
  phone: DeskPhone;
  listening: DeskListening;
  speaking: boolean;
}) {
  const { detail, phone, listening, speaking } = props;
  const { t } = useWords();
  const me = useMe();
  const part = partOf(detail, phone, me.userId);
  return (
    <footer
      className={cx("call-bar", part === "live" && "is-mine")}
      aria-label={t("bar.label")}
      role="group"
    >
      {phone.trouble}
      <div className="bar-states">
        <CallChips
          call={detail.call}
          part={part}
          phone={phone}
          listening={listening.callId === detail.call.id}
        />
        {part === "live" && <SoundAges detail={detail} speaking={speaking} wordsToo={false} />}
        <span className="grow" />
        <BarMeters call={detail.call} part={part} phone={phone} />
      </div>
      {part === "live" ? (
        <MyActions call={detail.call} phone={phone} />
      ) : (
        <OtherActions
          detail={detail}
          part={part}
          phone={phone}
          listening={listening}
          speaking={speaking}
        />
      )}
    </footer>
  );
}
