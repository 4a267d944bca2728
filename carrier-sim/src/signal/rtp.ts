const HEADER_BYTES = 12;

export interface RtpPacket {
  payloadType: number;
  /** 16 bits, wraps. */
  sequence: number;
  /** 32 bits, wraps; 8000 a second here. */
  timestamp: number;
  ssrc: number;
  /** A view into the packet. */
  payload: Uint8Array;
}

/** RFC 3550 §5.1. undefined: not RTP (RTCP shares the port, RFC 5761), truncated or nonsense. */
export function readRtp(packet: Uint8Array): RtpPacket | undefined {
  if (packet.length < HEADER_BYTES) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const first = view.getUint8(0);
  if (first >> 6 !== 2) return undefined;
  const payloadType = view.getUint8(1) & 0x7f;
  if (payloadType >= 64 && payloadType <= 95) return undefined;
  let start = HEADER_BYTES + (first & 0x0f) * 4;
  if (first & 0x10) {
    if (packet.length < start + 4) return undefined;
    start += 4 + view.getUint16(start + 2) * 4;
  }
  const padding = first & 0x20 ? view.getUint8(packet.length - 1) : 0;
  const end = packet.length - padding;
  if (start > end) return undefined;
  return {
    payloadType,
    sequence: view.getUint16(2),
    timestamp: view.getUint32(4),
    ssrc: view.getUint32(8),
    payload: packet.subarray(start, end),
  };
}

/** Writes PCMU packets of one stream into one reused buffer. */
export interface RtpWriter {
  /** The whole packet for one 20 ms frame; valid until the next call. */
  next(payload: Uint8Array): Uint8Array;
}

/** `first` fixes the random starting points RFC 3550 asks for (tests pass zeros). */
export function createRtpWriter(first: {
  ssrc: number;
  sequence: number;
  timestamp: number;
  payloadType: number;
}): RtpWriter {
  let { sequence, timestamp } = first;
  let buffer = new Uint8Array(HEADER_BYTES + 160);
  let started = false;
  return {
    next(payload) {
      if (buffer.length !== HEADER_BYTES + payload.length)
        buffer = new Uint8Array(HEADER_BYTES + payload.length);
      const view = new DataView(buffer.buffer);
      view.setUint8(0, 0x80);
      // The marker bit on the first packet of a talkspurt lets the browser settle its playout delay.
      view.setUint8(1, first.payloadType | (started ? 0 : 0x80));
      view.setUint16(2, sequence);
      view.setUint32(4, timestamp);
      view.setUint32(8, first.ssrc);
      buffer.set(payload, HEADER_BYTES);
      started = true;
      sequence = (sequence + 1) & 0xffff;
      timestamp = (timestamp + payload.length) >>> 0;
      return buffer;
    },
  };
}
