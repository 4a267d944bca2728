import { audioSettings } from "./settings.ts";

/** Chrome can send a context to a chosen device; elsewhere the system's choice is used. */
interface RoutableContext extends AudioContext {
  setSinkId?(id: string): Promise<void>;
}

async function openOn(deviceId: string): Promise<AudioContext> {
  const context: RoutableContext = new AudioContext();
  if (deviceId !== "default") await context.setSinkId?.(deviceId).catch(() => undefined);
  return context;
}

function note(
  context: AudioContext,
  hertz: number,
  at: number,
  seconds: number,
  loud: number,
): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loud, at + 0.02);
  gain.gain.setValueAtTime(loud, at + seconds - 0.08);
  gain.gain.linearRampToValueAtTime(0, at + seconds);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}

/** Two notes on the chosen speaker, about a second long. */
export async function playTestTone(): Promise<void> {
  const context = await openOn(audioSettings.getState().speakerId);
  note(context, 523, context.currentTime, 0.4, 0.2);
  note(context, 659, context.currentTime + 0.45, 0.5, 0.2);
  setTimeout(() => void context.close(), 1_500);
}

const RING_EVERY_MS = 3_000;

/** Rings on the ringer device until the returned function is called. */
export function startRinging(): () => void {
  let context: AudioContext | null = null;
  let stopped = false;
  const ring = () => {
    if (context === null) return;
    const at = context.currentTime;
    for (const beat of [0, 0.35]) {
      note(context, 740, at + beat, 0.28, 0.12);
      note(context, 932, at + beat, 0.28, 0.08);
    }
  };
  void openOn(audioSettings.getState().ringerId).then((opened) => {
    if (stopped) void opened.close();
    else context = opened;
    ring();
  });
  const timer = setInterval(ring, RING_EVERY_MS);
  return () => {
    stopped = true;
    clearInterval(timer);
    void context?.close();
  };
}
