import { describe, expect, it } from "vitest";
import type { Memory } from "../domain/turn/state.ts";
import { factsOf } from "./call-facts.ts";
import { aConversation } from "../testing/fake-api.ts";
import { intakeFrom } from "./fallback-head.ts";

const said = (by: "caller" | "bot" | "operator", text: string): Memory => ({
  kind: "said",
  by,
  text,
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

  it("takes no colleague’s whisper for words of the caller", () => {
    const whisper: Memory = { kind: "whisper", text: "The address is 12 Main Street, Springfield" };
    const before = [said("caller", "My heating is broken"), whisper, said("caller", "Hello?")];
    const state = intakeFrom(facts, nothing, before, { kind: "callerSaid", text: "Hello?" });
    expect(state.slots).toEqual({ problem: "My heating is broken", category: "heating" });
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
