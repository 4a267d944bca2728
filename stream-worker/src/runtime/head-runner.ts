import type { TurnEvent } from "../domain/turn/state.ts";
import type { Head, HeadTurn } from "../ports.ts";

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

/** What a head at work reports, stamped with its generation. */
export type HeadEvent = WithoutInstant<
  Extract<
    TurnEvent,
    { type: "headSaid" | "toolStarted" | "toolFinished" | "headFinished" | "headFailed" }
  >
>;

export type HeadRunner = {
  start(gen: number, turn: HeadTurn): void;
  abort(gen: number): void;
  abortAll(): void;
};

/** Runs replies of one head; one AbortController each, so that a cut reply stops at its source. */
export function createHeadRunner(head: Head, report: (event: HeadEvent) => void): HeadRunner {
  const running = new Map<number, AbortController>();
  const abort = (gen: number): void => {
    running.get(gen)?.abort();
    running.delete(gen);
  };

  const run = async (gen: number, turn: HeadTurn, signal: AbortSignal): Promise<void> => {
    try {
      const end = await head.reply(
        turn,
        {
          say: (text) => report({ type: "headSaid", gen, text }),
          toolStarted: () => report({ type: "toolStarted", gen }),
          // Reported even when the reply was cut: what a tool did has happened.
          toolFinished: (memory, ringing) => report({ type: "toolFinished", gen, memory, ringing }),
        },
        signal,
      );
      report({ type: "headFinished", gen, end });
    } catch {
      report({ type: "headFailed", gen });
    } finally {
      running.delete(gen);
    }
  };

  return {
    start(gen, turn) {
      const controller = new AbortController();
      running.set(gen, controller);
      void run(gen, turn, controller.signal);
    },
    abort,
    abortAll() {
      for (const gen of running.keys()) abort(gen);
    },
  };
}
