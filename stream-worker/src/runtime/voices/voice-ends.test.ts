import { describe, expect, it } from "vitest";
import { TEXT, voiceCall as call } from "../../testing/voice-call.ts";
import type { ClipKey } from "./clips.ts";

const ONE = 0x11;
const TWO = 0x22;

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
