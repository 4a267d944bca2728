import { giveToBot, hasBot, redirectCaller, revert } from "./baton.ts";
import { moved, noted, same, type Effect, type Transition } from "./call-effects.ts";
import { GRACE_MS, type CallState } from "./call-state.ts";

/** The operator's leg left while the caller was with them. */
export function operatorLost(state: CallState, at: number): Transition {
  if (state.holder.kind !== "operator") return same(state);
  const told: Effect = {
    kind: "tell_leg",
    operatorId: state.holder.operatorId,
    epoch: state.epoch,
    state: "left",
  };
  if (state.phase === "claimed") {
    const back = revert(state, at);
    return { state: back.state, effects: [told, ...back.effects] };
  }
  const sent = redirectCaller({
    ...state,
    phase: "lost",
    lostUntil: at + GRACE_MS,
    onHold: false,
  });
  return {
    state: sent.state,
    effects: [told, noted("operator_reconnecting", state.holder.name), ...sent.effects],
  };
}

/** Nobody came back within the grace. */
export function graceOver(state: CallState, at: number): Transition {
  const name = state.holder.kind === "operator" ? state.holder.name : null;
  if (hasBot(state)) {
    const given = giveToBot(
      { ...state, bot: { ...state.bot, brief: "The operator's connection was lost." } },
      "hand_back",
      at,
    );
    return { state: given.state, effects: [moved("operator_lost", name), ...given.effects] };
  }
  const sent = redirectCaller({
    ...state,
    holder: { kind: "nobody", place: "hold" },
    phase: "connected",
    epoch: state.epoch + 1,
    lostUntil: null,
    lastWords: "apology",
    place: state.place === "leaving" ? "leaving" : "hold",
  });
  return { state: sent.state, effects: [moved("operator_lost", name), ...sent.effects] };
}
