import fc from "fast-check";
import type { Story } from "./stream-story.ts";

/** One thing that happens in a conversation; plain, so that a failing story can be read. */
export type StoryStep =
  | { readonly do: "caller"; readonly text: string; readonly ms: number }
  | { readonly do: "head" | "words" | "whisper"; readonly text: string }
  | { readonly do: "pass"; readonly ms: number }
  | { readonly do: "key"; readonly digit: string }
  | { readonly do: "stop" | "resume" | "tool" | "toolDone" };

const REPLIES = [
  "All right.",
  "Where do you live, and since when does it drip?",
  "I see. Is the water still running?",
  "Thank you, I have noted that down for you. A colleague will call you back within the hour.",
] as const;

const ANY: fc.Arbitrary<StoryStep> = fc.oneof(
  fc.record({
    do: fc.constant("caller"),
    text: fc.constantFrom("", "Yes.", "mm-hm", "My tap drips.", "Wait, and the heating, too."),
    ms: fc.integer({ min: 60, max: 2_500 }),
  }),
  fc.record({ do: fc.constant("head"), text: fc.constantFrom(...REPLIES) }),
  fc.record({ do: fc.constant("words"), text: fc.constantFrom("Let me look. ", "One ", "two, ") }),
  fc.record({ do: fc.constant("whisper"), text: fc.constant("A colleague comes at five.") }),
  fc.record({ do: fc.constant("pass"), ms: fc.integer({ min: 0, max: 4_000 }) }),
  fc.record({ do: fc.constant("key"), digit: fc.constantFrom("1", "#") }),
  fc.record({ do: fc.constantFrom("stop", "resume", "tool", "toolDone") }),
);

/** Anything that may happen on a call, in any order; `but` leaves some of it out. */
export function storySteps(
  maxLength: number,
  but: readonly StoryStep["do"][] = [],
): fc.Arbitrary<StoryStep[]> {
  return fc.array(
    ANY.filter((one) => !but.includes(one.do)),
    { maxLength },
  );
}

export function act(story: Story, step: StoryStep): void {
  switch (step.do) {
    case "caller":
      return story.callerSays(step.text, step.ms);
    case "head":
      return story.headSays(step.text);
    case "words":
      return story.headBegins(step.text);
    case "whisper":
      return story.turn({ type: "whispered", kind: "say", text: step.text });
    case "pass":
      return story.pass(step.ms);
    case "key":
      return story.key(step.digit);
    case "stop":
      return story.turn({ type: "stopCommanded", over: false });
    case "resume":
      return story.turn({ type: "resumeCommanded", reason: "takeover_failed" });
    case "tool":
      return story.turn({ type: "toolStarted", gen: story.gen() });
    case "toolDone":
      return story.turn({
        type: "toolFinished",
        gen: story.gen(),
        memory: { kind: "tool", id: "t", tool: "look_up_request", input: {}, result: "{}" },
        ringing: false,
      });
  }
}
