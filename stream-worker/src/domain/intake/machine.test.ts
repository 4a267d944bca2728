import { describe, expect, test } from "vitest";
import { transition } from "./machine.ts";
import { begin } from "./state.ts";
import type { IntakeEffect, IntakeEvent, IntakeState, Language } from "./types.ts";

type Step = string | IntakeEvent;

const OWN: Readonly<Record<Language, string>> = {
  "en-US": "+12025550143",
  "de-DE": "+493023125010",
  "tr-TR": "+905325550143",
  "ru-RU": "+79005550143",
};

function call(language: Language, steps: readonly Step[], callerNumber = OWN[language]) {
  let state: IntakeState = begin({ language, organization: "AssetCare24" });
  let effects: readonly IntakeEffect[] = [];
  const all: IntakeEffect[] = [];
  const events: IntakeEvent[] = steps.map((step) =>
    typeof step === "string" ? { type: "callerSaid", text: step } : step,
  );
  for (const event of [{ type: "started", callerNumber, recorded: true } as const, ...events]) {
    ({ state, effects } = transition(state, event));
    all.push(...effects);
  }
  const said = effects.flatMap((effect) => (effect.type === "say" ? [effect.text] : [])).join(" ");
  const of = <Type extends IntakeEffect["type"]>(type: Type) =>
    all.filter((effect): effect is IntakeEffect & { type: Type } => effect.type === type);
  return { state, effects, said, all, of, types: effects.map((effect) => effect.type) };
}

const WHOLE: Readonly<Record<Language, readonly string[]>> = {
  "en-US": ["the bathroom tap drips", "14 maple street", "this week", "yes please"],
  "de-DE": ["der wasserhahn tropft", "lindenallee 14", "diese woche", "ja gern"],
  "tr-TR": ["musluk damlatıyor", "çiçek sokak 14", "bu hafta", "evet olur"],
  "ru-RU": ["кран капает", "садовая 14", "на этой неделе", "да конечно"],
};
const YES = { "en-US": "yes", "de-DE": "ja stimmt", "tr-TR": "evet doğru", "ru-RU": "да верно" };
const HUMAN = {
  "en-US": "I'd like to talk to a real person",
  "de-DE": "ich möchte mit einem mitarbeiter sprechen",
  "tr-TR": "müşteri temsilcisi istiyorum",
  "ru-RU": "соедините с оператором",
};
const LANGUAGES = Object.keys(WHOLE) as Language[];

describe.each(LANGUAGES)("in %s", (language) => {
  const whole = WHOLE[language];

  test("discloses, greets, and asks", () => {
    const { said, effects } = call(language, []);
    expect(said).toContain("AssetCare24");
    expect(effects).toMatchObject([{ type: "say", expects: "problem" }]);
  });

  test("asks one thing at a time, reads everything back, saves, says goodbye", () => {
    const asked = [1, 2, 3, 4].map((count) => call(language, whole.slice(0, count)).effects[0]);
    expect(asked.map((effect) => effect?.type === "say" && effect.expects)).toEqual([
      "address",
      "urgency",
      "yes_no",
      "yes_no",
    ]);
    const confirmed = call(language, [...whole, YES[language]]);
    expect(confirmed.of("saveRequest")).toMatchObject([
      { fields: { urgency: "this_week", callbackNumber: OWN[language] } },
    ]);
    const saved = call(language, [...whole, YES[language], { type: "saved", reference: "AC-7" }]);
    expect(saved.said).toContain("AC-7");
  });

  test("a human may be asked for at any time", () => {
    for (const before of [[], whole.slice(0, 1), whole.slice(0, 3), whole]) {
      const { effects } = call(language, [...before, HUMAN[language]]);
      expect(effects.at(-1)).toEqual({ type: "offerHandover", reason: "caller_asked" });
    }
  });

  test("nobody answers the handover: a callback is noted and the call ends", () => {
    const rung = [...whole.slice(0, 1), { type: "digits", digits: "0" }] as const;
    const noted = call(language, [...rung, { type: "handoverUnanswered" }]);
    expect(noted.types).toEqual(["say", "saveRequest"]);
    const done = call(language, [
      ...rung,
      { type: "handoverUnanswered" },
      { type: "saved", reference: "AC-8" },
    ]);
    expect(done.types).toEqual(["say", "endCall"]);
    // They talked over the goodbye, so the call is open again, and they still want a person.
    const insisting = transition(
      { ...done.state, phase: "more" },
      { type: "callerSaid", text: HUMAN[language] },
    );
    expect(insisting.effects.at(-1)).toEqual({ type: "endCall" });
    const repeated = insisting.effects[0];
    expect(repeated?.type === "say" && repeated.text).toContain(done.said);
    const hidden = call(language, [...rung, { type: "handoverUnanswered" }], "anonymous");
    expect(hidden.effects).toMatchObject([{ type: "say", expects: "phone" }]);
  });

  test("not understood twice: other words; three times: a human is offered", () => {
    const said = [1, 2, 3].map((count) => call(language, Array<string>(count).fill("xyz")));
    const texts = said.map((one) => one.said);
    expect(new Set(texts).size).toBe(3);
    expect(said[2]?.state.phase).toBe("offering");
    const yes = call(language, ["xyz", "xyz", "xyz", YES[language]]);
    expect(yes.effects.at(-1)).toEqual({ type: "offerHandover", reason: "bot_stuck" });
  });

  test("resuming never greets and goes on with the open question", () => {
    for (const after of ["crash", "hand_back"] as const) {
      const { said, effects } = call(language, [...whole.slice(0, 2), { type: "resumed", after }]);
      expect(said).not.toContain("AssetCare24");
      expect(effects).toMatchObject([{ type: "say", expects: "urgency" }]);
    }
  });

  test("silence: asked twice, then a polite end", () => {
    const silent = { type: "callerSilent" } as const;
    expect(call(language, [silent, silent]).state.phase).toBe("asking");
    expect(call(language, [silent, silent, silent]).types).toEqual(["say", "endCall"]);
  });

  test("a whole request in one breath needs the number and a yes only", () => {
    const breath = {
      "en-US": "water through the ceiling in Lindenallee 14, it's urgent",
      "de-DE": "wasser kommt durch die decke in der lindenallee 14 es ist dringend",
      "tr-TR": "tavandan su geliyor lale sokak 14 çok acil",
      "ru-RU": "вода течёт с потолка на садовой 14 это срочно",
    };
    const { state, effects } = call(language, [breath[language]]);
    expect(state.slots).toMatchObject({ category: "water", urgency: "emergency" });
    expect(state.slots.address).toMatch(/14$/);
    expect(effects).toMatchObject([{ type: "say", expects: "yes_no" }]);
  });
});

describe("corrections", () => {
  test.each<[Language, string, string]>([
    ["en-US", "no, number 16 not 14", "16 Maple Street"],
    ["de-DE", "nein, Hausnummer 16", "Lindenallee 16"],
    ["tr-TR", "hayır 14 değil 16", "Çiçek Sokak 16"],
    ["ru-RU", "адрес другой: Лесная 7", "Лесная 7"],
    ["ru-RU", "нет, дом шестнадцать, а не четырнадцать", "Садовая 16"],
    ["de-DE", "nein Hausnummer vierzehn b", "Lindenallee 14b"],
  ])("%s: %s", (language, text, address) => {
    const { state } = call(language, [...WHOLE[language], text]);
    expect(state.slots.address).toBe(address);
    expect(state.phase).toBe("confirming");
  });

  test("a slot named without a value is asked again, alone", () => {
    const { effects, state } = call("de-DE", [...WHOLE["de-DE"], "nein die adresse stimmt nicht"]);
    expect(effects).toMatchObject([{ type: "say", expects: "address" }]);
    expect(Object.keys(state.slots)).toEqual(["problem", "category", "urgency", "phone"]);
  });

  test("a plain no asks what to change", () => {
    const { state } = call("en-US", [...WHOLE["en-US"], "no"]);
    expect(state.phase).toBe("changing");
  });
});

describe("the number to call back", () => {
  const before = WHOLE["de-DE"].slice(0, 3);

  test("may be dictated in pieces", () => {
    const { state } = call("de-DE", [
      ...before,
      "nein",
      "null eins sieben sechs",
      "null vierzig",
      "69 012",
    ]);
    expect(state.slots.phone).toBe("+4917604069012");
  });

  test("may be keyed and ended with hash", () => {
    const keys = [..."017604069012#"].map((digits) => ({ type: "digits", digits }) as const);
    const { state } = call("de-DE", [...before, ...keys]);
    expect(state.slots.phone).toBe("+4917604069012");
  });

  test("hidden: asked for; this number is no answer then", () => {
    const { effects } = call("de-DE", [...before, "diese Nummer"], "anonymous");
    expect(effects).toMatchObject([{ type: "say", expects: "phone" }]);
  });
});

describe("an existing request", () => {
  test("is found by the caller's number, then by reference", () => {
    const looked = call("en-US", ["what's the status of my request"]);
    expect(looked.effects.at(-1)).toEqual({ type: "lookUpRequest", callerNumber: OWN["en-US"] });
    const none = [looked.state].map((state) =>
      transition(state, { type: "lookupResult", found: [] }),
    );
    expect(none[0]?.effects).toMatchObject([{ type: "say", expects: "reference" }]);
    const named = call("en-US", [
      "what's the status of my request",
      { type: "lookupResult", found: [] },
      "one zero four two",
    ]);
    expect(named.effects.at(-1)).toMatchObject({ type: "lookUpRequest", reference: "1042" });
  });

  test("its status is said, and more help offered", () => {
    const found = [{ reference: "AC-1042", status: "in_progress" }];
    const { said, state } = call("de-DE", [
      "wo bleibt der techniker, ich warte noch",
      { type: "lookupResult", found },
    ]);
    expect(said).toContain("AC-1042");
    expect(state.phase).toBe("more");
  });
});

describe("stale and strange events", () => {
  test("after the end there is only the end", () => {
    const { state } = call("en-US", ["goodbye"]);
    expect(transition(state, { type: "callerSaid", text: "hello?" }).effects).toEqual([
      { type: "endCall" },
    ]);
  });

  test("saving fails: a colleague is rung", () => {
    const { types } = call("en-US", [...WHOLE["en-US"], "yes", { type: "saveFailed" }]);
    expect(types).toEqual(["say", "offerHandover"]);
  });

  test("a crash while saving saves again; the server knows the call", () => {
    const { types } = call("en-US", [
      ...WHOLE["en-US"],
      "yes",
      { type: "resumed", after: "crash" },
    ]);
    expect(types).toEqual(["say", "saveRequest"]);
  });

  test("somebody who smells gas is told to leave, once, and not asked how urgent it is", () => {
    const { said, state } = call("en-US", ["it smells of gas in the hallway"]);
    expect(said).toContain("leave the building");
    expect(state.slots.urgency).toBe("emergency");
  });
});
