import { CloudOff, LogIn } from "lucide-react";
import { useEffect, useState } from "react";
import { useLinkState, useNet } from "../net/net.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { useWords } from "../ui/words/words.ts";

/** A break shorter than this mends itself before anybody has read the banner. */
const PATIENCE_MS = 700;

export function LinkBanner() {
  const { t } = useWords();
  const { session } = useNet();
  const state = useLinkState();
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (state !== "lost") return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [state]);
  if (state === "refused") {
    return (
      <Banner
        wide
        tone="bad"
        icon={LogIn}
        title={t("link.refused")}
        actions={
          <Button size="small" onClick={() => void session.signOut()}>
            {t("link.signInAgain")}
          </Button>
        }
      >
        {t("link.refusedText")}
      </Banner>
    );
  }
  if (state !== "lost" || !late) return null;
  return (
    <Banner wide tone="bad" icon={CloudOff} title={t("link.lost")}>
      {t("link.lostText")}
    </Banner>
  );
}
