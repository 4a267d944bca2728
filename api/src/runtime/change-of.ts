import { isDurable, isRecord, type Fact, type Transition } from "../domain/call-effects.ts";
import type { CallState, Leg } from "../domain/call-state.ts";
import type { Document } from "../domain/next.ts";
import { viewOf } from "../domain/view.ts";
import type { Change } from "../ports.ts";

/** Words the answer to a carrier's question; `key` makes a repetition get the same answer. */
export interface Replying {
  key: string;
  render(document: Document, state: CallState): Promise<string>;
}

/** What a transition leaves to be stored. `before` null: the call is new. */
export function changeOf(before: CallState | null, done: Transition, at: number): Change {
  return {
    at,
    state: done.state,
    legs: changedLegs(before, done.state),
    facts: done.effects
      .filter(isRecord)
      .map(({ fact }): Fact =>
        fact.type === "call.changed" || fact.type === "baton.moved"
          ? { ...fact, call: viewOf(done.state) }
          : fact,
      ),
    effects: done.effects.filter(isDurable),
  };
}

const changedLegs = (before: CallState | null, after: CallState): Leg[] =>
  after.legs === before?.legs ? [] : after.legs.filter((leg) => !before?.legs.includes(leg));

/** The carrier is answered in the same transaction, so that it is answered once. */
export async function render(
  done: Transition,
  replying: Replying | undefined,
): Promise<{ key: string; body: string } | undefined> {
  if (replying === undefined || done.document === undefined) return undefined;
  return { key: replying.key, body: await replying.render(done.document, done.state) };
}
