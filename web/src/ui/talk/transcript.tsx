import { ArrowDown } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { useWords } from "../words/words.ts";
import type { Line } from "./lines.ts";
import { TranscriptLine } from "./transcript-line.tsx";
import "./transcript.css";
import "./tool.css";
import "./turn.css";

export interface TranscriptProps {
  lines: readonly Line[];
  callerName: string | null;
  /** Of whoever speaks for us right now, where a person does. */
  operatorName: string | null;
  /** The reader's own name: shown as "You". */
  selfName: string | null;
  /** Keeps the newest line in view until the reader scrolls up. */
  follow: boolean;
  /** Milliseconds on the call's clock that sound right now. */
  playingMs?: number | null;
  onSeek?: (ms: number) => void;
  find?: string;
}

const NEAR_END_PX = 48;

export function Transcript(props: TranscriptProps) {
  const { lines, follow, playingMs = null, onSeek, find = "" } = props;
  const { t } = useWords();
  const box = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const tail = lines.at(-1);
  const tailMark = tail === undefined ? "" : tail.kind === "saying" ? tail.partial.text : tail.key;

  useEffect(() => {
    const element = box.current;
    if (follow && atEnd && element !== null) element.scrollTop = element.scrollHeight;
  }, [follow, atEnd, lines.length, tailMark]);

  // A banner or a smaller window must not push the newest line out of view.
  useEffect(() => {
    const element = box.current;
    if (!follow || !atEnd || element === null) return undefined;
    const resized = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, [follow, atEnd]);

  const playing = useMemo(() => playingLine(lines, playingMs), [lines, playingMs]);
  useEffect(() => {
    if (playing === null) return;
    const scroller = box.current;
    const row = scroller?.querySelector(`[data-line="${CSS.escape(playing)}"]`);
    if (scroller === null || row === null || row === undefined) return;
    // Not scrollIntoView: it would also move the page around the transcript.
    const view = scroller.getBoundingClientRect();
    const at = row.getBoundingClientRect();
    if (at.top >= view.top && at.bottom <= view.bottom) return;
    scroller.scrollBy({ top: at.top - view.top - view.height / 3, behavior: "smooth" });
  }, [playing]);

  return (
    <div className="talk">
      <div
        ref={box}
        className="talk-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("talk.label")}
        data-testid="transcript"
        onScroll={(event) => {
          const { scrollHeight, scrollTop, clientHeight } = event.currentTarget;
          setAtEnd(scrollHeight - scrollTop - clientHeight < NEAR_END_PX);
        }}
      >
        <ol className="talk-lines" aria-live={follow ? "polite" : "off"} aria-relevant="additions">
          {lines.map((line, index) => (
            <TranscriptLine
              key={line.key}
              line={line}
              last={index === lines.length - 1}
              first={index === 0}
              callerName={props.callerName}
              operatorName={props.operatorName}
              selfName={props.selfName}
              playing={line.key === playing}
              find={find}
              {...(onSeek === undefined ? {} : { onSeek })}
            />
          ))}
        </ol>
      </div>
      {follow && !atEnd && (
        <Button className="talk-newer" size="small" icon={ArrowDown} onClick={() => setAtEnd(true)}>
          {t("talk.newer")}
        </Button>
      )}
    </div>
  );
}

function playingLine(lines: readonly Line[], ms: number | null): string | null {
  if (ms === null) return null;
  const line = lines.findLast((l) => l.kind === "said" && l.utterance.startedMs <= ms);
  return line?.kind === "said" && ms <= line.utterance.endedMs + 400 ? line.key : null;
}
