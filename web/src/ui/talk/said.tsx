import { EarOff } from "lucide-react";
import { useId, useState } from "react";
import type { Speaker } from "@patchbay/contracts";
import { cx } from "../classes.ts";
import { clock } from "../format.ts";
import { Icon } from "../icon.tsx";
import { useWords } from "../words/words.ts";
import type { Translate } from "../words/words.ts";
import type { Cut } from "./heard.ts";
import type { Line } from "./lines.ts";
import { Marked } from "./marked.tsx";
import { TurnChip } from "./turn-chip.tsx";
import { TurnDetails } from "./turn-details.tsx";

/** Who is who in this transcript. */
export interface Names {
  callerName: string | null;
  operatorName: string | null;
  selfName: string | null;
}

function useSpeakerName(speaker: Speaker, name: string | null, names: Names): string {
  const { t } = useWords();
  if (speaker === "bot") return t("who.bot");
  if (speaker === "system") return t("who.system");
  if (speaker === "caller") return name ?? names.callerName ?? t("who.caller");
  if (name !== null && name === names.selfName) return t("who.you");
  return name ?? t("who.operator");
}

export function Said(props: Names & { line: Extract<Line, { kind: "said" }>; find: string }) {
  const { line, find } = props;
  const { utterance, cut, turn } = line;
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const detailsId = useId();
  const name = useSpeakerName(utterance.speaker, utterance.speakerName, props);
  const unsure = utterance.confidence !== null && utterance.confidence < 0.6;
  const words = utterance.untranscribed ? (
    <p className="faint">{t("talk.untranscribed")}</p>
  ) : (
    <p
      lang={utterance.language ?? undefined}
      className={cx(unsure && "is-unsure")}
      title={
        unsure
          ? t("talk.unsure", { percent: Math.round((utterance.confidence ?? 0) * 100) })
          : undefined
      }
    >
      <Marked text={cut === null ? utterance.text : cut.heard} find={find} />
      {cut !== null && <Struck words={cut.struck} find={find} />}
    </p>
  );
  return (
    <div className="line-said">
      <div className="line-name">
        <b>{name}</b>
        {/* Comes after the words, so its place is in a line that is there anyway; never announced. */}
        <span className="line-turn" aria-live="off">
          {turn !== null && (
            <TurnChip turn={turn} open={open} controls={detailsId} onToggle={setOpen} />
          )}
        </span>
      </div>
      {words}
      {turn !== null && open && <TurnDetails turn={turn} id={detailsId} />}
      {cut !== null && (
        <div className="line-unheard">
          <Icon of={EarOff} size={14} />
          {unheardWords(cut, t)}
        </div>
      )}
    </div>
  );
}

/** Struck for the eye; for the ear, and for whoever copies the text, the same is said in words. */
function Struck({ words, find }: { words: string; find: string }) {
  const { t, language } = useWords();
  return (
    <>
      {" "}
      <span className="unseen" lang={language}>
        {t("talk.notHeard")}{" "}
      </span>
      <s>
        <Marked text={words} find={find} />
      </s>
    </>
  );
}

function unheardWords(cut: Cut, t: Translate): string {
  if (cut.by === "caller") return t("talk.unheardCaller", { time: clock(cut.atMs) });
  return t(cut.by === "operator" ? "talk.unheardOperator" : "talk.unheard");
}

export function Saying(props: Names & { speaker: Speaker; text: string }) {
  const { t } = useWords();
  const name = useSpeakerName(
    props.speaker,
    props.speaker === "operator" ? props.operatorName : null,
    props,
  );
  return (
    <div className="line-said">
      <div className="line-name">
        <b>{name}</b>
        <span>{t(name === t("who.you") ? "talk.speakingSelf" : "talk.speaking")}</span>
      </div>
      <p>
        {props.text}
        <span className="dots">
          <i />
          <i />
          <i />
        </span>
      </p>
    </div>
  );
}
