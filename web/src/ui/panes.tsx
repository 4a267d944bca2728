import { useRef, useState } from "react";
import type { CSSProperties, KeyboardEvent, PointerEvent, ReactNode } from "react";

interface Side {
  /** Pixels. */
  size: number;
  min: number;
  max: number;
  label: string;
}

const KEY_STEP_PX = 16;

function stored(key: string, side: Side): number {
  const value = Number(localStorage.getItem(key));
  return value >= side.min && value <= side.max ? value : side.size;
}

/** Three columns; the outer two are dragged or moved with the arrow keys, and remembered. */
export function Panes(props: {
  name: string;
  start: Side;
  end: Side;
  children: [ReactNode, ReactNode, ReactNode];
}) {
  const { name, start, end, children } = props;
  const [first, setFirst] = useState(() => stored(`patchbay.${name}.start`, start));
  const [last, setLast] = useState(() => stored(`patchbay.${name}.end`, end));
  const keep = (which: "start" | "end", size: number) => {
    const side = which === "start" ? start : end;
    const next = Math.round(Math.min(side.max, Math.max(side.min, size)));
    localStorage.setItem(`patchbay.${name}.${which}`, String(next));
    if (which === "start") setFirst(next);
    else setLast(next);
  };
  const columns: CSSProperties = {
    gridTemplateColumns: `${first}px 1px minmax(320px, 1fr) 1px ${last}px`,
  };
  return (
    <div className="panes" style={columns}>
      <div className="pane">{children[0]}</div>
      <Edge side={start} size={first} way={1} resize={(size) => keep("start", size)} />
      <div className="pane">{children[1]}</div>
      <Edge side={end} size={last} way={-1} resize={(size) => keep("end", size)} />
      <div className="pane">{children[2]}</div>
    </div>
  );
}

function Edge(props: { side: Side; size: number; way: 1 | -1; resize: (size: number) => void }) {
  const { side, size, way, resize } = props;
  const grip = useRef<{ x: number; size: number } | null>(null);
  const move = (event: PointerEvent) => {
    if (grip.current !== null) resize(grip.current.size + way * (event.clientX - grip.current.x));
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? way : event.key === "ArrowLeft" ? -way : 0;
    if (step === 0) return;
    event.preventDefault();
    resize(size + step * KEY_STEP_PX);
  };
  return (
    <div
      className="pane-edge"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={side.label}
      aria-valuemin={side.min}
      aria-valuemax={side.max}
      aria-valuenow={size}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        grip.current = { x: event.clientX, size };
      }}
      onPointerMove={move}
      onPointerUp={() => {
        grip.current = null;
      }}
      onDoubleClick={() => resize(side.size)}
      onKeyDown={press}
    />
  );
}
