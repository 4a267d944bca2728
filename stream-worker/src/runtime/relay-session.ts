import { newTurnState, type TurnEvent, type TurnState } from "../domain/turn/state.ts";
import { transition } from "../domain/turn/transition.ts";
import type { RelayWire } from "../ports.ts";
import { createBotSide, type BotDeps, type BotSession, type TurnNews } from "./bot-side.ts";
import type { CarrierEvent } from "./session-types.ts";
import { createTurnQueue } from "./turn-queue.ts";

export type RelaySession = BotSession & { receive(event: CarrierEvent): void };

export type RelaySessionDeps = BotDeps & {
  readonly epoch: number;
  readonly wire: RelayWire;
};

/** One bot conversation by the carrier's ears and voice: the pure machine decides, we perform. */
export function openRelaySession(deps: RelaySessionDeps): RelaySession {
  const { clock, wire, metrics } = deps;
  let state: TurnState = newTurnState(deps.language ?? "en-US");
  let finalAt: number | null = null;

  const take = createTurnQueue<TurnEvent>((event) => {
    const done = transition(state, event);
    state = done.state;
    for (const effect of done.effects) {
      if (effect.type === "sendText") send(effect.text, effect.last);
      // The carrier's voice cannot be warmed up.
      else if (effect.type !== "prepareText") bot.perform(effect);
    }
  });
  const dispatch = (event: TurnNews): void => take({ ...event, at: clock.now() });

  const send = (text: string, last: boolean): void => {
    if (finalAt !== null && text !== "") {
      metrics.answered(clock.now() - finalAt);
      finalAt = null;
    }
    wire.sendText(text, last);
  };

  const bot = createBotSide(deps, {
    state: () => state,
    dispatch,
    known: () => undefined,
    stored: () => undefined,
    endWire: () => wire.end(),
  });

  return {
    callId: deps.callId,
    epoch: deps.epoch,
    receive(event) {
      if (event.type === "prompted" && event.last) finalAt = clock.now();
      dispatch(event);
    },
    stop(reason) {
      bot.setCause("stopped");
      dispatch({ type: "stopCommanded", over: reason === "call_over" });
    },
    resume(reason) {
      bot.setCause("dropped");
      dispatch({ type: "resumeCommanded", reason });
    },
    whisper: (kind, text) => dispatch({ type: "whispered", kind, text }),
    closed: (code) => bot.closed(code),
  };
}
