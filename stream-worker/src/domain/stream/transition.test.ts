import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStory, type Story } from "../../testing/stream-story.ts";
import { newStreamState, type StreamEffect, type StreamEvent } from "./state.ts";
import { streamTransition } from "./transition.ts";

const GREETING = "This is AssetCare24. How can I help you?";
const LISTENING = { threshold: 0.5, level: 0, onsetMs: 64, offsetMs: 200, patienceMs: null };

/** What the record says was said, in order: `text` of the caller, what was heard of the bot. */
function record(story: Story): string[] {
  return story
    .all("finalise")
    .map((one) => `${one.speaker}: ${one.heard ?? one.text}${one.interrupted ? " —" : ""}`);
}

describe("a conversation", () => {
  it("greets, hears, answers and records both in the order of the sound", () => {
    const story = createStory();
    story.open(GREETING);
    story.pass(5_000);
    story.callerSays("My heating is broken.", 1_200);
    story.pass(1_000);
    story.headSays("I am sorry to hear that. What is the address?");
    story.pass(8_000);
    expect(record(story)).toEqual([
      `bot: ${GREETING}`,
      "caller: My heating is broken.",
      "bot: I am sorry to hear that. What is the address?",
    ]);
    expect(story.all("note").map((one) => one.note)).toContain("disclosure_heard");
  });

  it("keeps of an interrupted answer what was heard, and answers the interruption", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("My heating is broken.", 1_200);
    story.pass(1_000);
    story.headSays("Please stay calm and tell me first of all where you live exactly.");
    story.pass(2_000);
    story.callerSays("No, wait.", 600);
    story.pass(1_500);
    const [, cut] = record(story);
    expect(cut).toMatch(/^bot: Please stay calm .* —$/);
    expect("bot: Please stay calm and tell me first of all where you live exactly.").toContain(
      cut?.replace(" —", "") ?? "?",
    );
    expect(story.all("startHead").at(-1)?.input).toEqual({ kind: "callerSaid", text: "No, wait." });
    expect(story.all("abortHead").length + story.all("clear").length).toBeGreaterThan(0);
  });

  it("goes on with its sentence after a cough, and nothing on record was interrupted", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("Hello.", 500);
    story.pass(1_000);
    story.headSays("Please tell me where you live and what is broken.");
    story.pass(1_500);
    story.callerSays("", 150);
    story.pass(9_000);
    expect(record(story)).toEqual([
      "caller: Hello.",
      "bot: Please tell me where you live and what is broken.",
    ]);
    expect(story.all("clear")).toEqual([]);
  });

  it("begins to think while it still waits, and says nothing before the turn is over", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("My heating is broken.", 1_200);
    story.pass(220);
    expect(story.all("startHead")).toMatchObject([{ isGuess: true }]);
    story.headSays("I see. Where is it?");
    expect(story.all("prepareText").map((one) => one.text.trim())).toEqual(["I see."]);
    expect(story.all("render")).toEqual([]);
    story.pass(1_000);
    expect(story.all("commitHead")).toHaveLength(1);
    expect(story.all("startHead")).toHaveLength(1);
    story.pass(6_000);
    expect(record(story)).toEqual(["caller: My heating is broken.", "bot: I see. Where is it?"]);
  });

  it("forgets an answer that was begun too early", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("My heating", 700);
    story.pass(250);
    story.headSays("What about it?");
    story.callerSays("is broken.", 700);
    story.pass(1_200);
    story.headSays("Where is it?");
    story.pass(5_000);
    expect(record(story)).toEqual(["caller: My heating is broken.", "bot: Where is it?"]);
    expect(story.all("abortHead").map((one) => one.gen)).toContain(1);
  });

  it("says and records no markup, whatever a head writes", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("Hello.", 500);
    story.pass(1_000);
    story.headSays(
      "<speak>**Hello!**</speak> See [our page](https://example.com/a?b=c) \u{1F600}.",
    );
    story.pass(9_000);
    const said = story
      .all("render")
      .map((one) => one.text)
      .join("")
      .trim();
    expect(said).toBe(record(story).at(-1)?.replace("bot: ", ""));
    expect(said).toMatch(/^Hello! See our page/);
    expect(said).not.toMatch(/[<>*[\]()]|https/u);
  });

  it("falls silent at a human's word in the same step, and keeps what was heard", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("Hello.", 500);
    story.pass(1_000);
    story.headSays("Please tell me where you live and what is broken, one after the other.");
    story.pass(2_000);
    const before = story.effects.length;
    story.turn({ type: "stopCommanded", over: false });
    expect(story.effects.slice(before).map((one) => one.type)).toContain("clear");
    story.pass(3_000);
    const after = story.effects.slice(before);
    expect(after.filter((one) => one.type === "feed")).toEqual([]);
    expect(record(story).at(-1)).toMatch(/^bot: Please tell me .* —$/);
  });

  it("asks to say it again when somebody spoke and nothing was understood", () => {
    const story = createStory();
    story.open(null);
    story.callerSays("", 1_500);
    story.pass(5_000);
    expect(record(story)).toEqual(["bot: Sorry, I did not catch that. Could you say it again?"]);
  });

  it("asks a silent caller twice and then says goodbye, at eight seconds each", () => {
    const story = createStory();
    story.open(null);
    story.pass(7_900);
    expect(story.all("startHead")).toEqual([]);
    story.pass(200);
    expect(story.all("startHead").map((one) => one.input)).toEqual([
      { kind: "callerSilent", times: 1 },
    ]);
  });

  it("says a colleague's words as they stand, and keeps a note for the next answer", () => {
    const story = createStory();
    story.open(null);
    story.turn({ type: "whispered", kind: "say", text: "A colleague will be there at five." });
    story.turn({ type: "whispered", kind: "note", text: "Offer a discount." });
    story.pass(5_000);
    expect(record(story)).toEqual(["bot: A colleague will be there at five."]);
    expect(story.state().turn.memory).toContainEqual({
      kind: "whisper",
      text: "Offer a discount.",
    });
  });
});

describe("whatever happens", () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant("caller"),
      text: fc.constantFrom("", "Yes.", "My tap drips."),
      ms: fc.integer({ min: 60, max: 2_500 }),
    }),
    fc.record({
      do: fc.constant("head"),
      text: fc.constantFrom("All right.", "Where do you live, and since when does it drip?"),
    }),
    fc.record({ do: fc.constant("pass"), ms: fc.integer({ min: 0, max: 4_000 }) }),
    fc.record({ do: fc.constant("key") }),
    fc.record({ do: fc.constantFrom("stop", "resume", "mm-hm") }),
  );
  type Step = { do: string; text?: string; ms?: number };
  const act = (story: Story, one: Step): void => {
    if (one.do === "caller") story.callerSays(one.text ?? "", one.ms ?? 100);
    else if (one.do === "mm-hm") story.callerSays("mm-hm", 250);
    else if (one.do === "head") story.headSays(one.text ?? "");
    else if (one.do === "pass") story.pass(one.ms ?? 0);
    else if (one.do === "key") story.key("1");
    else if (one.do === "stop") story.turn({ type: "stopCommanded", over: false });
    else story.turn({ type: "resumeCommanded", reason: "takeover_failed" });
  };

  it("the log of events, replayed, decides the same", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const story = createStory();
        story.open(GREETING);
        for (const one of steps) act(story, one);
        // As it would be read from a file.
        const log = JSON.parse(JSON.stringify(story.log)) as StreamEvent[];
        let state = newStreamState({ language: "en-US", listening: LISTENING });
        const effects: StreamEffect[] = [];
        for (const event of log) {
          const done = streamTransition(state, event);
          state = done.state;
          effects.push(...done.effects);
        }
        expect(effects).toEqual(story.effects);
        expect(state).toEqual(story.state());
      }),
      { numRuns: 60 },
    );
  });

  it("the record holds nothing of the bot that was not fed to the carrier, and the call never hangs", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const story = createStory();
        story.open(GREETING);
        for (const one of steps) act(story, one);
        story.turn({ type: "resumeCommanded", reason: "takeover_failed" });
        story.pass(30_000);
        for (const one of story.all("finalise")) {
          if (one.speaker !== "bot") continue;
          expect(one.text.startsWith(one.heard ?? "")).toBe(true);
        }
        story.headSays("Hello?");
        const isQuiet = (): boolean => {
          const { pieces, audible } = story.state().voice;
          return pieces.length === 0 && !audible;
        };
        for (let waited = 0; waited < 30_000 && !isQuiet(); waited += 100) story.pass(100);
        expect(isQuiet()).toBe(true);
        expect(story.state().voice.gate).toBe("open");
      }),
      { numRuns: 60 },
    );
  });
});
