import type { Language } from "@patchbay/contracts";
import { describe, expect, it } from "vitest";
import { expectationOf } from "../../src/domain/endpointing/expectation.ts";
import { callsOf } from "./calls.ts";
import { itemsOf, splitOf } from "./items.ts";
import { pauseMs } from "./pauses.ts";
import { seeded } from "./seeded.ts";
import { segmentsOf, writtenText } from "./segments.ts";

const LANGUAGES: readonly Language[] = ["en-US", "de-DE", "tr-TR", "ru-RU"];

describe.each(LANGUAGES)("the turns of %s", (language) => {
  const items = itemsOf(language);

  it("are at least 150, each with a name of its own, and the same every time", () => {
    expect(items.length).toBeGreaterThanOrEqual(150);
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(itemsOf(language)).toEqual(items);
  });

  it("are drawn again with other pauses and the same words, in the same split", () => {
    const again = itemsOf(language, 2);
    expect(again.map(({ id, split, bot }) => [id, split, bot])).toEqual(
      items.map(({ id, split, bot }) => [id, split, bot]),
    );
    expect(again).not.toEqual(items);
    expect(callsOf(language, 2).map(({ speaker }) => speaker)).not.toEqual(
      callsOf(language).map(({ speaker }) => speaker),
    );
  });

  it("keep about a third back, of every kind", () => {
    const heldOut = items.filter(({ split }) => split === "held-out");
    expect(heldOut.length / items.length).toBeGreaterThan(0.26);
    expect(heldOut.length / items.length).toBeLessThan(0.42);
    const kinds = (of: typeof items) => new Set(of.map(({ id }) => id.split("/")[1]));
    expect(kinds(heldOut).size).toBeGreaterThanOrEqual(kinds(items).size - 2);
  });

  it("follow questions that ask for what their label says", () => {
    for (const { id, bot, asks } of items) {
      expect([id, bot, expectationOf(bot, language)]).toEqual([id, bot, asks]);
    }
  });

  it("all occur in calls of one split each, in every surrounding", () => {
    const calls = callsOf(language);
    const placed = calls.flatMap((call) =>
      call.items.map((item) => [item.id, call.split] as const),
    );
    expect(placed).toHaveLength(items.length);
    expect(new Map(placed)).toEqual(new Map(items.map(({ id, split }) => [id, split])));
    const noises = new Set(calls.map(({ surroundings }) => surroundings.noise));
    expect(noises).toEqual(new Set(["none", "white", "babble", "car"]));
  });
});

describe("a line", () => {
  it("is cut at its pauses, and none follows its end", () => {
    expect(segmentsOf("Well // it drips / a lot /// yes")).toEqual([
      { spoken: "Well", written: "Well", pause: "//" },
      { spoken: "it drips", written: "it drips", pause: "/" },
      { spoken: "a lot", written: "a lot", pause: "///" },
      { spoken: "yes", written: "yes", pause: null },
    ]);
    expect(segmentsOf("stop")).toEqual([{ spoken: "stop", written: "stop", pause: null }]);
    expect(segmentsOf("  ")).toEqual([]);
  });

  it("is written by the recogniser as its label says", () => {
    const segments = segmentsOf("it's ~ oh one seven=017 // five=5 ~ please");
    expect(segments.map(({ spoken }) => spoken)).toEqual(["it's oh one seven", "five please"]);
    expect(writtenText(segments)).toBe("it's 017 5 please");
  });
});

describe("chance", () => {
  it("is the same for the same name", () => {
    const [one, same, other] = [seeded("a"), seeded("a"), seeded("b")].map((random) =>
      Array.from({ length: 20 }, () => random.next()),
    );
    expect(one).toEqual(same);
    expect(one).not.toEqual(other);
    expect(splitOf("x")).toBe(splitOf("x"));
  });

  it("draws pauses around their medians, with a tail", () => {
    const random = seeded("pauses");
    const drawn = Array.from({ length: 2_000 }, () => pauseMs("//", 1, random)).toSorted(
      (a, b) => a - b,
    );
    expect(drawn[1_000]).toBeGreaterThan(430);
    expect(drawn[1_000]).toBeLessThan(530);
    expect(drawn[1_800]).toBeGreaterThan(750);
    expect(drawn.at(-1)).toBeLessThanOrEqual(1_500);
  });
});
