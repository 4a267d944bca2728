import { memo } from "react";
import type { Speaker } from "@patchbay/contracts";
import { cx } from "../classes.ts";
import { clock } from "../format.ts";
import { Who } from "../who.tsx";
import type { WhoKind } from "../who.tsx";
import { useWords } from "../words/words.ts";
import { Happened } from "./happened.tsx";
import type { Line } from "./lines.ts";
import { Said, Saying } from "./said.tsx";
import type { Names } from "./said.tsx";
import { savedReference } from "./tool-model.ts";
import { ToolCard } from "./tool-card.tsx";
import { WordlessTurn } from "./wordless-turn.tsx";

interface Props extends Names {
  line: Line;
  first: boolean;
  last: boolean;
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
          id={`line-${line.key}`}
        >
          <Moment ms={line.atMs} {...seekOf(props)} />
          <Cord who={shapes[line.utterance.speaker]} />
          <Said {...props} line={line} />
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
    case "tool":
      return (
        // A saved request is announced, as it is where no tool told of it; other tools are not.
        <li className={row} aria-live={savedReference(line.event) === null ? "off" : undefined}>
          <Moment ms={line.atMs} />
          <Cord who={null} />
          <ToolCard event={line.event} />
        </li>
      );
    case "turn":
      return (
        <li className={row} aria-live="off">
          <Moment ms={line.atMs} />
          <Cord who={null} />
          <WordlessTurn turn={line.turn} />
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
