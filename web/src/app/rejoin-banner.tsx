import { Headset } from "lucide-react";
import { useCalls, useMe } from "../net/net.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { personOf } from "../ui/call-words.ts";
import { useTelephone } from "../ui/telephone.ts";
import { useWords } from "../ui/words/words.ts";
import { useDeskPhone } from "./plugs.tsx";

/** After a reload the server still knows the call this person is on, but the page has no sound. */
export function RejoinBanner() {
  const { t } = useWords();
  const { show } = useTelephone();
  const me = useMe();
  const phone = useDeskPhone();
  const call = useCalls((state) =>
    Object.values(state.calls).find(
      (c) =>
        c.status === "live" &&
        c.holder.kind === "operator" &&
        c.holder.operatorId === me.userId &&
        c.phase !== "claimed",
    ),
  );
  if (call === undefined || (phone.stage !== "idle" && phone.stage !== "failed")) return null;
  const person = personOf(call);
  return (
    <Banner
      wide
      tone="good"
      icon={Headset}
      title={t("rejoin.title", { name: person.name ?? show(person.number) })}
      actions={
        <Button kind="primary" onClick={() => phone.rejoin(call.id)}>
          {t("act.rejoin")}
        </Button>
      }
    >
      {t(call.phase === "lost" ? "rejoin.waiting" : "rejoin.elsewhere")}
    </Banner>
  );
}
