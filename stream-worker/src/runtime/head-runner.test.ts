import type { RequestFields, ToolCall } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Memory } from "../domain/turn/state.ts";
import {
  ModelError,
  type Head,
  type HeadReport,
  type HeadTools,
  type LanguageModel,
  type ModelEvent,
  type ModelRequest,
  type ToolAnswer,
} from "../ports.ts";
import { aConversation } from "../testing/fake-api.ts";
import { manualClock } from "../testing/manual-clock.ts";
import { factsOf } from "./call-facts.ts";
import { createHeadRunner, type HeadEvent } from "./head-runner.ts";
import { createHeads } from "./heads.ts";
import { startIntake } from "./intake-start.ts";
import { createModelHead } from "./model-head.ts";
import { createScriptedHead } from "./scripted-head.ts";

const facts = factsOf(aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01"));

const SENTENCES = [
  "My heating is broken",
  "12 Main Street, Springfield",
  "Today",
  "Yes",
  "What became of my request?",
  "I want to talk to a human",
  "No, thank you",
] as const;

const tick = (): Promise<void> => Promise.resolve();

const FIELDS = { address: null, urgency: null, callbackNumber: null };
const WISHES: readonly (readonly Omit<Extract<ModelEvent, { type: "toolUse" }>, "type">[])[] = [
  [],
  [{ id: "a", name: "save_request", input: { problem: "Heating", ...FIELDS } }],
  [{ id: "b", name: "look_up_request", input: { reference: null } }],
  [
    { id: "c", name: "offer_handover", input: { reason: "caller_asked", brief: "" } },
    { id: "d", name: "save_request", input: { problem: "Lift", ...FIELDS, urgency: "today" } },
  ],
  [{ id: "e", name: "save_request", input: { problem: 7 } }],
];

/** Answers by the words it is asked with: the same question, the same answer. */
const model: LanguageModel = {
  name: "a-model",
  async *stream({ messages }: ModelRequest): AsyncGenerator<ModelEvent> {
    const asked = JSON.stringify(messages);
    const last = messages.at(-1)?.blocks.at(-1);
    await tick();
    yield { type: "text", text: `I have read ${asked.length} characters. ` };
    await tick();
    const wishes = last?.type === "text" ? (WISHES[asked.length % WISHES.length] ?? []) : [];
    for (const wish of wishes) yield { type: "toolUse", ...wish };
    yield { type: "used", inputTokens: 1, outputTokens: 1 };
    yield { type: "finished", reason: wishes.length > 0 ? "tool" : "done" };
  },
};

const answers: Readonly<Record<ToolCall["tool"], ToolAnswer>> = {
  save_request: { ok: true, result: { tool: "save_request", reference: "R-2041" } },
  look_up_request: { ok: true, result: { tool: "look_up_request", found: [] } },
  offer_handover: { ok: true, result: { tool: "offer_handover", outcome: "nobody_available" } },
  end_call: { ok: true, result: { tool: "end_call", ending: true } },
};

type Make = (tools: HeadTools, report: HeadReport) => Head;
/** The same, and down whenever it is asked something of a certain length. */
const moody: LanguageModel = {
  name: "a-moody-model",
  async *stream(request, signal) {
    await tick();
    if (JSON.stringify(request.messages).length % 3 === 0) throw new ModelError("overloaded");
    yield* model.stream(request, signal);
  },
};
const silentMetrics = { count: () => undefined, answered: () => undefined };

const HEADS: readonly [string, Make][] = [
  ["a model", (tools, report) => createModelHead(model, facts, tools, report)],
  ["the script", (tools, report) => createScriptedHead(startIntake(facts), tools, report)],
  [
    "a model with another and the script behind it",
    (tools, report) =>
      createHeads([moody, { ...moody, name: "b" }], manualClock(), silentMetrics)(
        facts,
        tools,
        report,
      ),
  ],
];

/** A call in which turns are begun, and kept or given up, and all that can be seen of it. */
function aCall(make: Make) {
  const trace: unknown[] = [];
  let memory: readonly Memory[] = [];
  let tokens = 0;
  let gen = 0;
  const said = new Map<number, string>();
  const tools: HeadTools = {
    async call(call) {
      trace.push(["called", call]);
      await tick();
      return answers[call.tool];
    },
  };
  const head = make(tools, {
    collected: (fields: RequestFields, intakeState) =>
      trace.push(["collected", fields, intakeState]),
    failed: () => trace.push(["failed"]),
    used: () => (tokens += 1),
  });
  const finished: number[] = [];
  const runner = createHeadRunner(head, (event: HeadEvent) => {
    if (event.type === "headSaid") said.set(event.gen, (said.get(event.gen) ?? "") + event.text);
    if (event.type === "toolFinished") memory = [...memory, event.memory];
    if (event.type === "headFinished" || event.type === "headFailed") finished.push(event.gen);
  });
  const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
  const begin = (text: string, speculative: boolean): number => {
    gen += 1;
    const heard: Memory = { kind: "said", by: "caller", text };
    const turn = { input: { kind: "callerSaid", text } as const, memory: [...memory, heard] };
    runner.start(gen, turn, { speculative });
    return gen;
  };
  const keep = async (kept: number, text: string): Promise<void> => {
    const at = memory.length;
    runner.commit(kept);
    await settled();
    // The caller's words stand before what the tools brought.
    memory = [...memory.slice(0, at), { kind: "said", by: "caller", text }, ...memory.slice(at)];
    const words = said.get(kept) ?? "";
    trace.push(["said", words, finished.includes(kept)]);
    if (words !== "") memory = [...memory, { kind: "said", by: "bot", text: words }];
  };
  return {
    runner,
    begin,
    keep,
    settled,
    seen: () => ({ trace, memory }),
    tokens: () => tokens,
  };
}

const turns = fc.array(
  fc.record({
    text: fc.constantFrom(...SENTENCES),
    /** How far the head gets before it is known what becomes of the turn, and after. */
    before: fc.integer({ min: 0, max: 40 }),
    after: fc.integer({ min: 0, max: 40 }),
    isKept: fc.boolean(),
  }),
  { maxLength: 8 },
);

const ticks = async (count: number): Promise<void> => {
  for (let done = 0; done < count; done += 1) await tick();
};

describe.each(HEADS)("beginning before the turn is over, %s", (_, make) => {
  it("leaves what the kept turns alone would leave, whatever was given up between them", async () => {
    await fc.assert(
      fc.asyncProperty(turns, async (all) => {
        const guessing = aCall(make);
        const patient = aCall(make);
        for (const { text, before, after, isKept } of all) {
          const gen = guessing.begin(text, true);
          await ticks(before);
          if (isKept) {
            await guessing.keep(gen, text);
            await patient.keep(patient.begin(text, false), text);
          } else {
            guessing.runner.abort(gen);
            await ticks(after);
          }
        }
        await guessing.settled();
        expect(guessing.seen()).toEqual(patient.seen());
        // What was thought in vain was still paid for.
        expect(guessing.tokens()).toBeGreaterThanOrEqual(patient.tokens());
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe("a reply begun on a guess", () => {
  const saving: Make = (tools, report) =>
    createModelHead(
      {
        name: "a-model",
        async *stream({ messages }) {
          await tick();
          yield { type: "text", text: "One moment. " };
          const isAsked = messages.at(-1)?.blocks.at(-1)?.type === "text";
          if (isAsked) yield { type: "toolUse", ...WISHES[1]![0]! };
          yield { type: "finished", reason: isAsked ? "tool" : "done" };
        },
      },
      facts,
      tools,
      report,
    );

  it("speaks at once and touches nothing until the turn is kept", async () => {
    const call = aCall(saving);
    const gen = call.begin("Save it", true);
    await call.settled();
    expect(call.seen().trace).toEqual([]);
    await call.keep(gen, "Save it");
    expect(call.seen().trace).toEqual([
      ["collected", expect.objectContaining({ problem: "Heating" }), null],
      ["called", expect.objectContaining({ tool: "save_request" })],
      ["said", "One moment.  One moment. ", true],
    ]);
  });

  it("would have saved what nobody said, had it not been held back", async () => {
    const call = aCall(saving);
    const gen = call.begin("Save it", false);
    await call.settled();
    call.runner.abort(gen);
    expect(call.seen().trace).not.toEqual([]);
  });

  it("is kept once, however often that is said", async () => {
    const call = aCall(HEADS[1]![1]);
    const gen = call.begin("My heating is broken", true);
    call.runner.commit(gen);
    await call.keep(gen, "My heating is broken");
    call.runner.commit(gen);
    await call.settled();
    expect(
      call.seen().trace.filter((one) => Array.isArray(one) && one[0] === "collected"),
    ).toHaveLength(1);
  });
});
