import { Database, EarOff, Hash, Info, MicOff, Pause, Play, TriangleAlert } from "lucide-react";
import type { LucideIcon } from "lucide-react";
import { memo } from "react";
import type { CallEvent, Speaker, Utterance } from "@patchbay/contracts";
import { cx } from "../classes.ts";
import { clock } from "../format.ts";
import { Icon } from "../icon.tsx";
import { Who } from "../who.tsx";
import type { WhoKind } from "../who.tsx";
import { useWords } from "../words/words.ts";
import { eventWords } from "./event-words.ts";
import { heardOf } from "./lines.ts";
import type { Line } from "./lines.ts";
import { Marked } from "./marked.tsx";

interface Props {
  line: Line;
  first: boolean;
  last: boolean;
  callerName: string | null;
  operatorName: string | null;
  selfName: string | null;
  playing: boolean;
  find: string;
  onSeek?: (ms: number) => void;
}

const shapes: Record<Speaker, WhoKind> = {
  caller: "caller",
  bot: "bot",
  operator: "operator",
  system: "nobody",
};

export const TranscriptLine = memo(function TranscriptLine(props: Props) {
  const { line, first, last } = props;
  const row = cx(
    "line",
    `is-${line.kind}`,
    `held-by-${line.hand}`,
    first && "is-first",
    last && "is-last",
  );
  switch (line.kind) {
    case "said":
      return (
        <li
          className={cx(row, `from-${line.utterance.speaker}`, props.playing && "is-playing")}
          data-line={line.key}
          data-testid="utterance"
          data-speaker={line.utterance.speaker}
          data-final="true"
        >
          <Moment ms={line.atMs} {...seekOf(props)} />
          <Cord who={shapes[line.utterance.speaker]} />
          <Said {...props} utterance={line.utterance} />
        </li>
      );
    case "saying":
      return (
        <li
          className={cx(row, `from-${line.partial.speaker}`)}
          aria-hidden="true"
          data-testid="utterance"
          data-speaker={line.partial.speaker}
          data-final="false"
        >
          <Moment ms={line.atMs} />
          <Cord who={shapes[line.partial.speaker]} />
          <Saying {...props} speaker={line.partial.speaker} text={line.partial.text} />
        </li>
      );
    case "moved":
      return (
        <li className={cx(row, `was-${line.before}`)} data-testid="baton-moved">
          <Moment ms={line.atMs} />
          <Cord who={line.hand} />
          <Happened event={line.event} selfName={props.selfName} />
        </li>
      );
    case "event":
      return (
        <li className={row}>
          <Moment ms={line.atMs} />
          <Cord who={null} />
          <Happened event={line.event} selfName={props.selfName} />
        </li>
      );
  }
});

function seekOf(props: Props): { onSeek?: (ms: number) => void } {
  return props.onSeek === undefined ? {} : { onSeek: props.onSeek };
}

function Moment({ ms, onSeek }: { ms: number; onSeek?: (ms: number) => void }) {
  const { t } = useWords();
  const text = clock(ms);
  if (onSeek === undefined) return <time className="line-time">{text}</time>;
  return (
    <button
      type="button"
      className="line-time"
      aria-label={t("player.playFrom", { time: text })}
      onClick={() => onSeek(ms)}
    >
      {text}
    </button>
  );
}

function Cord({ who }: { who: WhoKind | null }) {
  return (
    <span className="line-cord">
      {who === null ? <i className="line-dot" /> : <Who kind={who} />}
    </span>
  );
}

function useSpeakerName(speaker: Speaker, name: string | null, props: Props): string {
  const { t } = useWords();
  if (speaker === "bot") return t("who.bot");
  if (speaker === "system") return t("who.system");
  if (speaker === "caller") return name ?? props.callerName ?? t("who.caller");
  if (name !== null && name === props.selfName) return t("who.you");
  return name ?? t("who.operator");
}

function Said(props: Props & { utterance: Utterance }) {
  const { utterance, find } = props;
  const { t } = useWords();
  const name = useSpeakerName(utterance.speaker, utterance.speakerName, props);
  const cut = heardOf(utterance);
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
      {cut !== null && " "}
      {cut !== null && (
        <s>
          <Marked text={cut.struck} find={find} />
        </s>
      )}
    </p>
  );
  return (
    <div className="line-said">
      <div className="line-name">
        <b>{name}</b>
      </div>
      {words}
      {cut !== null && (
        <div className="line-unheard">
          <Icon of={EarOff} size={14} />
          {t("talk.unheard")}
        </div>
      )}
    </div>
  );
}

function Saying(props: Props & { speaker: Speaker; text: string }) {
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

function Happened({ event, selfName }: { event: CallEvent; selfName: string | null }) {
  const { t, locale } = useWords();
  const words = eventWords(event, t, locale, selfName);
  if (words === null) return null;
  return (
    <div className={cx("line-event", event.type === "request.saved" && "is-boxed")}>
      {event.type !== "baton.moved" && <Icon of={iconOf(event)} size={14} />}
      <b>{words.title}</b>
      {words.detail !== null && <span>· {words.detail}</span>}
    </div>
  );
}

function iconOf(event: CallEvent): LucideIcon {
  if (event.type === "request.saved") return Database;
  if (event.type !== "noted") return Info;
  switch (event.note) {
    case "held":
      return Pause;
    case "unheld":
      return Play;
    case "digits_pressed":
      return Hash;
    case "not_transcribed":
      return MicOff;
    case "engine_failed":
    case "bot_worker_lost":
    case "operator_reconnecting":
      return TriangleAlert;
    default:
      return Info;
  }
}
