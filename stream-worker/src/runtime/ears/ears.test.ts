import { describe, expect, it } from "vitest";
import type { HeardWord } from "../../ports/speech.ts";
import { callEars as call, range, two } from "../../testing/ears-call.ts";
import { fakeRecogniser } from "../../testing/fake-recogniser.ts";

const word = (text: string, startMs: number, endMs: number): HeardWord => ({
  text,
  startMs,
  endMs,
  confidence: null,
});
describe("a call's ears", () => {
  it("hear through the first recogniser while it works", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 3);
    ears.flush();
    one.now().partial("Hel");
    one.now().final("Hello.");
    one.now().flushed();
    one.now().tell({ type: "turnEnded", eager: true });
    one.now().tell({ type: "turnResumed" });
    expect(one.now().given).toEqual(["speech", 1, 2, 3, "flush"]);
    expect(story()).toEqual(["~Hel", "Hello.", "[flushed]", "[turnEnded]", "[turnResumed]"]);
    expect(other.streams).toEqual([]);
    ears.close();
    expect(one.now().given.at(-1)).toBe("closed");
  });

  it("give the next one the whole utterance in progress, with what lay before its onset", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    speak(1, 50);
    ears.speechStarted(60);
    speak(51, 60);
    one.now().partial("My boiler");
    one.now().fail();
    // Three frames of speech before the onset was told, and 300 ms before those.
    expect(other.now().given).toEqual([...range(33, 47), "speech", ...range(48, 60)]);
    speak(61, 62);
    ears.flush();
    other.now().final("My boiler leaks.");
    other.now().flushed();
    expect(other.now().given.slice(-3)).toEqual([61, 62, "flush"]);
    expect(story()).toEqual(["~My boiler", "My boiler leaks.", "[flushed]", "(one → two: cut)"]);
  });

  it("ask again for the final that was outstanding", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 10);
    ears.flush();
    speak(11, 12);
    one.now().fail("stalled");
    expect(other.now().given).toEqual(["speech", ...range(1, 10), "flush", 11, 12]);
    other.now().final("Hello.");
    other.now().flushed();
    expect(story()).toEqual(["Hello.", "[flushed]", "(one → two: stalled)"]);
  });

  it("say nothing twice: words already told are not given again", () => {
    const [one, other] = two();
    const { ears, speak, told } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 50);
    one.now().final("My boiler", [word("My", 0, 200), word("boiler", 300, 600)]);
    one.now().fail();
    expect(other.now().given).toEqual(["speech", ...range(31, 50)]);
    other.now().final("leaks.", [word("leaks.", 100, 300)]);
    // Times count from the call's first byte, whoever heard the word.
    expect(told.at(-1)).toMatchObject({ words: [{ startMs: 700, endMs: 900 }] });
  });

  it("keep two utterances apart when both are heard again", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 5);
    ears.flush();
    ears.speechStarted(0);
    speak(6, 9);
    ears.flush();
    one.now().final("One.");
    one.now().flushed();
    one.now().fail();
    expect(other.now().given).toEqual(["speech", ...range(6, 9), "flush"]);
    other.now().final("Two.");
    other.now().flushed();
    expect(story()).toEqual(["One.", "[flushed]", "Two.", "[flushed]", "(one → two: cut)"]);
  });

  it("give but a moment between utterances, for the onset that is just being noticed", () => {
    const [one, other] = two();
    const { ears, speak } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 5);
    ears.flush();
    one.now().final("One.");
    one.now().flushed();
    speak(6, 100);
    one.now().fail();
    expect(other.now().given).toEqual(range(76, 100));
  });

  it("take a partial back that only the failed one heard", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    ears.speechStarted(0);
    speak(1, 5);
    one.now().partial("Uh");
    ears.flush();
    one.now().fail();
    other.now().flushed();
    expect(story()).toEqual(["~Uh", "~", "[flushed]", "(one → two: cut)"]);
  });

  it("do not lose words of which no detector took notice", () => {
    const [one, other] = two();
    const { speak } = call([one, other]);
    speak(1, 100);
    one.now().partial("psst");
    speak(101, 110);
    one.now().fail();
    expect(other.now().given).toEqual(range(26, 110));
  });

  it("keep no more than fifteen seconds of a speech", () => {
    const [one, other] = two();
    const { ears, speak } = call([one, other]);
    ears.speechStarted(0);
    for (let minute = 0; minute < 10; minute += 1) speak(1, 200);
    one.now().fail();
    expect(other.now().given).toHaveLength(750 + 1);
  });

  it("drop late words of one that has failed, and all words after the call", () => {
    const [one, other] = two();
    const { ears, speak, story } = call([one, other]);
    speak(1, 2);
    const late = one.now();
    late.fail();
    late.final("Late.");
    late.fail();
    ears.close();
    other.now().final("Later.");
    other.now().fail();
    ears.push(new Uint8Array(160));
    ears.flush();
    expect(story()).toEqual(["(one → two: cut)"]);
    expect(other.streams).toHaveLength(1);
    expect(other.now().given.at(-1)).toBe("closed");
  });

  it("open the same one again where there is no other and it had heard well", () => {
    const one = fakeRecogniser("one");
    const { ears, speak, story } = call([one]);
    ears.speechStarted(0);
    speak(1, 3);
    one.now().partial("Hel");
    one.now().fail();
    expect(one.streams).toHaveLength(2);
    expect(one.now().given).toEqual(["speech", 1, 2, 3]);
    expect(story()).toEqual(["~Hel", "(one → one: cut)"]);
  });
});
