import type { CallEvent, Utterance } from "@patchbay/contracts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { callOf, idOf } from "../../../test-support/people.ts";
import { cutOf, heardOf } from "./heard.ts";

const reply = (heard: string | null) => ({ text: "one two three four", heard });

describe("what was heard of a reply", () => {
  it("is everything unless reported otherwise", () => {
    expect(heardOf(reply(null))).toBeNull();
    expect(heardOf(reply("one two three four "))).toBeNull();
  });
  it("splits at the last heard word", () => {
    expect(heardOf(reply("one two"))).toEqual({
      heard: "one two",
      struck: "three four",
    });
  });
  it("counts words where the carrier changed the spelling", () => {
    expect(heardOf(reply("One, two"))).toEqual({
      heard: "one two",
      struck: "three four",
    });
  });
  it("may be nothing at all", () => {
    expect(heardOf(reply(""))).toEqual({ heard: "", struck: "one two three four" });
  });
  it("and what was not, together are the text", () => {
    const words = fc.array(fc.stringMatching(/^[a-zäğй]{1,8}[,.]?$/), { minLength: 1 });
    fc.assert(
      fc.property(words, fc.nat(40), (list, count) => {
        const text = list.join(" ");
        const cut = heardOf({ text, heard: list.slice(0, count).join(" ") });
        if (cut === null) expect(count).toBeGreaterThanOrEqual(list.length);
        else expect(`${cut.heard} ${cut.struck}`.trim()).toBe(text);
      }),
    );
  });
});

describe("what cut a reply off", () => {
  const utterance = (speaker: Utterance["speaker"], startedMs: number, endedMs: number) => ({
    id: idOf(`${speaker}-${startedMs}`),
    speaker,
    speakerName: null,
    text: "one two three four",
    language: null,
    startedMs,
    endedMs,
    heard: speaker === "bot" ? "one two" : null,
    interrupted: speaker === "bot",
    confidence: null,
    untranscribed: false,
  });
  const bot = utterance("bot", 10_000, 13_000);
  const takenOver = (atMs: number): CallEvent => ({
    callId: idOf("call"),
    seq: 1,
    at: "2026-11-20T12:00:00.000Z",
    atMs,
    type: "baton.moved",
    call: callOf(
      "call",
      { holder: { kind: "operator", operatorId: idOf("o"), name: "Nora" } },
      0,
      0,
    ),
    cause: "takeover",
    byName: "Nora",
    silentAfterMs: 120,
    audibleAfterMs: 640,
  });

  it.each<[string, Utterance[], CallEvent[], ReturnType<typeof cutOf>]>([
    [
      "is the caller who spoke into it",
      [utterance("caller", 5_000, 9_000), bot, utterance("caller", 12_900, 15_000)],
      [takenOver(13_500)],
      { heard: "one two", struck: "three four", by: "caller", atMs: 12_900 },
    ],
    [
      "is the operator who took over, where no caller spoke",
      [utterance("caller", 5_000, 9_000), bot, utterance("caller", 16_000, 17_000)],
      [takenOver(13_600)],
      { heard: "one two", struck: "three four", by: "operator", atMs: 13_600 },
    ],
    [
      "is not guessed from what came much later",
      [bot, utterance("caller", 15_000, 17_000)],
      [takenOver(20_000)],
      { heard: "one two", struck: "three four", by: null, atMs: 13_000 },
    ],
    ["is nothing where all was heard", [{ ...bot, heard: null }], [takenOver(13_600)], null],
  ])("%s", (_name, said, events, cut) => {
    const reply = said.find((one) => one.speaker === "bot")!;
    expect(cutOf(reply, said, events)).toEqual(cut);
  });
});
