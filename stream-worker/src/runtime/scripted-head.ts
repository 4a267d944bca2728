import type { ToolCall } from "@patchbay/contracts";
import { fieldsOf } from "../domain/intake/ask.ts";
import { transition } from "../domain/intake/machine.ts";
import type { IntakeEffect, IntakeEvent, IntakeState } from "../domain/intake/types.ts";
import type { EndReason, HeadInput } from "../domain/turn/state.ts";
import type { Head, HeadOutput, HeadReport, HeadTools, ToolAnswer } from "../ports.ts";

/** More steps than any answer needs; a loop in the script must end. */
const MAX_STEPS = 12;

function eventOf(input: HeadInput): IntakeEvent {
  switch (input.kind) {
    case "callerSaid":
      return { type: "callerSaid", text: input.text };
    case "callerSilent":
      return { type: "callerSilent" };
    case "digits":
      return { type: "digits", digits: input.digits };
    case "resumed":
      return input.reason === "nobody_answered"
        ? { type: "handoverUnanswered" }
        : { type: "resumed", after: input.reason === "hand_back" ? "hand_back" : "crash" };
  }
}

function foundOf(answer: ToolAnswer): IntakeEvent {
  if (!answer.ok || answer.result.tool !== "look_up_request") return { type: "lookupFailed" };
  const found = answer.result.found.map(({ reference, status }) => ({ reference, status }));
  return { type: "lookupResult", found };
}

function briefOf(state: IntakeState): string {
  const { problem, address, urgency, phone } = state.slots;
  return [problem, address, urgency, phone].filter((one) => one !== undefined).join(" · ");
}

/** The tool an effect asks for; null where it only speaks or listens. */
function toolOf(effect: IntakeEffect, state: IntakeState): ToolCall | null {
  switch (effect.type) {
    case "saveRequest":
      return { tool: "save_request", arguments: effect.fields };
    case "lookUpRequest":
      return { tool: "look_up_request", arguments: { reference: effect.reference ?? null } };
    case "offerHandover":
      return {
        tool: "offer_handover",
        arguments: { reason: effect.reason, brief: briefOf(state).slice(0, 1_000) },
      };
    case "say":
    case "listen":
    case "endCall":
      return null;
  }
}

function eventAfter(call: ToolCall, answer: ToolAnswer): IntakeEvent | null {
  switch (call.tool) {
    case "save_request":
      return answer.ok && answer.result.tool === "save_request"
        ? { type: "saved", reference: answer.result.reference }
        : { type: "saveFailed" };
    case "look_up_request":
      return foundOf(answer);
    case "offer_handover":
      return isRinging(answer) ? null : { type: "handoverUnanswered" };
    case "end_call":
      return null;
  }
}

function isRinging(answer: ToolAnswer): boolean {
  return (
    answer.ok && answer.result.tool === "offer_handover" && answer.result.outcome === "ringing"
  );
}

/**
 * The intake script as a head: needs no model, no key and no network. It has its own state instead
 * of memory, so a colleague's whisper does not reach it. Nor does it speculate: it answers within a
 * millisecond, which is less than taking its state, its queue and its open tools back would cost.
 */
export function createScriptedHead(start: IntakeState, tools: HeadTools, report: HeadReport): Head {
  let state = start;
  let toolCalls = 0;
  let tail: Promise<unknown> = Promise.resolve();
  /** What a tool brought after its reply had been cut: a reference, or that nobody is free. */
  let unsaid: string[] = [];

  const speak = (text: string, out: HeadOutput, signal: AbortSignal): void => {
    if (signal.aborted) unsaid = [...unsaid, text].slice(-MAX_STEPS);
    else out.say(`${text} `);
  };

  const useTool = async (call: ToolCall, out: HeadOutput): Promise<IntakeEvent | null> => {
    out.toolStarted();
    const answer = await tools.call(call);
    toolCalls += 1;
    out.toolFinished(
      {
        kind: "tool",
        id: `scripted-${toolCalls}`,
        tool: call.tool,
        input: call.arguments,
        result: JSON.stringify(answer.ok ? answer.result : { failed: answer.why }),
      },
      call.tool === "offer_handover" && isRinging(answer),
    );
    return eventAfter(call, answer);
  };

  const play = async (
    first: IntakeEvent,
    out: HeadOutput,
    signal: AbortSignal,
  ): Promise<EndReason | null> => {
    const events: IntakeEvent[] = [first];
    let end: EndReason | null = null;
    for (let steps = 0; steps < MAX_STEPS; steps += 1) {
      const event = events.shift();
      if (!event) break;
      const turn = transition(state, event);
      if (turn.state !== state) {
        state = turn.state;
        report.collected(fieldsOf(state), state);
      }
      for (const effect of turn.effects) {
        if (effect.type === "say") speak(effect.text, out, signal);
        if (effect.type === "endCall")
          end = first.type === "callerSilent" ? "silent_caller" : "done";
        const call = toolOf(effect, state);
        const next = call && (await useTool(call, out));
        if (next) events.push(next);
      }
    }
    return end;
  };

  const answer = (
    input: HeadInput,
    out: HeadOutput,
    signal: AbortSignal,
  ): Promise<EndReason | null> => {
    const late = unsaid;
    unsaid = [];
    for (const text of late) speak(text, out, signal);
    if (state.phase === "ended") {
      // The last words were among those not heard: said now, they end the call after all.
      if (late.length > 0) return Promise.resolve("done");
      // A caller who speaks into our goodbye is not hung up on.
      state = { ...state, phase: state.reference === undefined ? "asking" : "more" };
    }
    return play(eventOf(input), out, signal);
  };

  return {
    speculates: () => false,
    reply(turn, out, signal) {
      // A cut reply may still wait for a tool; the script takes one event at a time.
      const run = tail.then(() => answer(turn.input, out, signal));
      tail = run.catch(() => undefined);
      return run;
    },
  };
}
