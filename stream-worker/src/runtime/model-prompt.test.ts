import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Memory } from "../domain/turn/state.ts";
import { factsOf } from "./call-facts.ts";
import { aConversation } from "../testing/fake-api.ts";
import { intakeFrom } from "./fallback-head.ts";
import { messagesOf } from "./model-prompt.ts";

const said = (by: "caller" | "bot" | "operator", text: string): Memory => ({
  kind: "said",
  by,
  text,
});
const tool = (id: string): Memory => ({
  kind: "tool",
  id,
  tool: "save_request",
  input: {},
  result: "{}",
});

const memory = fc.array(
  fc.oneof(
    fc.constantFrom(said("caller", "a"), said("bot", "b"), said("operator", "c")),
    fc.uuid().map(tool),
  ),
  { maxLength: 200 },
);

describe("memory as messages", () => {
  it("alternates, begins and ends with the user, and answers every tool call at once", () => {
    fc.assert(
      fc.property(memory, (entries) => {
        const messages = messagesOf(entries, { kind: "callerSaid", text: "a" });
        expect(messages[0]?.role).toBe("user");
        expect(messages.at(-1)?.role).toBe("user");
        messages.forEach((message, index) => {
          expect(message.role).not.toBe(messages[index - 1]?.role);
          for (const block of message.blocks) {
            if (block.type !== "toolUse") continue;
            expect(messages[index + 1]?.blocks[0]).toMatchObject({
              type: "toolResult",
              id: block.id,
            });
          }
        });
      }),
    );
  });

  it("tells a caller’s words from a colleague’s", () => {
    const [message] = messagesOf([said("operator", "I take over")], {
      kind: "digits",
      digits: "12#",
    });
    expect(message?.blocks.map((block) => block.type === "text" && block.text)).toEqual([
      "[The call begins.]",
      "[A colleague said to the caller: I take over]",
      "[The caller pressed these keys: 12#]",
    ]);
  });
});

describe("the script taking over from a model", () => {
  const facts = factsOf(aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01"));
  const nothing = facts.fields;

  it("knows what the caller said before, without the words still to be answered", () => {
    const state = intakeFrom(
      facts,
      nothing,
      [
        said("caller", "My heating is broken"),
        said("bot", "Where?"),
        said("caller", "12 Main Street"),
      ],
      { kind: "callerSaid", text: "12 Main Street" },
    );
    expect(state.slots.problem).toBe("My heating is broken");
    expect(state.slots.address).toBeUndefined();
  });

  it("believes the fields the model saved, and knows their reference", () => {
    const saved: Memory = {
      kind: "tool",
      id: "t",
      tool: "save_request",
      input: {},
      result: '{"tool":"save_request","reference":"R-2041"}',
    };
    const fields = { ...nothing, problem: "Broken heating", urgency: "today" as const };
    const state = intakeFrom(facts, fields, [saved], { kind: "callerSilent", times: 1 });
    expect(state).toMatchObject({
      phase: "more",
      reference: "R-2041",
      slots: { problem: "Broken heating", urgency: "today" },
    });
  });
});
