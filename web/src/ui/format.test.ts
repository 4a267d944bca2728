import { describe, expect, it } from "vitest";
import { age, clock, dayTime, initials, money, quantity, shortMoment, tenths } from "./format.ts";

describe("clocks", () => {
  it.each([
    [0, "00:00"],
    [999, "00:00"],
    [65_000, "01:05"],
    [3_599_999, "59:59"],
    [3_723_000, "1:02:03"],
    [-5, "00:00"],
    [Number.NaN, "00:00"],
  ])("%d ms read %s", (ms, text) => expect(clock(ms)).toBe(text));
});

describe("short times", () => {
  it("keep one digit and the reader's comma", () => {
    expect(tenths(640, "en")).toBe("0.6");
    expect(tenths(640, "de")).toBe("0,6");
  });
  it("lose the digit from ten seconds on", () => {
    expect(age(9_940, "en")).toBe("9.9");
    expect(age(31_400, "en")).toBe("31");
  });
});

it("a moment today is a time, any other a day", () => {
  const now = new Date(2026, 10, 20, 15, 0).getTime();
  const today = new Date(2026, 10, 20, 9, 5).toISOString();
  expect(shortMoment(today, "de", now)).toBe(dayTime(today, "de"));
  expect(dayTime(today, "de")).toBe("09:05");
  expect(shortMoment(new Date(2026, 10, 19, 9, 5).toISOString(), "en-GB", now)).toBe("19 Nov");
});

it("money keeps the fractions of a cent", () => {
  expect(money(0.13, "EUR", "en")).toBe("€0.130");
  expect(quantity(5812, "en")).toBe("5,812");
});

describe("initials", () => {
  it.each([
    ["Sabine Maria Krüger", "SK"],
    ["ольга кузнецова", "ОК"],
    ["Cher", "C"],
    ["+49 221", null],
    [null, null],
  ])("of %s are %s", (name, letters) => expect(initials(name)).toBe(letters));
});
