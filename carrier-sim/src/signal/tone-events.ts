const DIGITS = "0123456789*#ABCD";

/** Turns RFC 4733 telephone-event packets into pressed keys: many packets, one key each. */
export interface ToneEvents {
  /** The key, at its first packet that arrives; undefined for repetitions, ends and unknown events. */
  push(timestamp: number, payload: Uint8Array): string | undefined;
}

export function createToneEvents(): ToneEvents {
  let lastTimestamp = -1;
  let lastEvent = -1;
  return {
    push(timestamp, payload) {
      const event = payload[0];
      if (event === undefined || payload.length < 4) return undefined;
      // All packets of one press carry the timestamp of its start (RFC 4733 §2.2).
      if (timestamp === lastTimestamp && event === lastEvent) return undefined;
      lastTimestamp = timestamp;
      lastEvent = event;
      return DIGITS[event];
    },
  };
}
