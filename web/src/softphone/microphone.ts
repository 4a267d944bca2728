import { audioSettings } from "./settings.ts";

export class MicrophoneError extends Error {
  override name = "MicrophoneError";
  readonly reason: "denied" | "missing";
  constructor(reason: "denied" | "missing", cause?: unknown) {
    super(`microphone ${reason}`, { cause });
    this.reason = reason;
  }
}

/** A microphone that passes through our gain. `level()` is 0–100 of what is sent. */
export interface OpenMicrophone {
  stream: MediaStream;
  level(): number;
  setGain(gain: number): void;
  /** Another microphone, without the track that is being sent changing. */
  change(microphoneId: string): Promise<void>;
  close(): void;
}

let shared: AudioContext | null = null;
function context(): AudioContext {
  shared ??= new AudioContext();
  if (shared.state === "suspended") void shared.resume();
  return shared;
}

/** Asks the browser for the chosen microphone, or the default one when it was unplugged. */
export async function openMicrophone(): Promise<OpenMicrophone> {
  const settings = audioSettings.getState();
  let captured = await capture(settings.microphoneId);
  const ctx = context();
  let input = ctx.createMediaStreamSource(captured);
  const gain = ctx.createGain();
  gain.gain.value = settings.gain;
  const analyser = ctx.createAnalyser();
  analyser.fftSize = 512;
  const output = ctx.createMediaStreamDestination();
  input.connect(gain).connect(analyser);
  gain.connect(output);
  const stopCapture = () => {
    for (const track of captured.getTracks()) track.stop();
    input.disconnect();
  };
  return {
    stream: output.stream,
    level: () => loudness(analyser),
    setGain: (value) => {
      gain.gain.value = value;
    },
    change: async (microphoneId) => {
      const next = await capture(microphoneId);
      stopCapture();
      captured = next;
      input = ctx.createMediaStreamSource(next);
      input.connect(gain);
    },
    close: () => {
      stopCapture();
      gain.disconnect();
    },
  };
}

/** A track that carries silence: joins the call without sending anything. */
export function silentStream(): MediaStream {
  return context().createMediaStreamDestination().stream;
}

/** 0–100 from the loudest sample of the last block; -54 dB and below is 0. */
export function loudness(analyser: AnalyserNode): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak === 0 ? 0 : Math.max(0, Math.min(100, ((20 * Math.log10(peak) + 54) / 54) * 100));
}

/** Measures a stream that sounds elsewhere, such as what the call plays to us. */
export function meterOf(stream: MediaStream): { level(): number; close(): void } {
  const ctx = context();
  const source = ctx.createMediaStreamSource(stream);
  const analyser = ctx.createAnalyser();
  analyser.fftSize = 512;
  source.connect(analyser);
  return { level: () => loudness(analyser), close: () => source.disconnect() };
}

async function capture(microphoneId: string): Promise<MediaStream> {
  const audio = microphoneId === "default" ? true : { deviceId: { exact: microphoneId } };
  try {
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (cause) {
    const name = cause instanceof DOMException ? cause.name : "";
    if (name === "OverconstrainedError" && microphoneId !== "default") return capture("default");
    throw new MicrophoneError(
      name === "NotAllowedError" || name === "SecurityError" ? "denied" : "missing",
      cause,
    );
  }
}
