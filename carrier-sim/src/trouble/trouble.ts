/** Faults asked for by tests and the curious. Each is spent as it is used; nothing here happens by itself. */

export interface CallbackFaults {
  /** How many of the next callbacks are lost, sent twice, or swapped with the one after them. */
  lose: number;
  double: number;
  shuffle: number;
  /** Added before each callback until cleared, ms. */
  delayMs: number;
}

export interface MediaFaults {
  /** 0–100: the share of media messages that never leave. */
  lossPercent: number;
  /** Each media message is up to this late, order kept, ms. */
  jitterMs: number;
}

export interface Trouble {
  freezeWebhooks(holdMs: number, count: number): void;
  refuseRest(status: 429 | 500, count: number): void;
  callbacks(faults: Partial<CallbackFaults>): void;
  media(faults: Partial<MediaFaults>): void;
  clear(): void;
  /** How long the next webhook is to be held, ms; spends one. */
  takeFreezeMs(): number;
  /** The status the next REST request is to be refused with; spends one. */
  takeRefusal(): 429 | 500 | undefined;
  takeCallback(): { fate: "send" | "lose" | "double" | "swap"; delayMs: number };
  mediaFaults(): MediaFaults;
  snapshot(): Record<string, unknown>;
}

export function createTrouble(): Trouble {
  let freeze = { holdMs: 0, count: 0 };
  let refusal: { status: 429 | 500; count: number } = { status: 429, count: 0 };
  let callbacks: CallbackFaults = { lose: 0, double: 0, shuffle: 0, delayMs: 0 };
  let media: MediaFaults = { lossPercent: 0, jitterMs: 0 };

  const spend = (kind: "lose" | "double" | "shuffle"): boolean => {
    if (callbacks[kind] === 0) return false;
    callbacks = { ...callbacks, [kind]: callbacks[kind] - 1 };
    return true;
  };

  return {
    freezeWebhooks: (holdMs, count) => void (freeze = { holdMs, count }),
    refuseRest: (status, count) => void (refusal = { status, count }),
    callbacks: (faults) => void (callbacks = { ...callbacks, ...faults }),
    media: (faults) => void (media = { ...media, ...faults }),
    clear() {
      freeze = { holdMs: 0, count: 0 };
      refusal = { status: 429, count: 0 };
      callbacks = { lose: 0, double: 0, shuffle: 0, delayMs: 0 };
      media = { lossPercent: 0, jitterMs: 0 };
    },
    takeFreezeMs() {
      if (freeze.count === 0) return 0;
      freeze = { ...freeze, count: freeze.count - 1 };
      return freeze.holdMs;
    },
    takeRefusal() {
      if (refusal.count === 0) return undefined;
      refusal = { ...refusal, count: refusal.count - 1 };
      return refusal.status;
    },
    takeCallback() {
      const { delayMs } = callbacks;
      if (spend("lose")) return { fate: "lose", delayMs };
      if (spend("double")) return { fate: "double", delayMs };
      if (spend("shuffle")) return { fate: "swap", delayMs };
      return { fate: "send", delayMs };
    },
    mediaFaults: () => media,
    snapshot: () => ({ freeze, refusal, callbacks, media }),
  };
}
