import type { Page } from "@playwright/test";

interface Probe {
  analysers: AnalyserNode[];
  /** On what the page itself plays: the frames of a call that is listened to. */
  speakers: AnalyserNode[];
}

/** Before any script of the page: every remote audio track of a peer connection is also measured. */
export async function measureRemoteAudio(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const probe: Probe = { analysers: [], speakers: [] };
    (globalThis as unknown as { __heard: Probe }).__heard = probe;
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener("track", (event) => {
          const context = new AudioContext();
          const analyser = context.createAnalyser();
          analyser.fftSize = 8192;
          analyser.smoothingTimeConstant = 0;
          context.createMediaStreamSource(new MediaStream([event.track])).connect(analyser);
          probe.analysers.push(analyser);
        });
      }
    };
    const connect = AudioNode.prototype.connect as (this: AudioNode, to: AudioNode) => AudioNode;
    AudioNode.prototype.connect = function (this: AudioNode, to: AudioNode): AudioNode {
      if (to instanceof AudioDestinationNode) {
        const analyser = this.context.createAnalyser();
        connect.call(this, analyser);
        probe.speakers.push(analyser);
      }
      return connect.call(this, to);
    } as typeof AudioNode.prototype.connect;
  });
}

/** The largest sample, 0–1, in the block that the page plays now. */
export function pagePlays(page: Page): Promise<number> {
  return page.evaluate(() => {
    const probe = (globalThis as unknown as { __heard: Probe }).__heard;
    const analyser = probe.speakers.at(-1);
    if (!analyser) return 0;
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    return samples.reduce((largest, sample) => Math.max(largest, Math.abs(sample)), 0);
  });
}

/** How far a tone stands above everything else but its neighbourhood in what the page hears now, dB; −200 without sound. */
export function pageHears(page: Page, hz: number): Promise<number> {
  return page.evaluate((wanted) => {
    const probe = (globalThis as unknown as { __heard: Probe }).__heard;
    const analyser = probe.analysers.at(-1);
    if (!analyser) return -200;
    const bins = new Float32Array(analyser.frequencyBinCount);
    analyser.getFloatFrequencyData(bins);
    const width = analyser.context.sampleRate / analyser.fftSize;
    let tone = -200;
    let rest = -200;
    bins.forEach((level, at) => {
      const here = at * width;
      if (!Number.isFinite(level) || here < 200 || here > 3500) return;
      if (Math.abs(here - wanted) < 40) tone = Math.max(tone, level);
      else if (Math.abs(here - wanted) > 120) rest = Math.max(rest, level);
    });
    return tone < -80 ? -200 : tone - rest;
  }, hz);
}
