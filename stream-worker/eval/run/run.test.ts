import { describe, expect, it } from "vitest";
import { manualClock } from "../../src/testing/manual-clock.ts";
import type { TimedWord } from "../sound/clip.ts";
import { createCarrier, type Feed } from "./carrier.ts";
import { createLabelledWords } from "./labelled-words.ts";
import { createMicrophone } from "./microphone.ts";

const FRAME = new Uint8Array(160).fill(0xff);

describe("the recogniser of labelled words", () => {
  const WORDS: readonly TimedWord[] = [
    { text: "my", startMs: 0, endMs: 200 },
    { text: "heating", startMs: 200, endMs: 700 },
  ];

  function listening() {
    const clock = manualClock();
    const told: string[] = [];
    const ears = createLabelledWords(clock, (event) =>
      told.push("text" in event ? `${event.type} ${event.text}` : event.type),
    );
    const pass = (ms: number): void => {
      for (let at = 0; at < ms; at += 20) {
        ears.stream.push(FRAME);
        clock.advance(20);
      }
    };
    return { ears, told, pass };
  }

  it("tells a word only when it has been said and has had time to be recognised", () => {
    const { ears, told, pass } = listening();
    ears.will(WORDS);
    pass(340);
    expect(told).toEqual([]);
    pass(140);
    expect(told).toEqual(["partial my"]);
    pass(500);
    expect(told).toEqual(["partial my", "partial my heating"]);
  });

  it("answers a flush with what was said before it, 200 ms later", () => {
    const { ears, told, pass } = listening();
    ears.will(WORDS);
    pass(300);
    ears.stream.flush();
    pass(180);
    expect(told.filter((one) => !one.startsWith("partial"))).toEqual([]);
    pass(40);
    expect(told.filter((one) => !one.startsWith("partial"))).toEqual(["final my", "flushed"]);
  });

  it("gives words that nobody asks for as a final of their own, once", () => {
    const { ears, told, pass } = listening();
    ears.will(WORDS);
    pass(3_000);
    expect(told.filter((one) => one.startsWith("final"))).toEqual(["final my heating"]);
  });

  it("says nothing where nothing is said", () => {
    const { ears, told, pass } = listening();
    pass(2_000);
    ears.stream.flush();
    pass(300);
    expect(told).toEqual(["flushed"]);
  });
});

describe("the carrier in virtual time", () => {
  function line() {
    const clock = manualClock();
    const feeds: Feed[] = [];
    const marks: string[] = [];
    const carrier = createCarrier(clock, feeds, (name) => marks.push(name));
    const pass = (ms: number): void => {
      for (let at = 0; at < ms; at += 20) {
        carrier.play(clock.now());
        clock.advance(20);
      }
    };
    return { feeds, marks, carrier, pass };
  }

  it("plays what it was given and then gives the mark back", () => {
    const { feeds, marks, carrier, pass } = line();
    feeds.push({ id: 1, fromMs: 0, ms: 100 });
    carrier.wire.sendMedia(new Uint8Array(800));
    carrier.wire.sendMark("1");
    pass(120);
    expect([carrier.playedMs(1), marks]).toEqual([80, []]);
    pass(100);
    expect([carrier.playedMs(1), marks, carrier.sounding()]).toEqual([100, ["1"], false]);
  });

  it("plays on until a clear has travelled, then throws the rest and its marks back", () => {
    const { feeds, marks, carrier, pass } = line();
    feeds.push({ id: 7, fromMs: 0, ms: 1_000 });
    carrier.wire.sendMedia(new Uint8Array(8_000));
    carrier.wire.sendMark("end");
    pass(240);
    carrier.wire.sendClear();
    pass(200);
    expect(carrier.playedMs(7)).toBe(240);
    expect(marks).toEqual(["end"]);
  });
});

describe("the microphone", () => {
  it("hears the caller, the room all the time, and the bot's echo after its way", () => {
    const loud = (bytes: Uint8Array): boolean => bytes.some((byte) => (byte & 0x7f) < 0x60);
    const silence = new Float32Array(160);
    const quiet = createMicrophone(new Float32Array(0), 0);
    expect(loud(quiet.frame(silence))).toBe(false);
    quiet.play(new Float32Array(320).fill(0.5));
    expect([loud(quiet.frame(silence)), quiet.idle()]).toEqual([true, false]);
    quiet.frame(silence);
    expect([loud(quiet.frame(silence)), quiet.idle()]).toEqual([false, true]);

    const room = createMicrophone(new Float32Array(1_000).fill(0.1), 0);
    expect(loud(room.frame(silence))).toBe(true);

    const speaker = createMicrophone(new Float32Array(0), 0.5);
    const heard = Array.from({ length: 10 }, (_, index) =>
      loud(speaker.frame(index === 0 ? new Float32Array(160).fill(0.8) : silence)),
    );
    expect(heard.filter(Boolean)).toHaveLength(1);
    expect(heard.indexOf(true)).toBeGreaterThan(2);
  });
});
