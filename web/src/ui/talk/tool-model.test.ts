import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOf, groupsOf, savedReference } from "./tool-model.ts";
import type { ToolEvent } from "./tool-model.ts";
import { factValue, pathWords, toolGist, toolName } from "./tool-words.ts";

const tongue = { t: (key: string) => key, locale: "en-GB", show: (number: string) => `☎${number}` };
const used = (tool: string, input: ToolEvent["input"], result: ToolEvent["result"]): ToolEvent => ({
  callId: "00000000-0000-4000-8000-000000000001",
  seq: 1,
  at: "2026-11-20T12:00:00.000Z",
  atMs: 1_000,
  type: "tool.used",
  tool,
  input,
  result,
  tookMs: 20,
});

describe("what a tool took or gave", () => {
  it("is a flat list of names and values, without what is empty", () => {
    const { facts, left } = factsOf({
      problem: "no heat",
      address: null,
      tags: ["a", "b"],
      found: [{ reference: "R-1", open: true }, { reference: "R-2" }],
    });
    expect(facts).toEqual([
      { path: ["problem"], value: "no heat" },
      { path: ["tags"], value: "a, b" },
      { path: ["found", 1, "reference"], value: "R-1" },
      { path: ["found", 1, "open"], value: true },
      { path: ["found", 2, "reference"], value: "R-2" },
    ]);
    expect(left).toBe(0);
    expect(groupsOf(facts).map((group) => [group.path, group.facts.length])).toEqual([
      [[], 2],
      [["found", 1], 2],
      [["found", 2], 1],
    ]);
  });

  it("has a request's fields in the order of the request, whatever the database made of it", () => {
    const stored = { zone: 3, address: "y", callbackNumber: "z", problem: "x", alarm: true };
    expect(factsOf(stored).facts.map((fact) => fact.path.join())).toEqual([
      "problem",
      "address",
      "callbackNumber",
      "zone",
      "alarm",
    ]);
  });

  it("is bounded, however much it is, and says how much is not shown", () => {
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`key${i}`, "x"]));
    expect(factsOf(many)).toMatchObject({ left: 76 });
    const deep = { a: { b: { c: { d: { e: { f: 1 } } } } } };
    expect(factsOf(deep)).toEqual({ facts: [], left: 1 });
    const [long] = factsOf({ text: "y".repeat(9_000) }).facts;
    expect(String(long?.value)).toHaveLength(2_001);
  });

  it("never breaks, whatever a tool returns", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const { facts } = factsOf(record);
        expect(facts.length).toBeLessThanOrEqual(24);
        for (const fact of facts) {
          expect(typeof pathWords(fact.path, tongue.t)).toBe("string");
          expect(typeof factValue(fact, tongue)).toBe("string");
        }
      }),
    );
  });
});

describe("the words for it", () => {
  it("are the console's own where it has them, the plain name elsewhere", () => {
    expect(toolName("save_request", tongue.t)).toBe("tool.save_request");
    expect(toolName("check_heatingZone", tongue.t)).toBe("Check heating zone");
    expect(toolName("constructor", tongue.t)).toBe("Constructor");
    expect(pathWords(["found", 1, "createdAt"], tongue.t)).toBe("tool.found 1 request.created");
  });

  it.each([
    ["urgency", "today", "urgency.today"],
    ["urgency", "constructor", "constructor"],
    ["reason", "caller_asked", "ring.caller_asked"],
    ["outcome", "nobody_available", "tool.nobody_available"],
    ["callbackNumber", "+493012345678", "☎+493012345678"],
    ["createdAt", "2026-11-12T09:20:00.000Z", /12 Nov 2026/],
    ["createdAt", "2026-99-12T09:20:00.000Z", "2026-99-12T09:20:00.000Z"],
    ["note", "today", "today"],
  ])("of %s %s", (name, value, words) => {
    expect(factValue({ path: [name], value }, tongue)).toMatch(words);
  });

  it("on a folded card are the one thing worth reading", () => {
    const gists = [
      used("save_request", { problem: "x", address: "y", urgency: null }, { reference: "R-7" }),
      used("look_up_request", { reference: null }, { found: [{ reference: "R-1" }] }),
      used("look_up_request", { reference: "R-9" }, { found: [] }),
      used("offer_handover", { reason: "bot_stuck" }, { outcome: "nobody_available" }),
      used("end_call", { reason: "done" }, { ending: true }),
      used("check_zone", { zone: 3 }, { reachable: false }),
      used("ping", {}, {}),
    ].map((event) => toolGist(event, tongue));
    expect(gists).toEqual([
      "R-7 · request.problem, request.address",
      "R-1",
      "tool.nothing_found",
      "tool.nobody_available",
      "tool.reason.done",
      "Reachable: tool.no",
      null,
    ]);
  });
});

it("only a save that succeeded names its request", () => {
  expect(savedReference(used("save_request", {}, { reference: "R-7" }))).toBe("R-7");
  expect(savedReference(used("save_request", {}, null))).toBeNull();
  expect(savedReference(used("look_up_request", {}, { reference: "R-7" }))).toBeNull();
});
