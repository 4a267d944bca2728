import { describe, expect, it } from "vitest";
import type { TextToSpeech } from "../../ports/speech.ts";
import { fakeVoice, type VoiceAct } from "../../testing/fake-voice.ts";
import { manualClock } from "../../testing/manual-clock.ts";
import { createBreakers } from "../breaker.ts";
import { createClipCache, type ClipOrder } from "./clip-cache.ts";
import { createVoice } from "./voice.ts";

const GREETING = "Good morning, you have reached the repair service.";

function start() {
  const clock = manualClock();
  const breakers = createBreakers(clock);
  const cache = createClipCache({ maxBytes: 10_000_000, breakers, clock });
  const order = (voices: readonly TextToSpeech[], more: Partial<ClipOrder> = {}): ClipOrder => ({
    voices,
    voice: null,
    language: "en-US",
    text: GREETING,
    ...more,
  });
  const has = (vendor: string, more: { voice?: string; text?: string } = {}): boolean =>
    cache.get({ vendor, voice: null, language: "en-US", text: GREETING, ...more }) !== null;
  const vendor = (name: string, byte: number, acts?: VoiceAct[], knows?: string[]) =>
    fakeVoice({ name, byte, timed: true, ...(acts && { acts }), ...(knows && { knows }) });
  return { clock, breakers, cache, order, has, vendor };
}

describe("a greeting rendered before anybody calls", () => {
  it("sounds at once, whole, with its times, and asks no vendor", async () => {
    const { cache, order, vendor, breakers, clock } = start();
    const one = vendor("one", 1);
    cache.prepare([order([one]), order([one])]);
    await cache.idle();
    expect(one.requests).toHaveLength(1);
    const voice = createVoice({
      voices: [one],
      language: "en-US",
      voice: null,
      breakers,
      clips: cache,
      fellBack: () => undefined,
      clock,
    });
    const pieces = [];
    let hasWaited = false;
    setImmediate(() => {
      hasWaited = true;
    });
    for await (const piece of voice.speak(GREETING, "", new AbortController().signal)) {
      pieces.push(piece);
    }
    expect(hasWaited).toBe(false);
    expect(one.requests).toHaveLength(1);
    expect(pieces[0]).toMatchObject({ type: "audio" });
    expect(pieces.at(-1)).toMatchObject({ type: "timing", chars: GREETING.length });
  });

  it("is rendered in parts where it is long, markup aside", async () => {
    const { cache, order, vendor } = start();
    const one = vendor("one", 1);
    const text = `<b>${"This sentence has exactly sixty characters, as one can see. ".repeat(10)}`;
    cache.prepare([order([one], { text })]);
    await cache.idle();
    expect(one.requests.map((request) => request.text.length)).toEqual([421, 180]);
    const clip = cache.get({ vendor: "one", voice: null, language: "en-US", text });
    const times = (clip ?? []).flatMap((piece) => (piece.type === "timing" ? [piece.chars] : []));
    expect(times.toSorted((a, b) => a - b)).toEqual(times);
    expect(times.at(-1)).toBe(599);
  });

  it("is rendered two at a time", async () => {
    const { cache, order } = start();
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const slow: TextToSpeech = {
      name: "slow",
      speaks: () => true,
      async *speak() {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => waiting.push(resolve));
        running -= 1;
        yield { type: "audio", audio: new Uint8Array(8) };
      },
    };
    cache.prepare(Array.from({ length: 9 }, (_, at) => order([slow], { text: `Number ${at}` })));
    const idle = cache.idle();
    for (let done = 0; done < 9; done += 1) {
      while (waiting.length === 0) await new Promise(setImmediate);
      waiting.shift()?.();
    }
    await idle;
    expect(most).toBe(2);
  });
});

describe("a vendor that fails meanwhile", () => {
  it("is stood in for by the next, and asked again until it can", async () => {
    const { cache, order, vendor, has, clock } = start();
    const one = vendor("one", 1, [{ failsAtMs: 500 }, { failsAtMs: 0 }, {}]);
    const two = vendor("two", 2);
    cache.prepare([order([one, two])]);
    await cache.idle();
    expect([has("one"), has("two")]).toEqual([false, true]);
    for (let time = 0; time < 2; time += 1) {
      clock.advance(30_000);
      await cache.idle();
    }
    expect([has("one"), two.requests.length, clock.waiting()]).toEqual([true, 1, 0]);
  });

  it("is given up after five tries, quietly, and is no worse for calls", async () => {
    const { cache, order, vendor, breakers, clock } = start();
    const one = vendor("one", 1, [{ failsAtMs: 0, fault: "refused" }]);
    cache.prepare([order([one])]);
    for (let time = 0; time < 9; time += 1) {
      await cache.idle();
      clock.advance(30_000);
    }
    expect(one.requests).toHaveLength(5);
    expect(breakers("one").open()).toBe(false);
    cache.prepare([order([one])]);
    await cache.idle();
    expect(one.requests).toHaveLength(6);
  });

  it("is left alone while it rests", async () => {
    const { cache, order, vendor, breakers } = start();
    const one = vendor("one", 1);
    for (let time = 0; time < 3; time += 1) breakers("one").failed();
    cache.prepare([order([one])]);
    await cache.idle();
    expect(one.requests).toEqual([]);
  });

  it("and only does not know a voice speaks with its own, as on a call", async () => {
    const { cache, order, vendor, has } = start();
    const one = vendor("one", 1, [{}], ["nova"]);
    cache.prepare([order([one, vendor("two", 2)], { voice: "gone" })]);
    await cache.idle();
    expect([has("one", { voice: "gone" }), has("two")]).toEqual([true, false]);
  });
});

describe("the end", () => {
  it("leaves nothing waiting and nothing running", async () => {
    const { cache, order, vendor, clock } = start();
    const hangs = vendor("one", 1, [{ hangs: true }]);
    const fails = vendor("two", 2, [{ failsAtMs: 0 }]);
    cache.prepare([order([fails]), order([hangs], { text: "One." }), order([hangs])]);
    await new Promise(setImmediate);
    expect(clock.waiting()).toBe(1);
    cache.close();
    await cache.idle();
    expect([hangs.aborted(), clock.waiting()]).toEqual([hangs.requests.length, 0]);
  });

  it("is no language nobody speaks", async () => {
    const { cache, order } = start();
    cache.prepare([order([])]);
    await cache.idle();
    expect(cache.get({ vendor: "", voice: null, language: "en-US", text: GREETING })).toBeNull();
  });
});
