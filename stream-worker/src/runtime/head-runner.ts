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
  /**
   * `speculative`: the caller's turn may go on. The head's words are reported as they come; its
   * tools, and a head that cannot speculate, wait for `commit`.
   */
  start(gen: number, turn: HeadTurn, options?: { readonly speculative: boolean }): void;
  commit(gen: number): void;
  /** Before the commit nothing but tokens has been spent. */
  abort(gen: number): void;
  abortAll(): void;
};

type Reply = {
  readonly controller: AbortController;
  readonly decide: (isCommitted: boolean) => void;
  /** Of a head that cannot speculate. */
  readonly begin: (() => void) | null;
};

/** Runs replies of one head; one AbortController each, so that a cut reply stops at its source. */
export function createHeadRunner(head: Head, report: (event: HeadEvent) => void): HeadRunner {
  const running = new Map<number, Reply>();
  const abort = (gen: number): void => {
    const reply = running.get(gen);
    running.delete(gen);
    reply?.controller.abort();
    reply?.decide(false);
  };

  const run = async (
    gen: number,
    turn: HeadTurn,
    signal: AbortSignal,
    committed: Promise<boolean>,
  ): Promise<void> => {
    try {
      const end = await head.reply(
        turn,
        {
          say: (text) => report({ type: "headSaid", gen, text }),
          toolStarted: () => report({ type: "toolStarted", gen }),
          // Reported even when the reply was cut: what a tool did has happened.
          toolFinished: (memory, ringing) => report({ type: "toolFinished", gen, memory, ringing }),
          committed: () => committed,
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
    start(gen, turn, { speculative } = { speculative: false }) {
      const controller = new AbortController();
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const begin = (): void => void run(gen, turn, controller.signal, promise);
      const isHeld = speculative && !head.speculates();
      running.set(gen, { controller, decide: resolve, begin: isHeld ? begin : null });
      if (!speculative) resolve(true);
      if (!isHeld) begin();
    },
    commit(gen) {
      const reply = running.get(gen);
      if (reply === undefined) return;
      running.set(gen, { ...reply, begin: null });
      reply.decide(true);
      reply.begin?.();
    },
    abort,
    abortAll() {
      for (const gen of running.keys()) abort(gen);
    },
  };
}
