import type { CallView } from "@patchbay/contracts";
import {
  Bot,
  CircleCheck,
  Disc,
  Ear,
  Headphones,
  Headset,
  Hourglass,
  Lock,
  MicOff,
  Pause,
  PhoneForwarded,
  PhoneIncoming,
  PhoneOutgoing,
  Plug,
  SignalLow,
} from "lucide-react";
import { useCalls, useMe } from "../net/net.tsx";
import { Chip } from "../ui/chip.tsx";
import { useWords } from "../ui/words/words.ts";
import type { Part } from "./call-bar.tsx";
import type { DeskPhone } from "./ports.ts";

export function CallChips(props: {
  call: CallView;
  part: Part;
  phone: DeskPhone;
  listening: boolean;
}) {
  const { call, part, phone, listening } = props;
  const { t } = useWords();
  const me = useMe();
  const others = call.listeners.filter((one) => one.userId !== me.userId);
  return (
    <>
      <StateChip call={call} part={part} phone={phone} />
      {part === "live" && phone.muted && (
        <Chip tone="warn" icon={MicOff}>
          {t("chip.muted")}
        </Chip>
      )}
      {part === "live" && phone.listenOnly && (
        <Chip tone="warn" icon={Ear}>
          {t("chip.listenOnly")}
        </Chip>
      )}
      {part === "live" && phone.weak && (
        <Chip tone="warn" icon={SignalLow}>
          {t("chip.weak")}
        </Chip>
      )}
      {call.onHold && (
        <Chip tone="warn" icon={Pause}>
          {t("chip.onHold")}
        </Chip>
      )}
      {listening && (
        <Chip icon={Headphones} aside={t("chip.unheard")} data-testid="listening-chip">
          {t("chip.listening")}
        </Chip>
      )}
      {call.recording !== "off" && (
        <Chip icon={Disc}>
          {t(call.recording === "on" ? "chip.recording" : "chip.recordingPaused")}
        </Chip>
      )}
      {others.length > 0 && <Chip icon={Ear}>{t("chip.others", { count: others.length })}</Chip>}
    </>
  );
}

function StateChip({ call, part, phone }: { call: CallView; part: Part; phone: DeskPhone }) {
  const { t } = useWords();
  const ringingFor = useCalls((state) =>
    call.ringing === null ? null : (state.operators[call.ringing.operatorId]?.name ?? null),
  );
  const id = { "data-testid": "call-state", "data-part": part, role: "status" };
  if (part === "live") {
    return phone.stage === "ending" ? (
      <Chip icon={Headset} {...id}>
        {t("chip.ending")}
      </Chip>
    ) : call.status === "ringing" ? (
      <Chip tone="human" icon={PhoneOutgoing} {...id}>
        {t("chip.calling")}
      </Chip>
    ) : (
      <Chip tone="live" icon={Headset} {...id}>
        {t("chip.live")}
      </Chip>
    );
  }
  if (part === "joining")
    return (
      <Chip tone="human" icon={Plug} {...id}>
        {t("chip.joining")}
      </Chip>
    );
  if (part === "over")
    return (
      <Chip icon={CircleCheck} {...id}>
        {t("chip.over")}
      </Chip>
    );
  if (part === "away")
    return (
      <Chip tone="warn" icon={Plug} {...id}>
        {t("chip.away")}
      </Chip>
    );
  const { holder, ringing } = call;
  if (ringing !== null) {
    return (
      <Chip tone="human" icon={PhoneIncoming} {...id}>
        {ringingFor === null ? t("row.ringing") : t("chip.ringsFor", { name: ringingFor })}
      </Chip>
    );
  }
  switch (holder.kind) {
    case "bot":
      return (
        <Chip tone="bot" icon={Bot} {...id}>
          {t("chip.bot")}
        </Chip>
      );
    case "operator":
      return (
        <Chip tone="human" icon={Lock} {...id}>
          {t("chip.lockedBy", { name: holder.name })}
        </Chip>
      );
    case "outside":
      return (
        <Chip icon={PhoneForwarded} {...id}>
          {t("chip.outside")}
        </Chip>
      );
    case "nobody":
      return (
        <Chip tone="outline" icon={Hourglass} {...id}>
          {call.status === "ringing" ? t("row.dialling") : t(`place.${holder.place}`)}
        </Chip>
      );
  }
}
