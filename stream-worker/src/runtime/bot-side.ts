import type { ApiInput, Conversation, Language } from "@patchbay/contracts";
import type { TurnEffect } from "../domain/turn/effects.ts";
import type {
  EndReason,
  ResumeReason,
  TimerName,
  TurnEvent,
  TurnState,
} from "../domain/turn/state.ts";
import type { Clock, HeadFactory, Log, Metrics, SessionLink } from "../ports.ts";
import { createCallClock, type CallClock } from "./call-clock.ts";
import { factsOf, factsWithoutApi, memoryOf, unheardOf } from "./call-facts.ts";
import { createHeadRunner, type HeadRunner } from "./head-runner.ts";
import type { HintDesk } from "./hint-desk.ts";
import { createTimers } from "./timers.ts";
import { createTranscript, type StoredFinal } from "./transcript.ts";

/** A caller who has been greeted is answered without the api rather than not at all. */
const API_PATIENCE_MS = 3_000;
const TOOL_DEADLINE_MS = 5_000;
/** Refusals that also end a session which has begun without the api. */
const NOT_OURS: ReadonlySet<string> = new Set(["call_over", "wrong_state"]);
const GOODBYE_DEADLINE_MS = 2_000;

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;
export type TurnNews = WithoutInstant<TurnEvent>;
/** All that a conversation does besides putting words on a wire. */
export type BotEffect = Exclude<TurnEffect, { type: "sendText" } | { type: "prepareText" }>;

export type BotDeps = {
  readonly callId: string;
  /** Of the media session's own opening; null when it does not say. */
  readonly language: Language | null;
  readonly link: SessionLink;
  readonly heads: HeadFactory;
  readonly hints: HintDesk;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
};

/** What the owner of the machine gives. */
export type BotHost = {
  state(): TurnState;
  dispatch(event: TurnNews): void;
  /** The conversation is known, or will not be (null): called once, before the machine hears of it. */
  known(conversation: Conversation | null, language: Language): void;
  stored(final: StoredFinal): void;
  /** Nothing more is to be said on this wire; the carrier then asks the api what comes next. */
  endWire(): void;
};

type Cause = "ended" | "stopped" | "caller_gone" | "dropped" | "failed";

export type BotSide = {
  readonly callClock: CallClock;
  perform(effect: BotEffect): void;
  /** Why the session will have ended, if it ends now; a human's control or the last word decides it. */
  setCause(cause: Cause): void;
  closed(code: number): void;
};

/** One bot's ties on a call, whatever carries its words: the api, the head, the record. */
export function createBotSide(deps: BotDeps, host: BotHost): BotSide {
  const { clock, link, metrics, log } = deps;
  const callClock = createCallClock(clock.now());
  const life = new AbortController();
  let runner: HeadRunner | null = null;
  let cause: Cause = "dropped";

  const transcript = createTranscript(link, callClock, clock, (final) => {
    if (final.speaker === "caller") deps.hints.heard(final);
    host.stored(final);
  });
  const timers = createTimers<TimerName>(clock, (timer) =>
    host.dispatch({ type: "timerFired", timer }),
  );

  const offerHandover = async (): Promise<void> => {
    const answer = await link.callTool(
      { tool: "offer_handover", arguments: { reason: "model_down", brief: "" } },
      TOOL_DEADLINE_MS,
    );
    const ringing =
      answer.ok && answer.result.tool === "offer_handover" && answer.result.outcome === "ringing";
    host.dispatch({ type: "handoverOffered", ringing });
  };

  /** Only after the last word has been heard: the api may end the call at once. */
  const endCall = async (reason: EndReason): Promise<void> => {
    cause = "ended";
    await link.callTool({ tool: "end_call", arguments: { reason } }, GOODBYE_DEADLINE_MS);
    host.endWire();
  };

  const startHead = (effect: Extract<BotEffect, { type: "startHead" }>): void => {
    const { memory } = host.state();
    const { gen, input, isGuess } = effect;
    // On a guess the words are not on record yet; the head needs them all the same.
    const said =
      isGuess && input.kind === "callerSaid"
        ? [...memory, { kind: "said", by: "caller", text: input.text } as const]
        : memory;
    runner?.start(gen, { input, memory: said }, { speculative: isGuess });
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
    runner = createHeadRunner(head, host.dispatch);
    transcript.release(facts.language);
    deps.hints.known(facts.language, conversation?.hintsShown ?? 0);
    host.known(conversation, facts.language);
    const { greeting, disclosure } = conversation?.bot ?? { greeting: "", disclosure: "" };
    host.dispatch({
      type: "opened",
      language: facts.language,
      greeting: conversation && !conversation.resumed ? greeting : null,
      disclosureChars: disclosure === "" ? greeting.length : disclosure.length,
      resumed: conversation ? resumeReason(conversation) : unasked(host.state()),
      memory: conversation ? memoryOf(conversation) : [],
      unheard: conversation ? unheardOf(conversation) : "",
    });
  };

  const open = async (): Promise<void> => {
    const giveUpWaiting = clock.after(API_PATIENCE_MS, () => {
      log.warn({ callId: deps.callId }, "The api does not answer; the bot goes on without it");
      begin(null);
    });
    const answer = await link.open(life.signal).finally(giveUpWaiting);
    if (!answer.ok) {
      const { code } = answer.problem;
      log.warn({ callId: deps.callId, code }, "The api refused the session");
      // The call ended or another socket holds it: this one has nothing to say, or no more to say.
      if (runner === null || NOT_OURS.has(code)) host.endWire();
      return;
    }
    callClock.align(answer.conversation.nowMs, clock.now());
    if (runner === null) begin(answer.conversation);
  };
  open().catch(() => log.info({ callId: deps.callId }, "The session ended before it was opened"));

  return {
    callClock,
    perform(effect) {
      switch (effect.type) {
        case "startHead":
          return startHead(effect);
        case "commitHead":
          return runner?.commit(effect.gen);
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
        case "fillerSaid":
          return metrics.count("filler");
        case "offerHandover":
          return void offerHandover();
        case "endCall":
          return void endCall(effect.reason);
      }
    },
    setCause(next) {
      cause = next;
    },
    closed(code) {
      host.dispatch({ type: "socketClosed" });
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

/** What `bot.stop` and `bot.resume` are told to any bot session. */
export type BotSession = {
  readonly callId: string;
  readonly epoch: number;
  /** Synchronous: when it returns, no word of ours leaves any more. */
  stop(reason: ApiInput<"bot.stop">["reason"]): void;
  resume(reason: ApiInput<"bot.resume">["reason"]): void;
  /** A colleague's aside to the bot. */
  whisper(kind: ApiInput<"bot.whisper">["kind"], text: string): void;
  closed(code: number): void;
};
