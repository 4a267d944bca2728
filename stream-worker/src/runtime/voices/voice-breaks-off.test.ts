import { describe, expect, it } from "vitest";
import type { TextToSpeech } from "../../ports/speech.ts";
import { TEXT, voiceCall as call } from "../../testing/voice-call.ts";

const ONE = 0x11;
const TWO = 0x22;

describe("a voice that breaks off", () => {
  it("is followed by another from behind the last whole word, and a timing tells where", async () => {
    const { vendor, voiceOf, changes } = call();
    // "One two three" takes 885 ms at this pace; "four" is under way.
    const one = vendor({ name: "one", byte: ONE, acts: [{ failsAtMs: 1_000, fault: "stalled" }] });
    const two = vendor({ name: "two", byte: TWO, timed: true });
    const { voice, say } = voiceOf([one, two]);
    const { by, heard, sound, fault } = await say(TEXT, "Well. ");
    expect([by, fault]).toEqual([[ONE, TWO], null]);
    expect(one.words.concat(two.words).join(" ")).toBe(TEXT);
    expect(two.requests).toEqual([
      {
        text: "four five six seven.",
        language: "en-US",
        voice: null,
        previousText: "Well. One two three ",
      },
    ]);
    const timings = heard.filter((piece) => piece.type === "timing");
    expect(timings[0]).toEqual({ type: "timing", ms: 1_000, chars: 14 });
    expect(timings[1]).toMatchObject({ chars: 18 });
    expect(timings.at(-1)).toEqual({ type: "timing", ms: sound.length / 8, chars: TEXT.length });
    expect(changes).toEqual(["one → two"]);
    expect(voice.vendor()).toBe("two");
    expect((await say()).by).toEqual([TWO]);
  });

  it("is followed by its own times where it tells them, not by those of sound that never came", async () => {
    const { vendor, voiceOf } = call();
    const early: TextToSpeech = {
      name: "early",
      speaks: () => true,
      async *speak() {
        yield { type: "audio", audio: new Uint8Array(8 * 400).fill(ONE) };
        yield { type: "timing", ms: 300, chars: 3 };
        yield { type: "timing", ms: 900, chars: 13 };
        throw new Error("not even one of ours");
      },
    };
    const two = vendor({ name: "two", byte: TWO });
    const { heard } = await voiceOf([early, two]).say();
    expect(two.words.join(" ")).toBe("two three four five six seven.");
    expect(heard.filter((piece) => piece.type === "timing").map(({ chars }) => chars)).toEqual([
      3,
      4,
      TEXT.length,
    ]);
  });

  it("by the pace it showed before", async () => {
    const { vendor, voiceOf } = call();
    const acts = [{}, { failsAtMs: 1_000 }];
    const slow = vendor({ name: "slow", byte: ONE, msPerLetter: 110, acts });
    const two = vendor({ name: "two", byte: TWO });
    const { say } = voiceOf([slow, two]);
    await say("Some words to know its pace by.");
    slow.words.length = 0;
    await say();
    expect(slow.words.concat(two.words).join(" ")).toBe(TEXT);
  });

  it("has nobody say what is already said", async () => {
    const { vendor, voiceOf } = call();
    // The text without its full stop.
    const one = vendor({ name: "one", byte: ONE, acts: [{ failsAtMs: 2_205 }] });
    const two = vendor({ name: "two", byte: TWO });
    const { fault, by } = await voiceOf([one, two]).say();
    expect([fault, by]).toEqual([null, [ONE]]);
    expect(two.requests).toEqual([]);
  });

  it("and has nobody to follow it tells where it broke off, and why", async () => {
    const { vendor, voiceOf } = call();
    const one = vendor({ name: "one", byte: ONE, acts: [{ failsAtMs: 1_000, fault: "stalled" }] });
    const { fault, heard, sound } = await voiceOf([one]).say();
    expect(fault).toMatchObject({ vendor: "one", fault: "stalled" });
    expect(sound).toHaveLength(8_000);
    expect(heard.at(-1)).toEqual({ type: "timing", ms: 1_000, chars: 14 });
    expect(one.requests).toHaveLength(1);
  });
});

describe("texts", () => {
  it("lose their markup before any vendor sees them, and times are told in the text as it was", async () => {
    const { vendor, voiceOf } = call();
    const one = vendor({ name: "one", byte: ONE, timed: true });
    const text = "**One** <break/> two.";
    const { heard, sound } = await voiceOf([one]).say(text);
    expect(one.requests[0]?.text).toBe("One two.");
    const chars = heard.flatMap((piece) => (piece.type === "timing" ? [piece.chars] : []));
    expect(chars.toSorted((a, b) => a - b)).toEqual(chars);
    expect(heard.at(-1)).toEqual({ type: "timing", ms: sound.length / 8, chars: text.length });
  });

  it.each(["", "  ", "…", "<speak></speak>", "🎉"])(
    "without words have no sound: %j",
    async (text) => {
      const { vendor, voiceOf } = call();
      const one = vendor({ name: "one", byte: ONE });
      expect(await voiceOf([one]).say(text)).toMatchObject({ heard: [], fault: null });
      expect(one.requests).toEqual([]);
    },
  );

  it("that are long go in parts, each with what was said before it", async () => {
    const { vendor, voiceOf } = call();
    const one = vendor({ name: "one", byte: ONE });
    const text = "This sentence has exactly sixty characters, as one can see. ".repeat(10);
    const { heard, sound } = await voiceOf([one]).say(text);
    expect(one.requests.map((request) => request.text.length)).toEqual([420, 180]);
    expect(one.requests[1]?.previousText).toBe(text.slice(0, 420));
    const timings = heard.filter((piece) => piece.type === "timing");
    expect(timings.map(({ chars }) => chars)).toEqual([420, 600]);
    expect(timings[1]?.ms).toBe(sound.length / 8);
  });
});
