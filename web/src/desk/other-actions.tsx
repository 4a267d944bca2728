import type { CallDetail } from "@patchbay/contracts";
import { Headphones, Headset, PhoneCall, Volume2, X } from "lucide-react";
import { useEffect } from "react";
import { Link } from "react-router";
import { useMe } from "../net/net.tsx";
import { Button } from "../ui/button.tsx";
import { endWords } from "../ui/call-words.ts";
import { Icon } from "../ui/icon.tsx";
import { altShift, altShiftName, useShortcut } from "../ui/shortcut.ts";
import { useWords } from "../ui/words/words.ts";
import type { Part } from "./call-bar.tsx";
import { SoundAges } from "./call-meters.tsx";
import type { DeskListening, DeskPhone } from "./ports.ts";

/** The buttons of somebody who looks on: listen, take over, come back. */
export function OtherActions(props: {
  detail: CallDetail;
  part: Part;
  phone: DeskPhone;
  listening: DeskListening;
  speaking: boolean;
}) {
  const { detail, part, phone, listening, speaking } = props;
  const { call } = detail;
  const { t } = useWords();
  const me = useMe();
  const hears = listening.callId === call.id;
  const busy = phone.stage !== "idle" && phone.stage !== "failed";
  const mayTake = me.grants.includes("calls.take");
  const takeable =
    call.status === "live" && (call.holder.kind === "bot" || call.holder.kind === "nobody");
  const take = () => {
    listening.stop();
    phone.takeOver(call.id, call.epoch);
  };
  const toggleListening = () => (hears ? listening.stop() : listening.start(call.id));
  const mayListen =
    call.status === "live" && me.grants.includes("calls.listen") && part === "onlooker";
  const canTake = mayTake && takeable && !busy && part === "onlooker";
  useShortcut("T", canTake ? take : null);
  useShortcut("L", mayListen ? toggleListening : null);
  // The voice client is fetched while the operator still reads, so that the click is fast.
  const { prepare } = phone;
  useEffect(() => {
    if (mayTake && takeable) prepare();
  }, [mayTake, takeable, prepare]);

  if (part === "over") {
    return (
      <div className="bar-acts">
        <span className="soft">{endWords(call, t) ?? t("bar.over")}</span>
        <span className="grow" />
        <Link className="button is-plain is-large" to={`/history/${call.id}`}>
          {t("bar.toHistory")}
        </Link>
      </div>
    );
  }
  return (
    <div className="bar-acts">
      {mayListen && (
        <Button
          size="large"
          icon={Headphones}
          aria-pressed={hears}
          aria-keyshortcuts={altShiftName("L")}
          onClick={toggleListening}
        >
          {t(hears ? "act.stopListening" : "act.listen")}
        </Button>
      )}
      {hears && <Volume listening={listening} />}
      <SoundAges detail={detail} speaking={speaking} />
      <span className="grow" />
      {phone.devices}
      {part === "joining" && (
        <Button size="large" icon={X} onClick={phone.cancel}>
          {t("act.cancel")}
        </Button>
      )}
      {part === "away" && (
        <Button
          kind="primary"
          size="large"
          icon={PhoneCall}
          disabled={busy}
          onClick={() => phone.rejoin(call.id)}
        >
          {t("act.rejoin")}
        </Button>
      )}
      {part !== "away" && mayTake && (takeable || part === "joining") && (
        <Button
          kind="primary"
          size="large"
          icon={Headset}
          disabled={!canTake}
          keys={altShift("T")}
          aria-keyshortcuts={altShiftName("T")}
          onClick={take}
        >
          {t(part === "joining" ? "act.takingOver" : "act.takeOver")}
        </Button>
      )}
    </div>
  );
}

function Volume({ listening }: { listening: DeskListening }) {
  const { t } = useWords();
  return (
    <label className="volume">
      <Icon of={Volume2} />
      <span className="unseen">{t("act.volume")}</span>
      <input
        type="range"
        min={0}
        max={100}
        value={listening.volume}
        onChange={(event) => listening.setVolume(Number(event.target.value))}
      />
    </label>
  );
}
