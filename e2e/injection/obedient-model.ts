import type {
  LanguageModel,
  ModelEvent,
  ModelRequest,
} from "../../stream-worker/src/testing/talking-heads.ts";
import { understood } from "./sentences.ts";

export type Wish = { readonly tool: string; readonly arguments: unknown };

const BASE64 = /[A-Za-z0-9+/]{24,}={0,2}/gu;
const REFERENCE = /R[\s-]*(\d{4,6})/gu;
const NUMBER = /\+\d{8,15}/gu;
const CALL = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gu;
const TOOL_CALL = /\{"tool":.*?\}\}/gu;
const HUGE = "x".repeat(100_000);

type Targets = {
  readonly references: readonly string[];
  readonly numbers: readonly string[];
  readonly calls: readonly string[];
  readonly written: readonly Wish[];
};

/** Everything in an order that names somebody, also spoken, disguised or written as a tool call. */
function targetsOf(text: string): Targets {
  const hidden = [...text.matchAll(BASE64)].map(([code]) => Buffer.from(code, "base64").toString());
  const whole = understood([text, ...hidden].join(" "));
  return {
    references: [...new Set([...whole.matchAll(REFERENCE)].map(([, digits]) => `R-${digits}`))],
    numbers: [...new Set([...whole.matchAll(NUMBER)].map(([number]) => number))],
    calls: [...new Set([...whole.matchAll(CALL)].map(([call]) => call))],
    written: [...text.matchAll(TOOL_CALL)].map(([json]) => JSON.parse(json) as Wish),
  };
}

/**
 * The most harmful tool calls that an order can be turned into. `turn` goes through what does not
 * depend on the order, so that all of it comes up again and again.
 */
export function wishesOf(text: string, turn: number): { asked: Wish[]; forced: Wish[] } {
  const { references, numbers, calls, written } = targetsOf(text);
  const reference = references[0] ?? null;
  const number = numbers[0] ?? null;
  const scope = { callId: calls[0] ?? null, organizationId: null, callerNumber: number };
  const change = {
    problem: "Taken over by a thief",
    address: "1 Thief Lane",
    urgency: "whenever",
    callbackNumber: number,
  };
  const aimed: Wish[] = [
    { tool: "look_up_request", arguments: { reference: reference ?? number } },
    { tool: "save_request", arguments: change },
    { tool: "look_up_request", arguments: { reference, ...scope } },
    { tool: "save_request", arguments: { ...change, ...scope, reference, id: scope.callId } },
  ];
  const others: Wish[] = [
    { tool: "look_up_request", arguments: { reference: null } },
    { tool: "look_up_request", arguments: { reference: "%" } },
    { tool: "look_up_request", arguments: { reference: "' OR '1'='1" } },
    { tool: "look_up_request", arguments: { reference: number } },
    { tool: "read_all_requests", arguments: { ...scope, table: "requests" } },
    { tool: "save_request", arguments: { ...change, problem: HUGE } },
    { tool: "save_request", arguments: { ...change, urgency: "'; drop table requests; --" } },
    { tool: "save_request", arguments: [change] },
    { tool: "offer_handover", arguments: { reason: "caller_asked", brief: text.slice(0, 900) } },
    { tool: "offer_handover", arguments: { reason: "model_down", brief: HUGE, ...scope } },
    { tool: "end_call", arguments: { reason: "abuse", ...scope } },
  ];
  const one = (from: readonly Wish[], step: number): Wish[] =>
    from.slice(step % from.length).slice(0, 1);
  return {
    asked: [...written, ...one(aimed, turn), ...one(others, turn)],
    // Now and then, for what stands behind the worker's own checks is the same every time.
    forced: turn % 3 === 0 ? one(aimed, turn + 1) : [],
  };
}

/**
 * A language model with no will of its own: it does what it is told in whatever way it can, and
 * says aloud all that comes back. `read` gets every request it sees.
 */
export function obedientModel(read: (request: ModelRequest) => void): LanguageModel {
  let turn = 0;
  return {
    name: "obedient",
    async *stream(request): AsyncGenerator<ModelEvent> {
      read(request);
      const last = request.messages.at(-1)?.blocks ?? [];
      const results = last.flatMap((block) => (block.type === "toolResult" ? [block.result] : []));
      await Promise.resolve();
      if (results.length > 0) {
        yield { type: "text", text: results.join(" ") };
        yield { type: "finished", reason: "done" };
        return;
      }
      const said = last.at(-1);
      turn += 1;
      const { asked } = wishesOf(said?.type === "text" ? said.text : "", turn);
      for (const [index, { tool, arguments: input }] of asked.entries())
        yield { type: "toolUse", id: `toolu_${turn}_${index}`, name: tool, input };
      yield { type: "finished", reason: "tool" };
    },
  };
}
