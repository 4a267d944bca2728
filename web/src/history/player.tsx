import type { RecordingView, Utterance } from "@patchbay/contracts";
import { Pause, Play, RotateCcw, RotateCw, SkipBack, SkipForward } from "lucide-react";
import { useEffect, useMemo, useRef, useState } from "react";
import { IconButton } from "../ui/button.tsx";
import { clock } from "../ui/format.ts";
import { Icon } from "../ui/icon.tsx";
import type { Span } from "../ui/talk/spans.ts";
import { useTheme } from "../ui/theme.ts";
import { useMedia } from "../ui/media.ts";
import { useWords } from "../ui/words/words.ts";
import { Lanes } from "./lanes.tsx";
import { lanesOf, neighbour } from "./player-model.ts";
import type { Markers } from "./player-model.ts";
import { openWave } from "./wave.ts";
import type { Wave } from "./wave.ts";

const speeds = [0.75, 1, 1.25, 1.5, 2] as const;

export interface PlayerProps {
  recording: RecordingView;
  url: string;
  held: readonly Span[];
  markers: Markers;
  utterances: readonly Utterance[];
  operatorName: string | null;
  startMs: number;
  /** Another value of `count` asks for another position. */
  seek: { ms: number; count: number };
  onPosition: (ms: number) => void;
}

/** Plays a recording; positions are on the call's clock, the recording may begin later. */
export function Player(props: PlayerProps) {
  const { recording, url, held, markers, utterances, seek, onPosition } = props;
  const { t } = useWords();
  const theme = useTheme();
  const dark = useMedia("(prefers-color-scheme: dark)");
  const box = useRef<HTMLDivElement>(null);
  const wave = useRef<Wave | null>(null);
  const [playing, setPlaying] = useState(false);
  const [failed, setFailed] = useState(false);
  const [ms, setMs] = useState(props.startMs);
  const [speed, setSpeed] = useState<number>(1);
  const totalMs = recording.durationMs ?? 0;
  const lanes = useMemo(() => lanesOf(recording, held), [recording, held]);
  const startMs = useRef(props.startMs);

  useEffect(() => {
    const container = box.current;
    if (container === null) return;
    const controller = new AbortController();
    void openWave({
      container,
      url,
      lanes,
      durationMs: totalMs,
      signal: controller.signal,
      on: {
        position: (at) => {
          setMs(at + recording.startedMs);
          onPosition(at + recording.startedMs);
        },
        playing: setPlaying,
        failed: () => setFailed(true),
      },
    }).then((opened) => {
      if (opened === null) return;
      wave.current = opened;
      opened.seek(startMs.current - recording.startedMs);
    });
    return () => {
      controller.abort();
      wave.current?.close();
      wave.current = null;
    };
  }, [url, lanes, totalMs, recording.startedMs, onPosition]);

  useEffect(() => wave.current?.repaint(), [theme, dark]);
  const go = (to: number) =>
    wave.current?.seek(Math.max(0, Math.min(totalMs, to - recording.startedMs)));
  // The same place may be asked for twice: the counter tells the questions apart.
  const asked = seek.count;
  useEffect(() => {
    if (asked === 0) return;
    wave.current?.seek(seek.ms - recording.startedMs);
    void wave.current?.play();
  }, [asked, seek.ms, recording.startedMs]);

  const jump = (way: 1 | -1) => {
    const to = neighbour(utterances, ms, way);
    go(to ?? (way === -1 ? recording.startedMs : recording.startedMs + totalMs));
  };
  return (
    <section className="sheet player" aria-label={t("player.label")} data-testid="player">
      <Lanes
        ref={box}
        lanes={lanes}
        held={held}
        markers={markers}
        startedMs={recording.startedMs}
        totalMs={totalMs}
        positionMs={ms}
        operatorName={props.operatorName}
      />
      {failed && (
        <p className="player-trouble" role="alert">
          <strong>{t("player.failed")}</strong> {t("player.failedText")}
        </p>
      )}
      <div className="player-controls">
        <button
          type="button"
          className="play"
          aria-label={t(playing ? "player.pause" : "player.play")}
          onClick={() => void wave.current?.toggle()}
        >
          <Icon of={playing ? Pause : Play} size={20} />
        </button>
        <span className="player-time tabular" data-testid="player-time">
          <strong>{clock(ms)}</strong> / {clock(recording.startedMs + totalMs)}
        </span>
        <IconButton icon={SkipBack} label={t("player.previous")} onClick={() => jump(-1)} />
        <IconButton icon={RotateCcw} label={t("player.back")} onClick={() => go(ms - 5_000)} />
        <IconButton icon={RotateCw} label={t("player.forward")} onClick={() => go(ms + 5_000)} />
        <IconButton icon={SkipForward} label={t("player.next")} onClick={() => jump(1)} />
        <span className="divider" />
        <select
          className="field player-speed"
          aria-label={t("player.speed")}
          value={speed}
          onChange={(event) => {
            const next = Number(event.target.value);
            setSpeed(next);
            wave.current?.setSpeed(next);
          }}
        >
          {speeds.map((one) => (
            <option key={one} value={one}>
              {one}×
            </option>
          ))}
        </select>
        <input
          className="unseen"
          type="range"
          aria-label={t("player.position")}
          aria-valuetext={clock(ms)}
          min={0}
          max={Math.round(totalMs / 1000)}
          value={Math.round((ms - recording.startedMs) / 1000)}
          onChange={(event) => go(recording.startedMs + Number(event.target.value) * 1000)}
        />
        <span className="grow" />
        <Legend markers={markers} />
      </div>
    </section>
  );
}

function Legend({ markers }: { markers: Markers }) {
  const { t } = useWords();
  return (
    <span className="legend small soft">
      {markers.takeovers.length > 0 && <span className="is-takeover">{t("player.takeover")}</span>}
      {markers.hints.length > 0 && <span className="is-hint">{t("player.hint")}</span>}
      {markers.holds.length > 0 && <span className="is-hold">{t("player.hold")}</span>}
    </span>
  );
}
