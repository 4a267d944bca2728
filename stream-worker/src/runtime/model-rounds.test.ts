import type { ToolCall } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import type { HeadInput, Memory } from "../domain/turn/state.ts";
import { ModelError, type ModelEvent, type ModelRequest } from "../ports.ts";
import { aConversation } from "../testing/fake-api.ts";
import { factsOf } from "./call-facts.ts";
import { createModelHead } from "./model-head.ts";

const facts = factsOf(aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01"));

const say = (text: string): ModelEvent => ({ type: "text", text });
const want = (id: string, name: string, input: unknown): ModelEvent => ({
  type: "toolUse",
  id,
  name,
  input,
});
const lookUp = (id: string): ModelEvent => want(id, "look_up_request", { reference: null });
const end = (reason: "done" | "tool" | "refused"): ModelEvent => ({ type: "finished", reason });

/** One reply of a model that answers as it is told to, round by round; the last answer repeats. */
async function reply(
  rounds: readonly (readonly ModelEvent[])[],
  input: HeadInput = { kind: "callerSaid", text: "Hello" },
) {
  const requests: ModelRequest[] = [];
  const calls: ToolCall[] = [];
  const memory: Memory[] = [];
  let said = "";
  const head = createModelHead(
    {
      name: "a-model",
      async *stream(request) {
        requests.push(request);
        await Promise.resolve();
        yield* rounds[Math.min(requests.length, rounds.length) - 1] ?? [];
      },
    },
    facts,
    {
      call(call) {
        calls.push(call);
        return Promise.resolve({ ok: false, why: "refused" });
      },
    },
    { collected: () => undefined, failed: () => undefined, used: () => undefined },
  );
  const out = {
    say: (text: string) => void (said += text),
    toolStarted: () => undefined,
    toolFinished: (entry: Memory) => void memory.push(entry),
    committed: () => Promise.resolve(true),
  };
  const turn = { input, memory: [{ kind: "said", by: "caller", text: "Hello" } as const] };
  const ended = await head
    .reply(turn, out, new AbortController().signal)
    .catch((cause: unknown) => (cause instanceof ModelError ? cause.fault : "another error"));
  return { ended, said, calls, memory, requests };
}

describe("the rounds of one reply", () => {
  it("end when a model wants tools for ever, and without a word that is a fault", async () => {
    const words = await reply([[say("Let me see. "), lookUp("a"), end("tool")]]);
    expect(words.requests).toHaveLength(4);
    expect(words.ended).toBeNull();
    const silent = await reply([[lookUp("a"), end("tool")]]);
    expect(silent.requests).toHaveLength(4);
    expect(silent.ended).toBe("silent");
  });

  it("use no more tools at once than anybody needs, and every one used has its answer", async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => lookUp(`t${index}`));
    const { calls, requests } = await reply([
      [...many, end("tool")],
      [say("Well."), end("done")],
    ]);
    expect(calls).toHaveLength(4);
    const [, answered] = requests;
    const [wanted, results] = answered?.messages.slice(-2) ?? [];
    expect(wanted?.blocks).toHaveLength(4);
    expect(results?.blocks.map((block) => block.type === "toolResult" && block.id)).toEqual([
      "t0",
      "t1",
      "t2",
      "t3",
    ]);
  });

  it("use no tool of an answer that was refused, and say that there will be none", async () => {
    const { said, calls, ended } = await reply([[say("Well, "), lookUp("a"), end("refused")]]);
    expect(calls).toEqual([]);
    expect(ended).toBeNull();
    expect(said).toContain("I cannot help with that");
  });

  it("give back what was wanted so that every wire takes it", async () => {
    const broken = want("a", "drop table; --", undefined);
    const { requests, memory } = await reply([
      [say("One moment. "), broken, end("tool")],
      [say("Well."), end("done")],
    ]);
    expect(requests[1]?.messages.at(-2)?.blocks).toEqual([
      { type: "text", text: "One moment. " },
      { type: "toolUse", id: "a", name: "unknown", input: {} },
    ]);
    expect(memory).toHaveLength(1);
  });

  it("keep what was asked at this moment in mind, once it has been answered with a tool", async () => {
    const { requests } = await reply(
      [
        [lookUp("a"), end("tool")],
        [say("Yes."), end("done")],
      ],
      {
        kind: "digits",
        digits: "12#",
      },
    );
    const keys = "[The caller pressed these keys: 12#]";
    expect(requests[0]?.moment).toBe(keys);
    expect(requests[1]?.moment).toBeNull();
    expect(requests[1]?.messages[0]?.blocks.at(-1)).toEqual({ type: "text", text: keys });
  });

  it("say goodbye where the model hangs up without a word", async () => {
    const { said, ended } = await reply([[want("a", "end_call", { reason: "done" }), end("tool")]]);
    expect(said).toContain("Goodbye.");
    expect(ended).toBe("done");
  });
});
