import type { ToolCall } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import type { HeadInput, Memory } from "../domain/turn/state.ts";
import type { ToolAnswer } from "../ports.ts";
import { aConversation } from "../testing/fake-api.ts";
import { factsOf } from "./call-facts.ts";
import { startIntake } from "./intake-start.ts";
import { createScriptedHead } from "./scripted-head.ts";

const facts = factsOf(aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01"));

function script() {
  const calls: { call: ToolCall; answer: (answer: ToolAnswer) => void }[] = [];
  const called: (() => void)[] = [];
  const head = createScriptedHead(
    startIntake(facts),
    {
      call: (call) =>
        new Promise((answer) => {
          calls.push({ call, answer });
          called.shift()?.();
        }),
    },
    { collected: () => undefined, failed: () => undefined, used: () => undefined },
  );
  const ask = (input: HeadInput) => {
    const said: string[] = [];
    const memories: Memory[] = [];
    const controller = new AbortController();
    const end = head.reply(
      { input, memory: [] },
      {
        say: (text) => said.push(text),
        toolStarted: () => undefined,
        toolFinished: (memory) => memories.push(memory),
        committed: () => Promise.resolve(true),
      },
      controller.signal,
    );
    return { said, memories, end, cut: () => controller.abort() };
  };
  const say = (text: string) => ask({ kind: "callerSaid", text });
  const untilTool = (): Promise<void> =>
    calls.length > 0 ? Promise.resolve() : new Promise((resolve) => called.push(resolve));
  return { ask, say, calls, untilTool };
}

const nobody: ToolAnswer = {
  ok: true,
  result: { tool: "offer_handover", outcome: "nobody_available" },
};
const saved: ToolAnswer = { ok: true, result: { tool: "save_request", reference: "R-2041" } };

describe("the script as a head", () => {
  it("says later what a tool brought after its reply was cut, instead of hanging up wordlessly", async () => {
    const { say, calls, untilTool } = script();
    const cut = say("My heating is cold. I want to talk to a human.");
    await untilTool();
    cut.cut();
    const next = say("Stop it, I want a person!");
    calls.shift()?.answer(nobody);
    await untilTool();
    calls.shift()?.answer(saved);
    expect(await next.end).toBe("done");
    expect(next.said.join("")).toMatch(/call back on/);
    expect(cut.memories.map((one) => one.kind === "tool" && one.tool)).toEqual([
      "offer_handover",
      "save_request",
    ]);
  });

  it("does not hang up on a caller who speaks into the goodbye", async () => {
    const { say, calls, untilTool } = script();
    for (const words of ["My heating is broken", "12 Main Street, Springfield", "Today", "Yes"]) {
      await say(words).end;
    }
    const confirmed = say("Yes");
    await untilTool();
    calls.shift()?.answer(saved);
    await confirmed.end;
    expect(await say("No, thank you").end).toBe("done");
    const more = say("Wait, one more thing");
    expect(await more.end).toBeNull();
    expect(more.said.join("")).not.toBe("");
  });

  it("takes one event at a time while a tool is at work", async () => {
    const { say, calls, untilTool } = script();
    const first = say("What became of my request?");
    await untilTool();
    const second = say("Hello?");
    expect(second.said).toEqual([]);
    calls.shift()?.answer({ ok: false, why: "late" });
    await first.end;
    await second.end;
    expect(first.said.join("")).not.toBe("");
    expect(second.said.join("")).not.toBe("");
  });
});
