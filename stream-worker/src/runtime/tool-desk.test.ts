import type { ToolCall } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import type { Memory } from "../domain/turn/state.ts";
import type { ToolAnswer } from "../ports.ts";
import { createToolDesk } from "./tool-desk.ts";

const SAVE = { problem: "Heating", address: null, urgency: null, callbackNumber: null };
const RINGING: ToolAnswer = { ok: true, result: { tool: "offer_handover", outcome: "ringing" } };

/** Uses one tool; answers what the model, memory and the api got of it. */
async function use(
  name: string,
  input: unknown,
  { answer, isCut = false }: { answer?: ToolAnswer; isCut?: boolean } = {},
) {
  const calls: ToolCall[] = [];
  const memories: Memory[] = [];
  const saved: object[] = [];
  let rings = false;
  const desk = createToolDesk(
    {
      call(call) {
        calls.push(call);
        return Promise.resolve(answer ?? { ok: false, why: "refused" });
      },
    },
    (given) => saved.push(given),
  );
  const out = {
    say: () => undefined,
    toolStarted: () => undefined,
    toolFinished(memory: Memory, ringing: boolean) {
      memories.push(memory);
      rings = ringing;
    },
    committed: () => Promise.resolve(true),
  };
  const signal = isCut ? AbortSignal.abort() : new AbortController().signal;
  const result = await desk.use({ type: "toolUse", id: "t", name, input }, out, signal);
  return { result, calls, memories, saved, rings };
}

describe("a tool that a model wants", () => {
  it("is used, and its result is in memory", async () => {
    const input = { reason: "caller_asked", brief: "Lift" };
    const { result, calls, memories, rings } = await use("offer_handover", input, {
      answer: RINGING,
    });
    expect(calls).toHaveLength(1);
    expect(rings).toBe(true);
    expect(memories).toEqual([{ kind: "tool", id: "t", tool: "offer_handover", input, result }]);
  });

  it.each([
    ["one with arguments that are not its own", "save_request", { ...SAVE, urgency: "now" }],
    ["one that nobody offered", "read_all_calls", { everything: true }],
    ["one whose arguments came broken", "save_request", undefined],
    ["one with a list for arguments", "save_request", [SAVE]],
    ["one with a name that no wire takes", "drop table; --", {}],
  ])("is not used, and has a result all the same: %s", async (_, name, input) => {
    const { result, calls, memories, saved } = await use(name, input);
    expect(calls).toEqual([]);
    expect(saved).toEqual([]);
    expect(result).toContain("not valid");
    expect(memories).toEqual([expect.objectContaining({ kind: "tool", id: "t", result })]);
    const [entry] = memories;
    expect(entry?.kind === "tool" && /^[\w-]{1,64}$/u.test(entry.tool)).toBe(true);
  });

  it("is not told again in every turn when its arguments are a hundred thousand characters", async () => {
    const { memories } = await use("save_request", { ...SAVE, problem: "x".repeat(100_000) });
    expect(JSON.stringify(memories).length).toBeLessThan(300);
  });

  it("is not used once the caller has gone on talking, and memory knows that", async () => {
    const { result, calls, saved, memories } = await use("save_request", SAVE, { isCut: true });
    expect(calls).toEqual([]);
    expect(saved).toEqual([]);
    expect(result).toContain("went on talking");
    expect(memories).toHaveLength(1);
  });

  it.each([
    ["refused", "Refused."],
    ["late", "No answer in time."],
  ] as const)("that the api leaves %s says so", async (why, told) => {
    const { result } = await use("save_request", SAVE, { answer: { ok: false, why } });
    expect(JSON.parse(result)).toEqual({ error: told });
  });

  it("ends no call by itself: the goodbye is heard first", async () => {
    const { result, calls, memories } = await use("end_call", { reason: "done" });
    expect(result).toBe('{"ending":true}');
    expect(calls).toEqual([]);
    expect(memories).toEqual([]);
  });
});
