import type { Problem } from "@patchbay/contracts";
import { PhoneOff, TriangleAlert } from "lucide-react";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { problemWords } from "../ui/problem-words.ts";
import { useWords } from "../ui/words/words.ts";
import type { Translate, WordKey } from "../ui/words/words.ts";
import type { Entry, Failure } from "./phone.ts";
import "./softphone.css";

/** Why joining a call did not work, what the caller hears now, and what to do. */
export function Trouble(props: {
  failure: Failure;
  entry: Entry | null;
  onDismiss: () => void;
  onRetry: (voice: "microphone" | "listenOnly") => void;
}) {
  const { failure, entry, onDismiss, onRetry } = props;
  const { t } = useWords();
  if (failure.kind === "microphone_denied") {
    return (
      <section className="trouble" role="alert" data-testid="microphone-denied">
        <h3>{t("trouble.denied", { browser: browserName() })}</h3>
        <ol>
          {stepsFor(browserName()).map((step) => (
            <li key={step}>{t(step)}</li>
          ))}
        </ol>
        <p className="soft">{t("trouble.botGoesOn")}</p>
        <Choices entry={entry} onRetry={onRetry} onDismiss={onDismiss} />
      </section>
    );
  }
  if (failure.kind === "microphone_missing") {
    return (
      <section className="trouble" role="alert">
        <h3>{t("trouble.missing")}</h3>
        <p className="soft">{t("trouble.missingText")}</p>
        <Choices entry={entry} onRetry={onRetry} onDismiss={onDismiss} />
      </section>
    );
  }
  const { title, text } = words(failure);
  return (
    <Banner
      tone={failure.kind === "refused" ? "warn" : "bad"}
      icon={failure.kind === "refused" ? TriangleAlert : PhoneOff}
      title={failure.kind === "refused" ? refusalTitle(failure.problem, t) : t(title)}
      actions={
        <Button size="small" onClick={onDismiss}>
          {t("trouble.dismiss")}
        </Button>
      }
    >
      {failure.kind === "refused" ? problemWords(failure.problem, t) : t(text)}
    </Banner>
  );
}

function Choices(props: {
  entry: Entry | null;
  onRetry: (voice: "microphone" | "listenOnly") => void;
  onDismiss: () => void;
}) {
  const { t } = useWords();
  return (
    <div className="line-up trouble-acts">
      {props.entry !== null && (
        <>
          <Button kind="primary" onClick={() => props.onRetry("microphone")}>
            {t("trouble.again")}
          </Button>
          <Button onClick={() => props.onRetry("listenOnly")}>{t("trouble.listenOnly")}</Button>
        </>
      )}
      <Button kind="quiet" onClick={props.onDismiss}>
        {t("trouble.dismiss")}
      </Button>
    </div>
  );
}

function words(failure: Failure): { title: WordKey; text: WordKey } {
  switch (failure.kind) {
    case "no_audio":
      return { title: "trouble.noAudio", text: "trouble.noAudioText" };
    case "superseded":
      return { title: "trouble.superseded", text: "trouble.supersededText" };
    case "reverted":
      return { title: "trouble.reverted", text: "trouble.revertedText" };
    default:
      return { title: "trouble.line", text: "trouble.lineText" };
  }
}

/** Somebody was faster: then their name is the news. */
function refusalTitle(problem: Problem, t: Translate): string {
  if (problem.code === "already_taken" && problem.detail !== undefined) {
    return t("trouble.takenBy", { name: problem.detail });
  }
  return t("trouble.refused");
}

type Browser = "Chrome" | "Firefox" | "Safari" | "Edge";

function browserName(): Browser {
  const agent = navigator.userAgent;
  if (agent.includes("Edg/")) return "Edge";
  if (agent.includes("Firefox/")) return "Firefox";
  if (agent.includes("Chrome/")) return "Chrome";
  return "Safari";
}

function stepsFor(browser: Browser): readonly WordKey[] {
  switch (browser) {
    case "Firefox":
      return ["steps.firefox1", "steps.firefox2", "steps.back"];
    case "Safari":
      return ["steps.safari1", "steps.safari2", "steps.back"];
    default:
      return ["steps.chrome1", "steps.chrome2", "steps.back"];
  }
}
