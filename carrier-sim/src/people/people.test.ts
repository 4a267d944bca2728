import { expect, test } from "vitest";
import type { Callee, LegControl } from "../ports.ts";
import type { After } from "./callee.ts";
import { createPeople } from "./people.ts";
import { BUSY_NUMBER, NEVER_ANSWERS_NUMBER, PERSONAS } from "./personas/all.ts";
import { createLab, createLabSwitchboard, toneVoices } from "./testing/lab.ts";

function town() {
  const lab = createLab();
  const waiting: { ms: number; run: () => void }[] = [];
  const after: After = (ms, run) => {
    const entry = { ms, run };
    waiting.push(entry);
    return () => void waiting.splice(waiting.indexOf(entry), 1);
  };
  const switchboard = createLabSwitchboard(lab.engine);
  const people = createPeople({
    switchboard,
    audio: lab.engine,
    voices: toneVoices,
    accountSid: "AC0",
    log: { info: () => undefined },
    after,
  });
  return { lab, people, switchboard, waiting };
}

function ring(callee: Callee, leg?: LegControl): string[] {
  const happened: string[] = [];
  callee.onAnswer(() => happened.push("answered"));
  callee.onRefuse((cause) => happened.push(cause));
  callee.ring({
    callSid: "CA9",
    from: "+493023125010",
    to: "+1",
    params: {},
    ...(leg === undefined ? {} : { leg }),
  });
  return happened;
}

test("every persona's number is answered after a ring and a half", () => {
  for (const { from } of PERSONAS) {
    const { people, waiting } = town();
    const happened = ring(people.directory.find(from, "AC0")!);
    expect(waiting.map(({ ms }) => ms)).toEqual([1_500]);
    expect(happened).toEqual([]);
    waiting[0]!.run();
    expect(happened).toEqual(["answered"]);
  }
});

test("one number is busy, one rings for ever, others are unknown, and so is everybody to another account", () => {
  const { people, waiting } = town();
  const busy = ring(people.directory.find(BUSY_NUMBER, "AC0")!);
  waiting[0]!.run();
  expect(busy).toEqual(["busy"]);
  waiting.length = 0;
  ring(people.directory.find(NEVER_ANSWERS_NUMBER, "AC0")!);
  expect(waiting).toEqual([]);
  expect(people.directory.find("+493023125699", "AC0")).toBeUndefined();
  expect(people.directory.find(PERSONAS[0]!.from, "AC1")).toBeUndefined();
});

test("who gave up ringing is not answered", () => {
  const { people, waiting } = town();
  const callee = people.directory.find(PERSONAS[0]!.from, "AC0")!;
  ring(callee);
  callee.cancel();
  expect(waiting).toEqual([]);
});

test("a persona who was called greets, and hangs up the leg it was given when all is said", async () => {
  const { lab, people } = town();
  let hungUp = 0;
  const leg: LegControl = { callSid: "CA9", hangUp: () => (hungUp += 1) };
  const { person } = people.directory.find(PERSONAS[0]!.from, "AC0")!;
  const callee = people.directory.find(PERSONAS[0]!.from, "AC0")!;
  ring(callee, leg);
  const finals: string[] = [];
  callee.person.onWords((words) => words.kind === "final" && finals.push(words.text));
  lab.engine.attach("CA9", callee.person);
  callee.person.connected("CA9");
  await lab.passUntil(() => finals.length === 1);
  expect(finals[0]).toBe(PERSONAS[0]!.outboundGreeting);
  await lab.passUntil(() => hungUp === 1, 300_000);
  expect(person).not.toBe(callee.person);
});

test("what is typed at the booth is told to the local recogniser before it sounds", () => {
  const { lab } = town();
  const told: object[] = [];
  const people = createPeople({
    switchboard: createLabSwitchboard(lab.engine),
    audio: lab.engine,
    voices: toneVoices,
    speech: {
      understand: () => Promise.reject(new Error("nobody asks")),
      expect: (line) => told.push(line),
      prepare: () => undefined,
    },
    accountSid: "AC0",
    log: { info: () => undefined },
  });
  people.visitor("de-DE").person.say("Guten Tag");
  expect(told).toEqual([{ text: "Guten Tag", language: "de-DE", voice: "m3/55" }]);
});

test("fictional numbers are E.164, different, and kept apart from each other", () => {
  const numbers = [...PERSONAS.map(({ from }) => from), BUSY_NUMBER, NEVER_ANSWERS_NUMBER];
  for (const number of numbers) expect(number).toMatch(/^\+[1-9]\d{7,14}$/);
  expect(new Set(numbers).size).toBe(numbers.length);
  expect(new Set(PERSONAS.map(({ id }) => id)).size).toBe(PERSONAS.length);
});

test("the callback number that a persona says is their own", () => {
  for (const persona of PERSONAS) {
    const answer = persona.answers.find(({ when }) => when === "callback");
    if (answer === undefined) continue;
    const digits = [answer.say].flat()[0]!.replace(/\D/g, "");
    expect(persona.from.endsWith(digits.replace(/^[08](?=\d{8})/, ""))).toBe(true);
  }
});

test("who interrupts has something to interrupt with", () => {
  for (const { timing, interruption } of PERSONAS) {
    expect(timing.interrupts).toBe(interruption !== undefined);
  }
});

test("a call is known by its sid, can be hung up, and is then over once", async () => {
  const { lab, people, switchboard } = town();
  expect(people.call("nobody", "+493023125010")).toBeUndefined();
  const call = people.call("leaking-sink", "+493023125010")!;
  expect(switchboard.calls[0]).toMatchObject({ from: "+12025550142", to: "+493023125010" });
  await lab.pass(100);
  call.hangUp();
  call.hangUp();
  expect(await call.ended).toEqual({ callSid: call.callSid, cause: "completed" });
  expect(call.events().map(({ kind }) => kind)).toEqual(["ringing", "connected", "ended"]);
});
