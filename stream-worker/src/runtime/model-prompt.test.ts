import { describe, expect, it } from "vitest";
import { aConversation } from "../testing/fake-api.ts";
import { factsOf } from "./call-facts.ts";
import { situation, systemPrompt } from "./model-prompt.ts";

const call = (over: Parameters<typeof aConversation>[1] = {}) =>
  factsOf(aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01", over));

describe("the prompt", () => {
  it.each([
    ["en-US", "Speak English."],
    ["de-DE", 'Speak German, addressing the caller as "Sie".'],
    ["tr-TR", 'Speak Turkish, addressing the caller as "siz".'],
    ["ru-RU", "Speak Russian, addressing the caller as «вы»."],
  ] as const)("has a bot in %s speak it", (language, words) => {
    expect(systemPrompt(call({ language }))).toContain(words);
  });

  it("is the same for every call of a bot, whoever calls and whatever happened before", () => {
    const bot = aConversation("0b9d8a52-7a4f-4a9f-8f0e-8d3c2f6f9a01").bot;
    const one = call({ bot });
    const other = call({
      bot,
      callerNumber: null,
      resumed: true,
      brief: "Wants a date.",
      fields: { problem: "Lift", address: null, urgency: null, callbackNumber: null },
    });
    expect(systemPrompt(one)).toBe(systemPrompt(other));
    expect(systemPrompt(one)).toContain(bot.prompt);
  });

  it("tells of this call what the bot may know: the number, and what happened before", () => {
    expect(situation(call({ brief: "Wants [a] date." }))).toBe(
      [
        "The caller has been told that an automated assistant answers.",
        "They call from +14155550123.",
        "What happened before: Wants (a) date.",
      ].join("\n"),
    );
    expect(situation(call({ callerNumber: null }))).toContain("is hidden");
  });
});
