import { AUDIO_FRAME_HEADER_BYTES, AUDIO_FRAME_TRACK_BYTES } from "@patchbay/contracts";
import type { Pair } from "../domain/frame-pairing.ts";

const CALL_ID_BYTES = 16;
const UINT32 = 0x1_0000_0000;

/** The frame as `console-events.ts` lays it out: call id, sequence, call clock, caller, other. */
export function packFrame(callId: string, sequence: number, atMs: number, pair: Pair): Uint8Array {
  const frame = Buffer.allocUnsafe(AUDIO_FRAME_HEADER_BYTES + 2 * AUDIO_FRAME_TRACK_BYTES);
  frame.write(callId.replaceAll("-", ""), 0, CALL_ID_BYTES, "hex");
  frame.writeUInt32BE(sequence % UINT32, CALL_ID_BYTES);
  frame.writeUInt32BE(atMs % UINT32, CALL_ID_BYTES + 4);
  frame.set(pair.caller, AUDIO_FRAME_HEADER_BYTES);
  frame.set(pair.other, AUDIO_FRAME_HEADER_BYTES + AUDIO_FRAME_TRACK_BYTES);
  return frame;
}
