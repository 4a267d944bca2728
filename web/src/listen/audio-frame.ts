import { AUDIO_FRAME_HEADER_BYTES, AUDIO_FRAME_TRACK_BYTES } from "@patchbay/contracts";

export interface AudioFrame {
  callId: string;
  sequence: number;
  /** Milliseconds on the call's clock. */
  atMs: number;
  /** 160 samples of mu-law each. */
  caller: Uint8Array;
  other: Uint8Array;
}

const LENGTH = AUDIO_FRAME_HEADER_BYTES + 2 * AUDIO_FRAME_TRACK_BYTES;

/** Reads one binary `audio.frame`; null when it does not have the documented length. */
export function readAudioFrame(bytes: Uint8Array): AudioFrame | null {
  if (bytes.byteLength !== LENGTH) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const middle = AUDIO_FRAME_HEADER_BYTES + AUDIO_FRAME_TRACK_BYTES;
  return {
    callId: uuid(bytes),
    sequence: view.getUint32(16),
    atMs: view.getUint32(20),
    caller: bytes.subarray(AUDIO_FRAME_HEADER_BYTES, middle),
    other: bytes.subarray(middle, LENGTH),
  };
}

function uuid(bytes: Uint8Array): string {
  let hex = "";
  for (let i = 0; i < 16; i += 1) hex += bytes[i]!.toString(16).padStart(2, "0");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join("-");
}

/** G.711 mu-law → -1…1, by table: 50 frames a second on the audio thread's neighbour. */
const LINEAR = Float32Array.from({ length: 256 }, (_, code) => {
  const inverted = ~code & 0xff;
  const magnitude = (((inverted & 0x0f) << 3) + 0x84) << ((inverted & 0x70) >> 4);
  const value = magnitude - 0x84;
  return ((inverted & 0x80) === 0 ? value : -value) / 32_768;
});

/** Both directions in one ear; softened a little so that talking over each other does not clip. */
export function mixed(frame: Pick<AudioFrame, "caller" | "other">): Float32Array {
  const out = new Float32Array(frame.caller.length);
  for (let i = 0; i < out.length; i += 1) {
    const sum = LINEAR[frame.caller[i]!]! + LINEAR[frame.other[i] ?? 0xff]!;
    out[i] = Math.max(-1, Math.min(1, sum));
  }
  return out;
}
