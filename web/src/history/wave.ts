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
      return { height: LANE_HEIGHT_PX, waveColor: colour, progressColor: colour };
    });
  const surfer = Surfer.create({
    container,
    media,
    url,
    peaks: lanes.map((lane) => lane.peaks),
    duration: Math.max(0.1, durationMs / 1000),
    splitChannels: splitChannels(),
    barWidth: 2,
    barGap: 1,
    barRadius: 1,
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
