import type { Page } from "@playwright/test";

interface Ear {
  /** Epoch ms of the last press anywhere in the page. */
  pressedAt: number;
  /** Epoch ms at which the tone was first heard since the last press. */
  heardAt: number | null;
}

/**
 * Before any script of the page: notes when something is pressed, and when a tone is first heard
 * from another telephone afterwards. Looks every 10 ms at the last 21 ms of sound.
 */
export async function giveEar(page: Page, hz: number): Promise<void> {
  await page.addInitScript((wanted) => {
    const ear: Ear = { pressedAt: 0, heardAt: null };
    (globalThis as unknown as { __ear: Ear }).__ear = ear;
    const now = (): number => performance.timeOrigin + performance.now();
    document.addEventListener(
      "click",
      () => {
        ear.pressedAt = now();
        ear.heardAt = null;
      },
      { capture: true },
    );
    const context = new AudioContext();
    const samples = new Float32Array(1024);
    let analyser: AnalyserNode | undefined;
    setInterval(() => {
      if (analyser === undefined || ear.heardAt !== null) return;
      analyser.getFloatTimeDomainData(samples);
      const step = 2 * Math.cos((2 * Math.PI * wanted) / context.sampleRate);
      let before = 0;
      let last = 0;
      let energy = 0;
      for (const sample of samples) {
        [before, last] = [last, sample + step * last - before];
        energy += sample * sample;
      }
      const power = before * before + last * last - step * before * last;
      // All of a sine's energy is its tone's; −70 dB of full scale is far below a whisper.
      const share = (2 * power) / (samples.length * energy + 1e-12);
      if (share > 0.6 && energy / samples.length > 1e-7) ear.heardAt = now();
    }, 10);
    const Original = globalThis.RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Original {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        this.addEventListener("track", ({ track }) => {
          analyser = context.createAnalyser();
          analyser.fftSize = samples.length;
          context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
        });
      }
    };
  }, hz);
}

/** Waits until the tone was heard after the last press. Throws after 10 s. */
export async function whenPageHeard(page: Page): Promise<{ pressedAt: number; heardAt: number }> {
  const read = await page.waitForFunction(
    () => {
      const { pressedAt, heardAt } = (globalThis as unknown as { __ear: Ear }).__ear;
      return heardAt === null ? null : { pressedAt, heardAt };
    },
    undefined,
    { timeout: 10_000 },
  );
  const found = await read.jsonValue();
  if (found === null) throw new Error("the operator heard nothing");
  return found;
}
