import type WaveSurfer from "wavesurfer.js";
import type { Lane } from "./player-model.ts";

export interface Wave {
  play(): Promise<void>;
  toggle(): Promise<void>;
  seek(ms: number): void;
  setSpeed(speed: number): void;
  repaint(): void;
  close(): void;
}

export const LANE_HEIGHT_PX = 48;

interface Wish {
  container: HTMLElement;
  url: string;
  lanes: readonly Lane[];
  durationMs: number;
  signal: AbortSignal;
  on: { position(ms: number): void; playing(on: boolean): void; failed(): void };
}

/** Draws the lanes from peaks made on the server; the sound itself streams by byte ranges. */
export async function openWave(wish: Wish): Promise<Wave | null> {
  const { default: Surfer } = await import("wavesurfer.js");
  if (wish.signal.aborted) return null;
  const { container, lanes, url, durationMs, on } = wish;
  const media = new Audio();
  media.preload = "metadata";
  const splitChannels = () =>
    lanes.map((lane) => {
      const colour = colourOf(container, lane.hand);
      return {
        height: LANE_HEIGHT_PX,
        waveColor: colour,
        progressColor: colour,
        renderFunction: drawBars,
      };
    });
  const surfer = Surfer.create({
    container,
    media,
    url,
    peaks: lanes.map((lane) => lane.peaks),
    duration: Math.max(0.1, durationMs / 1000),
    splitChannels: splitChannels(),
    cursorWidth: 0,
    hideScrollbar: true,
    dragToSeek: true,
  });
  adoptItsStyle(surfer);
  surfer.on("timeupdate", (seconds) => on.position(seconds * 1000));
  surfer.on("play", () => on.playing(true));
  surfer.on("pause", () => on.playing(false));
  surfer.on("finish", () => on.playing(false));
  surfer.on("error", () => on.failed());
  return {
    play: () => surfer.play(),
    toggle: () => surfer.playPause(),
    seek: (ms) => surfer.setTime(Math.max(0, ms) / 1000),
    setSpeed: (speed) => surfer.setPlaybackRate(speed, true),
    repaint: () => surfer.setOptions({ splitChannels: splitChannels() }),
    close: () => {
      surfer.destroy();
      media.removeAttribute("src");
      media.load();
    },
  };
}

const BAR_PX = 2;
const BAR_AND_GAP_PX = 3;

/** Rounded bars around the middle; silence stays empty, the lane's own line shows it. */
function drawBars(channels: (Float32Array | number[])[], ctx: CanvasRenderingContext2D): void {
  const peaks = channels[0] ?? [];
  const { width, height } = ctx.canvas;
  const scale = window.devicePixelRatio || 1;
  const step = BAR_AND_GAP_PX * scale;
  const bars = Math.floor(width / step);
  for (let bar = 0; bar < bars; bar += 1) {
    const from = Math.floor((bar / bars) * peaks.length);
    const to = Math.max(from + 1, Math.floor(((bar + 1) / bars) * peaks.length));
    let peak = 0;
    for (let i = from; i < to; i += 1) peak = Math.max(peak, Math.abs(peaks[i] ?? 0));
    if (peak < 0.03) continue;
    const tall = Math.max(2 * scale, peak * height * 0.86);
    ctx.beginPath();
    ctx.roundRect(bar * step, (height - tall) / 2, BAR_PX * scale, tall, scale);
    ctx.fill();
  }
}

/** A canvas needs the colour itself, so it is read from an element that wears the token. */
function colourOf(container: HTMLElement, hand: Lane["hand"]): string {
  const probe = document.createElement("i");
  probe.style.color = `var(--${hand === "operator" ? "human" : hand})`;
  container.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** Its shadow root brings an inline style, which a strict policy refuses; adopted sheets are ours. */
function adoptItsStyle(surfer: WaveSurfer): void {
  const root = surfer.getWrapper().getRootNode();
  if (!(root instanceof ShadowRoot)) return;
  const text = root.querySelector("style")?.textContent;
  if (text === undefined || text === null) return;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  root.adoptedStyleSheets = [sheet];
}
