import type { TranscriptEvent } from "../ports/speech.ts";

export type TranscriptLog = {
  readonly events: TranscriptEvent[];
  hear(event: TranscriptEvent): void;
  /** Resolves with the first event of this type that has not been asked for yet. */
  next<T extends TranscriptEvent["type"]>(type: T): Promise<Extract<TranscriptEvent, { type: T }>>;
  /** What was told, in few words: `~partial`, `final`, `[flushed]`. */
  story(): string[];
};

const wordsOf = (event: TranscriptEvent): string => {
  switch (event.type) {
    case "partial":
      return `~${event.text}`;
    case "final":
      return event.text;
    case "turnEnded":
      return event.eager ? "[turnEnded early]" : "[turnEnded]";
    case "failed":
      return `[failed: ${event.fault}]`;
    default:
      return `[${event.type}]`;
  }
};

/** Keeps what a recogniser tells and lets a test wait for it. */
export function transcriptLog(): TranscriptLog {
  const events: TranscriptEvent[] = [];
  const asked = new Map<string, number>();
  const waiting = new Set<() => void>();
  return {
    events,
    hear(event) {
      events.push(event);
      for (const look of waiting) look();
    },
    next<T extends TranscriptEvent["type"]>(type: T) {
      const index = asked.get(type) ?? 0;
      asked.set(type, index + 1);
      return new Promise<Extract<TranscriptEvent, { type: T }>>((resolve) => {
        const look = (): void => {
          const found = events.filter((event) => event.type === type)[index];
          if (!found) return;
          waiting.delete(look);
          resolve(found as Extract<TranscriptEvent, { type: T }>);
        };
        waiting.add(look);
        look();
      });
    },
    story: () => events.map(wordsOf),
  };
}
