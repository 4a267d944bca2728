import { expect, test } from "vitest";
import { holdMusic } from "../audio/hold-music.ts";
import { powerAt } from "../audio/goertzel.ts";
import { createVoiceBank } from "../voices/bank.ts";
import type { Words } from "../ports.ts";
import { createPeople } from "./people.ts";
import {
  createLab,
  createLabSwitchboard,
  playUnannounced,
  tell,
  toneVoices,
} from "./testing/lab.ts";

function start(personaId: string) {
  const lab = createLab();
  const switchboard = createLabSwitchboard(lab.engine);
  const people = createPeople({
    switchboard,
    audio: lab.engine,
    voices: toneVoices,
    accountSid: "AC0",
    log: { info: () => undefined },
  });
  const call = people.call(personaId, "+493023125010")!;
  const leg = switchboard.calls[0]!;
  const words = (): Words[] =>
    call.events().flatMap((event) => (event.kind === "words" ? [event.words] : []));
  const finals = (): string[] =>
    words().flatMap((word) => (word.kind === "final" ? [word.text] : []));
  return { lab, call, leg, words, finals };
}

/** A recorded operator: real speech, because a tone would rightly be no voice. */
const operatorVoice = await (async () => {
  const bank = createVoiceBank({ prefer: "npm" });
  const clip = await bank.speak("Hello, I am the operator. Tell me what happened.", "en-US");
  bank.close();
  return clip;
})();

test("what they say sounds on the leg, with partials while it lasts and the final half a second after", async () => {
  const { lab, leg, words, finals } = start("leaking-sink");
  const recorder = leg.audio.record({ channels: 2 });
  await tell(lab, leg, "How can I help you?");
  await lab.passUntil(() => finals().length === 1);
  const all = words();
  const [started, final] = [all[0]!, all.at(-1)!];
  if (started.kind !== "started" || final.kind !== "final") return expect.fail("wrong order");
  expect(final.startedMs).toBe(started.atMs);
  expect(lab.engine.now() - final.endedMs).toBeGreaterThanOrEqual(500);
  expect(lab.engine.now() - final.endedMs).toBeLessThan(560);
  const partials = all.filter((word) => word.kind === "partial");
  expect(partials.length).toBeGreaterThan(5);
  partials.forEach((partial, index) => {
    expect(final.text.startsWith(partial.text)).toBe(true);
    const next = partials[index + 1];
    if (next === undefined) return;
    expect(next.text.startsWith(`${partial.text} `)).toBe(true);
    expect(next.atMs - partial.atMs).toBeGreaterThanOrEqual(220);
  });
  const { wav } = recorder.stop();
  const said = new Int16Array(wav.buffer, 44).filter((_, index) => index % 2 === 0);
  const speech = said.subarray(started.atMs * 8, final.endedMs * 8);
  expect(powerAt(500, speech, 0, 8_000)).toBeGreaterThan(1e7);
  expect(said.subarray(0, started.atMs * 8 - 320).every((sample) => sample === 0)).toBe(true);
});

test("an answer comes after the persona's own time to think", async () => {
  const { lab, leg, words, finals } = start("cold-boiler");
  await tell(lab, leg, "Size nasıl yardımcı olabilirim?");
  const askedMs = lab.engine.now();
  await lab.passUntil(() => finals().length === 1);
  const started = words().find((word) => word.kind === "started")!;
  expect(started.atMs - askedMs).toBeGreaterThanOrEqual(1_500);
  expect(started.atMs - askedMs).toBeLessThanOrEqual(1_560);
});

test("the operator's real voice is answered 700 ms after it falls silent", async () => {
  const { lab, leg, words, finals } = start("leaking-sink");
  await tell(lab, leg, "How can I help you?");
  await lab.passUntil(() => finals().length === 1);
  await tell(lab, leg, "One moment please.");
  await playUnannounced(lab, leg, holdMusic().subarray(0, 40_000));
  await lab.pass(2_000);
  expect(finals().length).toBe(1);
  await playUnannounced(lab, leg, operatorVoice.pcm);
  const silentMs = lab.engine.now();
  await lab.passUntil(() => words().filter((word) => word.kind === "started").length === 2);
  const started = words().findLast((word) => word.kind === "started")!;
  // The clip ends with 40 ms of its own silence.
  expect(started.atMs - silentMs).toBeGreaterThan(560);
  expect(started.atMs - silentMs).toBeLessThan(800);
});

test("one who interrupts speaks while the bot does, and only then", async () => {
  const { lab, leg, call, finals } = start("water-damage");
  await tell(lab, leg, "Wie kann ich Ihnen helfen?");
  await lab.passUntil(() => finals().length === 1);
  await tell(
    lab,
    leg,
    "Das tut mir sehr leid. Damit ich sofort jemanden schicken kann, brauche ich noch ein paar Angaben von Ihnen.",
  );
  await lab.passUntil(() => finals().length === 2);
  const told = call
    .events()
    .filter(
      (event) =>
        event.kind === "told" &&
        event.told.kind !== "unrecognised" &&
        event.told.text.startsWith("Das tut"),
    );
  const started = call
    .events()
    .filter((event) => event.kind === "words" && event.words.kind === "started")[1]!;
  expect(started.atMs).toBeGreaterThan(told[0]!.atMs + 2_900);
  expect(started.atMs).toBeLessThan(told[1]!.atMs);
});

test("goodbye ends the call from their side", async () => {
  const { lab, leg, call } = start("leaking-sink");
  await tell(lab, leg, "How can I help you?");
  await lab.pass(12_000);
  await tell(lab, leg, "Thank you, goodbye.");
  await lab.passUntil(() => leg.hungUp);
  expect((await call.ended).cause).toBe("completed");
  expect(call.events().at(-1)?.kind).toBe("ended");
});

test("a key pressed for a menu is told and sounds as its tones", async () => {
  const { lab, leg, call } = start("awaiting-callback");
  const recorder = leg.audio.record({ channels: 1 });
  await tell(lab, leg, "For the status of a request press 2.");
  await lab.passUntil(() => call.events().some((event) => event.kind === "digit"));
  const pressedMs = lab.engine.now();
  await lab.pass(200);
  const sound = new Int16Array(recorder.stop().wav.buffer, 44).subarray(pressedMs * 8);
  expect(powerAt(697, sound, 160, 800)).toBeGreaterThan(1e7);
  expect(powerAt(1_336, sound, 160, 800)).toBeGreaterThan(1e7);
});

test("the silent caller breathes, and no recogniser hears a word", async () => {
  const { lab, leg, words } = start("silent-line");
  const recorder = leg.audio.record({ channels: 1 });
  await tell(lab, leg, "Wie kann ich Ihnen helfen?");
  await lab.pass(8_000);
  const sound = new Int16Array(recorder.stop().wav.buffer, 44);
  const quiet = sound.subarray(-48_000);
  const loudest = quiet.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  expect(loudest).toBeGreaterThan(20);
  expect(loudest).toBeLessThan(300);
  expect(words()).toEqual([]);
});
