import { describe, expect, it } from "vitest";
import type { TextToSpeech } from "../../ports/speech.ts";
import { TEXT, voiceCall as call } from "../../testing/voice-call.ts";
import type { ClipKey } from "./clips.ts";

const ONE = 0x11;
const TWO = 0x22;
const THREE = 0x33;

describe("who speaks", () => {
  it("is the first of the organization's order that knows the language", async () => {
    const { vendor, voiceOf, changes } = call();
    const deaf = vendor({ name: "one", byte: ONE, speaks: (language) => language === "de-DE" });
    const two = vendor({ name: "two", byte: TWO });
    const { voice, say } = voiceOf([deaf, two, vendor({ name: "three", byte: THREE })]);
    expect(voice.vendor()).toBe("two");
    const { by, fault } = await say(TEXT, "Before. ");
    expect([by, fault]).toEqual([[TWO], null]);
    expect(two.requests).toEqual([
      { text: TEXT, language: "en-US", voice: null, previousText: "Before. " },
    ]);
    expect(changes).toEqual([]);
  });

  it("is another one at once where the first fails before a sound, and stays it", async () => {
    const { vendor, voiceOf, changes, clock } = call();
    const one = vendor({
      name: "one",
      byte: ONE,
      acts: [{ failsAtMs: 0, fault: "overloaded" }, {}],
    });
    const two = vendor({ name: "two", byte: TWO });
    const { voice, say } = voiceOf([one, two]);
    const first = await say();
    expect(first).toMatchObject({ by: [TWO], fault: null, firstMs: 0 });
    expect((await say()).by).toEqual([TWO]);
    expect(voice.vendor()).toBe("two");
    expect(one.requests).toHaveLength(1);
    expect(changes).toEqual(["one → two"]);
    expect(clock.waiting()).toBe(0);
  });

  it("is nobody where nobody can: the last one's fault is told, with nothing heard", async () => {
    const { vendor, voiceOf, clock } = call();
    const acts = [{ failsAtMs: 0 }];
    const { say } = voiceOf([
      vendor({ name: "one", byte: ONE, acts }),
      vendor({ name: "two", byte: TWO, acts: [{ failsAtMs: 0, fault: "refused" }] }),
    ]);
    const { heard, fault } = await say();
    expect(heard).toEqual([]);
    expect(fault).toMatchObject({ name: "SpeechError", vendor: "two", fault: "refused" });
    expect(await voiceOf([]).say()).toMatchObject({ fault: { fault: "refused" } });
    expect(clock.waiting()).toBe(0);
  });

  it("is not a vendor that rests, unless there would be silence", async () => {
    const { vendor, voiceOf, breakers, changes } = call();
    const one = vendor({ name: "one", byte: ONE });
    const two = vendor({ name: "two", byte: TWO, acts: [{}, { failsAtMs: 0 }] });
    for (let time = 0; time < 3; time += 1) breakers("one").failed();
    const { say } = voiceOf([one, two]);
    expect((await say()).by).toEqual([TWO]);
    expect(changes).toEqual(["one → two"]);
    expect((await say()).by).toEqual([ONE]);
  });

  it("rests after three calls in a row that it failed, and is asked again half a minute later", async () => {
    const { vendor, voiceOf, clock } = call();
    const one = vendor({ name: "one", byte: ONE, acts: [{ failsAtMs: 0 }] });
    const two = vendor({ name: "two", byte: TWO });
    for (let calls = 0; calls < 5; calls += 1) await voiceOf([one, two]).say();
    expect(one.requests).toHaveLength(3);
    clock.advance(30_000);
    await voiceOf([one, two]).say();
    expect(one.requests).toHaveLength(4);
  });

  it("speaks with its own voice where it does not know the one that is named", async () => {
    const { vendor, voiceOf, breakers, changes } = call();
    const one = vendor({ name: "one", byte: ONE, knows: ["nova"] });
    const { say } = voiceOf([one, vendor({ name: "two", byte: TWO })], { voice: "gone" });
    for (let time = 0; time < 5; time += 1) expect((await say()).by).toEqual([ONE]);
    expect(one.requests.map(({ voice }) => voice)).toEqual(["gone", null, null, null, null, null]);
    expect(breakers("one").open()).toBe(false);
    expect(changes).toEqual([]);
  });

  it("gets the name of a voice only where it is the one that was chosen with it", async () => {
    const { vendor, voiceOf } = call();
    const one = vendor({ name: "one", byte: ONE, acts: [{ failsAtMs: 0 }] });
    const two = vendor({ name: "two", byte: TWO });
    await voiceOf([one, two], { voice: "nova" }).say();
    expect([one, two].map(({ requests }) => requests[0]?.voice)).toEqual(["nova", null]);
  });
});

describe("how long a caller waits for the first sound", () => {
  it.each([
    ["the first answers in time", [{ afterMs: 800 }, {}], ONE, 800],
    ["the first is late and the second quick", [{ afterMs: 5_000 }, { afterMs: 300 }], TWO, 1_200],
    ["the first is slow, the second slower", [{ afterMs: 1_300 }, { afterMs: 1_000 }], ONE, 1_300],
    ["only the last of five can", [{}, {}, {}, {}].map(() => ({ hangs: true })), THREE, 2_500],
  ] as const)("where %s", async (_, acts, expected, withinMs) => {
    const { vendor, voiceOf } = call();
    const voices: TextToSpeech[] = acts.map((act, index) =>
      vendor({ name: `v${index}`, byte: [ONE, TWO][index] ?? 0x44, acts: [act] }),
    );
    if (acts.length > 2)
      voices.push(vendor({ name: "last", byte: THREE, acts: [{ afterMs: 600 }] }));
    const { by, firstMs, fault } = await voiceOf(voices).say();
    expect([by, fault]).toEqual([[expected], null]);
    expect(firstMs).toBeLessThanOrEqual(withinMs);
  });

  it("never leaves one in silence for more than three seconds, and leaves nothing running", async () => {
    const { vendor, voiceOf, clock } = call();
    const voices = [ONE, TWO].map((byte) =>
      vendor({ name: `v${byte}`, byte, acts: [{ hangs: true }] }),
    );
    const { fault } = await voiceOf(voices).say();
    expect(fault).toMatchObject({ fault: "silent" });
    expect(clock.now()).toBe(3_000);
    expect(voices.map((voice) => voice.aborted())).toEqual([1, 1]);
    expect(clock.waiting()).toBe(0);
  });

  it("ends those that were slower, and counts them as failed", async () => {
    const { vendor, voiceOf, breakers } = call();
    const one = vendor({ name: "one", byte: ONE, acts: [{ hangs: true }] });
    for (let calls = 0; calls < 3; calls += 1) {
      await voiceOf([one, vendor({ name: "two", byte: TWO })]).say();
    }
    expect(one.aborted()).toBe(3);
    expect(breakers("one").open()).toBe(true);
  });
});

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

describe("a text that is not wanted any more", () => {
  it("ends its vendor at once and asks nobody else", async () => {
    const { vendor, voiceOf, listen, changes, breakers, clock } = call();
    const controller = new AbortController();
    const one = vendor({ name: "one", byte: ONE });
    const two = vendor({ name: "two", byte: TWO });
    const { voice } = voiceOf([one, two]);
    const pieces = voice.speak(TEXT, "", controller.signal);
    const { heard, fault } = await listen(pieces, () => controller.abort());
    expect(heard).toHaveLength(1);
    expect(fault).toMatchObject({ fault: "aborted" });
    expect([one.aborted(), two.requests.length, changes]).toEqual([1, 0, []]);
    for (let time = 0; time < 2; time += 1) breakers("one").failed();
    expect(breakers("one").open()).toBe(false);
    expect(clock.waiting()).toBe(0);
  });

  it.each(["before", "while it is waited for"])("%s", async (when) => {
    const { vendor, voiceOf, listen, clock } = call();
    const controller = new AbortController();
    if (when === "before") controller.abort();
    else clock.after(400, () => controller.abort());
    const one = vendor({ name: "one", byte: ONE, acts: [{ hangs: true }] });
    const { voice } = voiceOf([one]);
    expect(await listen(voice.speak(TEXT, "", controller.signal))).toMatchObject({
      heard: [],
      fault: { fault: "aborted" },
    });
    expect(one.requests).toHaveLength(when === "before" ? 0 : 1);
    expect(clock.waiting()).toBe(0);
  });

  it("also where the listener walks away", async () => {
    const { vendor, voiceOf, clock } = call();
    const one = vendor({ name: "one", byte: ONE });
    const { voice } = voiceOf([one]);
    for await (const piece of voice.speak(TEXT, "", new AbortController().signal)) {
      expect(piece.type).toBe("audio");
      break;
    }
    expect(one.aborted()).toBe(1);
    expect(clock.waiting()).toBe(0);
  });
});

describe("what was rendered before", () => {
  const audio = new Uint8Array(800).fill(0x77);
  const clips = (...keys: Partial<ClipKey>[]) => ({
    get: (key: ClipKey) =>
      keys.some((one) =>
        Object.entries({ text: TEXT, voice: null, ...one }).every(
          ([name, value]) => key[name as keyof ClipKey] === value,
        ),
      )
        ? [{ type: "audio", audio } as const]
        : null,
  });

  it("is played without asking its vendor, whose voice the call then keeps", async () => {
    const { vendor, voiceOf, breakers, changes } = call();
    const one = vendor({ name: "one", byte: ONE });
    const two = vendor({ name: "two", byte: TWO });
    for (let time = 0; time < 3; time += 1) breakers("one").failed();
    const { say, voice } = voiceOf([one, two], { clips: clips({ vendor: "two" }) });
    expect(await say()).toMatchObject({ by: [0x77], firstMs: 0, fault: null });
    expect(two.requests).toEqual([]);
    expect([voice.vendor(), changes]).toEqual(["two", ["one → two"]]);
  });

  it("is the named voice of its vendor, and no other vendor's than the call's", async () => {
    const { vendor, voiceOf } = call();
    const voices = [vendor({ name: "one", byte: ONE }), vendor({ name: "two", byte: TWO })];
    const named = voiceOf(voices, {
      voice: "nova",
      clips: clips({ vendor: "one", voice: "nova" }),
    });
    expect((await named.say()).by).toEqual([0x77]);
    const other = voiceOf(voices, { clips: clips({ vendor: "two" }) });
    expect((await other.say()).by).toEqual([ONE]);
  });

  it("is anybody's before there is silence", async () => {
    const { vendor, voiceOf } = call();
    const acts = [{ failsAtMs: 0 }];
    const voices = [
      vendor({ name: "one", byte: ONE, acts }),
      vendor({ name: "two", byte: TWO, acts }),
    ];
    expect(await voiceOf(voices, { clips: clips({ vendor: "two" }) }).say()).toMatchObject({
      by: [0x77],
      fault: null,
    });
  });
});
