import type { Problem } from "@patchbay/contracts";
import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import type { Link } from "../net/socket.ts";
import { mixed, readAudioFrame } from "./audio-frame.ts";
import type { JitterReport } from "./jitter-buffer.ts";
import workletUrl from "./listen-worklet.ts?worker&url";

export interface ListenState {
  /** The call that is heard, or about to be. */
  callId: string | null;
  /** Why listening was refused, until the next attempt. */
  refusal: Problem | null;
  /** 0–100. */
  volume: number;
  report: JitterReport | null;
}

export interface Listener {
  state: StoreApi<ListenState>;
  start(callId: string): Promise<void>;
  stop(): void;
  setVolume(volume: number): void;
}

const STORED = "patchbay.listen-volume";

function storedVolume(): number {
  const value = Number(localStorage.getItem(STORED) ?? "80");
  return Number.isFinite(value) ? Math.min(100, Math.max(0, value)) : 80;
}

/** Plays one call at a time, both directions mixed, from the frames the api sends. */
export function createListener(link: Link): Listener {
  const state = createStore<ListenState>(() => ({
    callId: null,
    refusal: null,
    volume: storedVolume(),
    report: null,
  }));
  let output: { context: AudioContext; node: AudioWorkletNode; gain: GainNode } | null = null;

  async function openOutput(): Promise<AudioWorkletNode> {
    if (output !== null) return output.node;
    const context = new AudioContext();
    await context.audioWorklet.addModule(workletUrl);
    const node = new AudioWorkletNode(context, "patchbay-listen", { outputChannelCount: [1] });
    const gain = context.createGain();
    gain.gain.value = state.getState().volume / 100;
    node.connect(gain).connect(context.destination);
    node.port.onmessage = (message: MessageEvent<JitterReport>) =>
      state.setState({ report: message.data });
    await context.resume();
    output = { context, node, gain };
    return node;
  }

  function closeOutput(): void {
    output?.node.disconnect();
    void output?.context.close();
    output = null;
  }

  link.onAudio((bytes) => {
    const { callId } = state.getState();
    const frame = callId === null || output === null ? null : readAudioFrame(bytes);
    if (frame === null || frame.callId !== callId) return;
    const samples = mixed(frame);
    output?.node.port.postMessage({ sequence: frame.sequence, samples }, [samples.buffer]);
  });
  link.on("calls.snapshot", () => {
    // A new connection knows nothing of what was subscribed on the old one.
    const { callId } = state.getState();
    if (callId !== null) void link.command("call.listen", { callId });
  });
  link.on("call.event", (event) => {
    const over = event.type === "call.changed" || event.type === "baton.moved";
    if (over && event.call.status === "ended" && event.callId === state.getState().callId) stop();
  });

  function stop(): void {
    const { callId } = state.getState();
    if (callId === null) return;
    state.setState({ callId: null, report: null });
    void link.command("call.unlisten", { callId });
    closeOutput();
  }

  return {
    state,
    stop,
    start: async (callId) => {
      if (state.getState().callId === callId) return;
      stop();
      state.setState({ callId, refusal: null });
      const [answer] = await Promise.all([link.command("call.listen", { callId }), openOutput()]);
      if (state.getState().callId !== callId) return;
      if (!answer.ok) {
        state.setState({ callId: null, refusal: answer.problem });
        closeOutput();
      }
    },
    setVolume: (volume) => {
      localStorage.setItem(STORED, String(volume));
      state.setState({ volume });
      if (output !== null) output.gain.gain.value = volume / 100;
    },
  };
}
