import type { ApiInput, Conversation, Language } from "@patchbay/contracts";
import {
  newTurnState,
  type ResumeReason,
  type TimerName,
  type TurnEffect,
  type TurnEvent,
  type TurnState,
} from "../domain/turn/state.ts";
import { transition } from "../domain/turn/transition.ts";
import type { Clock, HeadFactory, Log, Metrics, RelayWire, SessionLink } from "../ports.ts";
import { createCallClock } from "./call-clock.ts";
import { factsOf, factsWithoutApi, memoryOf, unheardOf } from "./call-facts.ts";
import { createHeadRunner, type HeadRunner } from "./head-runner.ts";
import type { HintDesk } from "./hint-desk.ts";
import type { CarrierEvent } from "./session-types.ts";
import { createTimers } from "./timers.ts";
import { createTranscript } from "./transcript.ts";

/** A caller who has been greeted is answered without the api rather than not at all. */
const API_PATIENCE_MS = 3_000;
const TOOL_DEADLINE_MS = 5_000;
const GOODBYE_DEADLINE_MS = 2_000;

export type RelaySession = {
  readonly callId: string;
  readonly epoch: number;
  receive(event: CarrierEvent): void;
  /** Synchronous: when it returns, no token of ours leaves any more. */
  stop(reason: ApiInput<"bot.stop">["reason"]): void;
  resume(reason: ApiInput<"bot.resume">["reason"]): void;
  closed(code: number): void;
};

export type RelaySessionDeps = {
  callId: string;
  epoch: number;
  /** Of the relay's own setup; en-US when it does not say. */
  language: Language | null;
  wire: RelayWire;
  link: SessionLink;
  heads: HeadFactory;
  hints: HintDesk;
  clock: Clock;
  metrics: Metrics;
  log: Log;
};

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;

/** One bot conversation: stamps events, lets the pure machine decide, performs what it says. */
export function openRelaySession(deps: RelaySessionDeps): RelaySession {
  const { clock, link, wire, metrics, log } = deps;
  const openedAt = clock.now();
  const callClock = createCallClock(openedAt);
  const life = new AbortController();
  let state: TurnState = newTurnState(deps.language ?? "en-US");
  let runner: HeadRunner | null = null;
  let finalAt: number | null = null;
  let cause: "ended" | "stopped" | "caller_gone" | "dropped" = "dropped";
  const queue: TurnEvent[] = [];
  let draining = false;

  const transcript = createTranscript(link, callClock, clock, (final) => {
    if (final.speaker === "caller") deps.hints.heard(final);
  });

  const dispatch = (event: WithoutInstant<TurnEvent>): void => {
    queue.push({ ...event, at: clock.now() });
    if (draining) return;
    draining = true;
    for (let next = queue.shift(); next; next = queue.shift()) {
      const done = transition(state, next);
      state = done.state;
      for (const effect of done.effects) perform(effect);
    }
    draining = false;
  };
  const timers = createTimers<TimerName>(clock, (timer) => dispatch({ type: "timerFired", timer }));

  const perform = (effect: TurnEffect): void => {
    switch (effect.type) {
      case "sendText":
        if (finalAt !== null && effect.text !== "") {
          metrics.answered(clock.now() - finalAt);
          finalAt = null;
        }
        return wire.sendText(effect.text, effect.last);
      case "startHead":
        return runner?.start(effect.gen, { input: effect.input, memory: state.memory });
      case "abortHead":
        return runner?.abort(effect.gen);
      case "showPartial":
        return transcript.show(effect);
      case "finalise":
        return transcript.finalise(effect);
      case "setTimer":
        return timers.set(effect.timer, effect.afterMs);
      case "clearTimer":
        return timers.clear(effect.timer);
      case "note":
        if (effect.note === "bot_interrupted") metrics.count("interrupted");
        return link.keep("note.made", { note: effect.note });
      case "offerHandover":
        return void offerHandover();
      case "endCall":
        return void endCall(effect.reason);
    }
  };

  const offerHandover = async (): Promise<void> => {
    const answer = await link.callTool(
      { tool: "offer_handover", arguments: { reason: "model_down", brief: "" } },
      TOOL_DEADLINE_MS,
    );
    const ringing =
      answer.ok && answer.result.tool === "offer_handover" && answer.result.outcome === "ringing";
    dispatch({ type: "handoverOffered", ringing });
  };

  /** Only after the last word has been heard: the api may end the call at once. */
  const endCall = async (reason: Extract<TurnEffect, { type: "endCall" }>["reason"]) => {
    cause = "ended";
    await link.callTool({ tool: "end_call", arguments: { reason } }, GOODBYE_DEADLINE_MS);
    wire.end();
  };

  const begin = (conversation: Conversation | null): void => {
    const facts = conversation ? factsOf(conversation) : factsWithoutApi(deps.language ?? "en-US");
    const head = deps.heads(
      facts,
      { call: (call) => link.callTool(call, TOOL_DEADLINE_MS) },
      {
        collected: (fields, intakeState) => link.keep("fields.collected", { fields, intakeState }),
        failed: () => link.keep("note.made", { note: "engine_failed" }),
        used: (model, inputTokens, outputTokens) =>
          link.keep("usage.counted", { model, inputTokens, outputTokens }),
      },
    );
    runner = createHeadRunner(head, dispatch);
    transcript.release(facts.language);
    deps.hints.known(facts.language, conversation?.hintsShown ?? 0);
    dispatch({
      type: "opened",
      language: facts.language,
      greeting: conversation && !conversation.resumed ? conversation.bot.greeting : null,
      resumed: conversation ? resumeReason(conversation) : unasked(state),
      memory: conversation ? memoryOf(conversation) : [],
      unheard: conversation ? unheardOf(conversation) : "",
    });
  };

  const open = async (): Promise<void> => {
    const giveUpWaiting = clock.after(API_PATIENCE_MS, () => {
      log.warn({ callId: deps.callId }, "The api does not answer; the bot goes on without it");
      begin(null);
    });
    const answer = await link.open(life.signal);
    giveUpWaiting();
    if (!answer.ok) {
      // The call ended or another socket holds it: this one has nothing to say.
      log.warn({ callId: deps.callId, code: answer.problem.code }, "The api refused the session");
      if (runner === null) wire.end();
      return;
    }
    callClock.align(answer.conversation.nowMs, clock.now());
    if (runner === null) begin(answer.conversation);
  };
  open().catch(() => log.info({ callId: deps.callId }, "The session ended before it was opened"));

  return {
    callId: deps.callId,
    epoch: deps.epoch,
    receive(event) {
      if (event.type === "prompted" && event.last) finalAt = clock.now();
      dispatch(event);
    },
    stop(reason) {
      cause = "stopped";
      dispatch({ type: "stopCommanded", over: reason === "call_over" });
    },
    resume(reason) {
      cause = "dropped";
      dispatch({ type: "resumeCommanded", reason });
    },
    closed(code) {
      dispatch({ type: "socketClosed" });
      // Words said before anybody knew the conversation are kept all the same.
      if (runner === null) transcript.release(deps.language ?? "en-US");
      life.abort();
      runner?.abortAll();
      timers.clearAll();
      deps.hints.close();
      const gone = cause === "dropped" && code === 1000 ? "caller_gone" : cause;
      link.close(gone);
      log.info({ callId: deps.callId, cause: gone, code }, "A conversation ended");
    },
  };
}

/** Nothing was spoken at the start, so there was no greeting: the call is a resumed one. */
function unasked(state: TurnState): ResumeReason | null {
  return state.early === "" && !state.botAudible ? "socket_lost" : null;
}

function resumeReason(conversation: Conversation): ResumeReason | null {
  if (!conversation.resumed) return null;
  return conversation.resumeReason === "fresh" ? "socket_lost" : conversation.resumeReason;
}
