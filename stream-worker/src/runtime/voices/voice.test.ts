import { describe, expect, it } from "vitest";
import type { TextToSpeech } from "../../ports/speech.ts";
import { TEXT, voiceCall as call } from "../../testing/voice-call.ts";

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
