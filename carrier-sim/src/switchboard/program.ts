import { apologise, interpret } from "../twiml/interpret.ts";
import type { Source } from "../twiml/running.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { Aborted } from "./waits.ts";

interface Program {
  abort: AbortController;
  done: Promise<void>;
}

/**
 * Runs one document at a time per leg. A new one aborts the old, waits until its verbs have let go
 * (left a conference, closed a socket) and then starts; the call itself and what was `<Start>`ed go on.
 */
export function createPrograms(exchange: () => Exchange): (leg: Leg, source: Source) => void {
  const programs = new WeakMap<Leg, Program>();

  return (leg, source) => {
    if (leg.ended.aborted) return;
    const x = exchange();
    const previous = programs.get(leg);
    const abort = new AbortController();
    const stop = (): void => abort.abort(new Aborted());
    leg.ended.addEventListener("abort", stop, { once: true });
    leg.redirected.emit();
    previous?.abort.abort(new Aborted());
    const base = { x, leg, signal: abort.signal };
    const done = (previous?.done ?? Promise.resolve())
      .then(async () => {
        const outcome = await interpret(base, source);
        if (outcome === "broken") await apologise(base);
        // A document that never picked up (a bridging <Dial> nobody answered) leaves an unanswered call.
        leg.finish(leg.answered() ? "completed" : "no-answer");
      })
      .catch((cause: unknown) => {
        if (cause instanceof Aborted) return;
        x.alerts.raise(
          11_200,
          `The document could not be run: ${cause instanceof Error ? cause.name : "unknown"}`,
          leg.sid,
        );
        leg.finish("failed");
      })
      .finally(() => leg.ended.removeEventListener("abort", stop));
    programs.set(leg, { abort, done });
  };
}
