/** Loudness of 16-bit samples on a scale of 0–100 that spends its length between −60 and 0 dBFS. */
export function levelOf(samples: Int16Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  const rms = Math.sqrt(sum / Math.max(1, samples.length)) / 32768;
  return rms < 0.001 ? 0 : Math.min(100, Math.round(((20 * Math.log10(rms) + 60) / 60) * 100));
}

export interface Speaker {
  play(frame: Float32Array): void;
  close(): void;
}

/** The line's own rate: the browser resamples, not we. */
export async function openSpeaker(): Promise<Speaker> {
  const context = new AudioContext({ sampleRate: 8000, latencyHint: "interactive" });
  await context.audioWorklet.addModule("worklets.ts");
  const node = new AudioWorkletNode(context, "booth-speaker", {
    numberOfInputs: 0,
    outputChannelCount: [1],
  });
  node.connect(context.destination);
  await context.resume();
  return {
    play: (frame) => node.port.postMessage(frame, [frame.buffer]),
    close: () => void context.close(),
  };
}

export interface Microphone {
  close(): void;
}

/** Frames of 160 samples at 8 kHz. Rejects with a sentence when the browser gives no microphone. */
export async function openMicrophone(
  onFrame: (frame: Int16Array<ArrayBuffer>) => void,
): Promise<Microphone> {
  const stream = await navigator.mediaDevices
    .getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
    .catch((cause: unknown) => {
      throw new Error(
        "The browser gave no microphone. Allow it beside the address, or just type.",
        { cause },
      );
    });
  const context = new AudioContext();
  await context.audioWorklet.addModule("worklets.ts");
  const node = new AudioWorkletNode(context, "booth-microphone", { numberOfOutputs: 0 });
  node.port.onmessage = (message: MessageEvent<Int16Array<ArrayBuffer>>) => onFrame(message.data);
  context.createMediaStreamSource(stream).connect(node);
  return {
    close() {
      for (const track of stream.getTracks()) track.stop();
      void context.close();
    },
  };
}
