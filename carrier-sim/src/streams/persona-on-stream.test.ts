import { afterAll, expect, test } from "vitest";
import { createSpokenClips } from "../local-speech/spoken-clips.ts";
import { createPeople } from "../people/people.ts";
import { PERSONAS } from "../people/personas/all.ts";
import { createLab, createLabSwitchboard, toneVoices } from "../people/testing/lab.ts";
import { overTelephone } from "../local-speech/testing/telephone.ts";
import type { LocalSpeech } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import { createVoiceBank } from "../voices/bank.ts";
import { listenToBot } from "./bot-words.ts";

const voices = createVoiceBank();
afterAll(() => voices.close());

/** A persona on a media stream, with a bot that speaks through the recogniser's own voice or another's. */
function onStream(personaId: string) {
  const lab = createLab();
  const spoken = createSpokenClips();
  const switchboard = createLabSwitchboard(lab.engine);
  const people = createPeople({
    switchboard,
    audio: lab.engine,
    voices: toneVoices,
    accountSid: "AC0",
    log: { info: () => undefined },
  });
  const call = people.call(personaId, "+493023125010")!;
  const { audio, person } = switchboard.calls[0]!;
  const speech: LocalSpeech = {
    understand: async (heard) => {
      const { words, settled } = spoken.understand(heard);
      return {
        text: words.join(" "),
        settled: { text: settled.words.join(" "), untilMs: settled.untilMs },
      };
    },
    expect: () => undefined,
    prepare: () => undefined,
  };
  const leg = {
    sound: () => audio,
    tell: (told: Parameters<typeof person.told>[0]) => person.told(told),
    ended: new AbortController().signal,
  } as unknown as Leg;
  const bot = listenToBot(leg, speech, () => lab.engine.now());
  const { locale } = PERSONAS.find(({ id }) => id === personaId)!;

  /** Played as it comes through mu-law; resolves when it has sounded. */
  async function sound(text: string, known: boolean): Promise<void> {
    const clip = await voices.speak(text, locale, { voice: known ? "f2/44" : "m5" });
    if (known) spoken.remember(text, clip);
    audio.play(overTelephone(clip.pcm));
    await lab.pass(clip.pcm.length / 8);
  }
  const finals = (): string[] =>
    call
      .events()
      .flatMap((event) =>
        event.kind === "words" && event.words.kind === "final" ? [event.words.text] : [],
      );
  const answer = async (): Promise<string | undefined> => {
    const before = finals().length;
    await lab.passUntil(() => finals().length > before);
    return finals().at(-1);
  };
  return { lab, call, bot, sound, answer, finals };
}

test("a persona answers what the bot on its stream asks, in any order, and hears a goodbye", async () => {
  const { lab, call, sound, answer } = onStream("leaking-sink");
  await sound("Hello, this is AssetCare24. How can I help you?", true);
  expect(await answer()).toContain("The pipe under my kitchen sink is leaking");
  await sound("Which number can we call you back on?", true);
  expect(await answer()).toBe("You can call me back on 202 555 0142.");
  await sound("I have a leak under the kitchen sink.", true);
  await sound("Is that right?", true);
  expect(await answer()).toBe("Yes, that's right.");
  await sound("Thank you. Goodbye.", true);
  expect(await answer()).toBe("Thank you. Goodbye.");
  await lab.passUntil(() => call.events().at(-1)?.kind === "ended");
  expect(call.events().some((event) => event.kind === "told" && event.told.kind === "said")).toBe(
    true,
  );
});

test("a persona in a hurry bursts into a long sentence of the bot", async () => {
  const { lab, call, sound, answer } = onStream("water-damage");
  await sound("Wie kann ich Ihnen helfen?", true);
  expect(await answer()).toContain("Vogel");
  await sound(
    "Das tut mir sehr leid. Damit ich sofort jemanden schicken kann, brauche ich noch ein paar Angaben von Ihnen.",
    true,
  );
  const burst = call
    .events()
    .filter((event) => event.kind === "words" && event.words.kind === "started")[1];
  const said = call.events().filter((event) => event.kind === "told" && event.told.kind === "said");
  await lab.pass(4_000);
  expect(burst?.atMs).toBeGreaterThan(said[0]!.atMs);
  expect(said.length).toBe(1);
});

test("a bot with somebody else's voice is told the facts in order, as before", async () => {
  const { sound, answer } = onStream("leaking-sink");
  await sound("Hello, this is AssetCare24. How can I help you?", false);
  await answer();
  await sound("Which number can we call you back on?", false);
  expect(await answer()).toBe("It's 27 Camden Street, Springfield, second floor.");
});

test("after a takeover the operator's voice is answered as an operator's", async () => {
  const { bot, sound, answer } = onStream("leaking-sink");
  await sound("Hello, this is AssetCare24. How can I help you?", true);
  await answer();
  bot.stop();
  await sound("Hello, I am the operator. Tell me what happened.", false);
  expect(await answer()).toBe(
    "Oh, a real person, how nice. Yes, the pipe under my sink is leaking.",
  );
});
