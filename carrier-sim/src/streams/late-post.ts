import type { MediaFaults } from "../trouble/trouble.ts";

/** Sends messages in order, some of them late, as `MediaFaults` ask. Bounded by what arrives within the jitter. */
export interface LatePost {
  inOrder(text: string): void;
  /** Whether the next media message is to be lost. */
  lost(): boolean;
  /** Sends everything that still waits. */
  flush(): void;
}

export function createLatePost(faults: () => MediaFaults, send: (text: string) => void): LatePost {
  const waiting: { text: string; at: number }[] = [];
  let timer: NodeJS.Timeout | undefined;
  let random = 0x2545f491;
  /** A small generator of our own, so that a run with trouble can be repeated. */
  const chance = (): number => {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    return random / 2 ** 32;
  };

  function drain(): void {
    timer = undefined;
    const now = performance.now();
    while (waiting[0] !== undefined && waiting[0].at <= now) send(waiting.shift()?.text ?? "");
    if (waiting[0] !== undefined) timer = setTimeout(drain, Math.max(1, waiting[0].at - now));
  }

  return {
    inOrder(text) {
      const { jitterMs } = faults();
      if (jitterMs === 0 && waiting.length === 0) return send(text);
      const at = Math.max(performance.now() + chance() * jitterMs, waiting.at(-1)?.at ?? 0);
      waiting.push({ text, at });
      timer ??= setTimeout(drain, Math.max(1, at - performance.now()));
    },
    lost: () => {
      const { lossPercent } = faults();
      return lossPercent > 0 && chance() * 100 < lossPercent;
    },
    flush() {
      clearTimeout(timer);
      timer = undefined;
      for (const { text } of waiting.splice(0)) send(text);
    },
  };
}
