import { describe, expect, it } from "vitest";
import { clipName, createClips, type Clip, type ClipKey } from "./clips.ts";

const key = (text: string, more: Partial<ClipKey> = {}): ClipKey => ({
  vendor: "azure",
  voice: null,
  language: "en-US",
  text,
  ...more,
});
/** With what an entry takes beside its sound, 1,000 bytes. */
const clip = (byte: number): Clip => [{ type: "audio", audio: new Uint8Array(800).fill(byte) }];

describe("sentences rendered before", () => {
  it("are found by vendor, voice, language and text, white space around it aside", () => {
    const clips = createClips(10_000);
    clips.put(key("Hello."), clip(1));
    expect(clips.get(key(" Hello. "))).toEqual(clip(1));
    for (const other of [
      key("Hello"),
      key("Hello.", { vendor: "local" }),
      key("Hello.", { voice: "x" }),
      key("Hello.", { language: "de-DE" }),
    ]) {
      expect(clips.get(other)).toBeNull();
    }
  });

  it("give way to newer ones, those asked for last the latest", () => {
    const clips = createClips(2_999);
    clips.put(key("one"), clip(1));
    clips.put(key("two"), clip(2));
    clips.get(key("one"));
    clips.put(key("three"), clip(3));
    expect(["one", "two", "three"].map((text) => clips.get(key(text)) !== null)).toEqual([
      true,
      false,
      true,
    ]);
    expect(clips.bytes()).toBe(2_000);
  });

  it("take no more than their bound, however often they are put", () => {
    const clips = createClips(2_500);
    for (let time = 0; time < 9; time += 1) clips.put(key("one"), clip(time));
    expect(clips.bytes()).toBe(1_000);
    clips.put(key("long"), [{ type: "audio", audio: new Uint8Array(2_400) }]);
    expect([clips.get(key("long")), clips.get(key("one"))]).toEqual([null, clip(8)]);
  });

  it("are not told by their names", () => {
    expect(clipName(key("The caller's secret"))).toMatch(/^[A-Za-z0-9+/=]{44}$/u);
  });
});
