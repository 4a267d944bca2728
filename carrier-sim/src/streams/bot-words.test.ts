import { expect, test } from "vitest";
import { tone } from "../audio/tones.ts";
import { createLab } from "../people/testing/lab.ts";
import type { LocalSpeech, Pcm8k, Told, Understood } from "../ports.ts";
import type { Leg } from "../switchboard/leg.ts";
import { scriptedPerson } from "../test-kit/scripted-person.ts";
import { createVoiceBank } from "../voices/bank.ts";
import { listenToBot } from "./bot-words.ts";

const voice = await (async () => {
  const bank = createVoiceBank({ prefer: "npm" });
  const clip = await bank.speak("Good morning, what can I do for you today?", "en-US");
  bank.close();
  return clip.pcm;
})();

const known = (text: string): Understood => ({ text, settled: { text: "", untilMs: 0 } });

function onTheLine(understand: (heard: Pcm8k) => Understood | string | Promise<string>) {
  const lab = createLab();
  const person = scriptedPerson();
  const audio = lab.engine.attach("CA0", person);
  const over = new AbortController();
  const asked: number[] = [];
  const speech: LocalSpeech = {
    understand: async (heard) => {
      asked.push(heard.length / 8);
      const answer = await understand(heard);
      return typeof answer === "string" ? known(answer) : answer;
    },
    expect: () => undefined,
    prepare: () => undefined,
  };
  const leg = {
    sound: () => audio,
    tell: (told: Told) => person.told(told),
    ended: over.signal,
  } as unknown as Leg;
  const bot = listenToBot(leg, speech, () => lab.engine.now());
  const play = async (pcm: Pcm8k): Promise<void> => {
    audio.play(pcm);
    await lab.pass(Math.ceil(pcm.length / 160) * 20);
  };
  return { lab, bot, play, asked, over, tolds: person.tolds };
}

test("what the bot says is told while it grows, and as said once it is quiet", async () => {
  const { lab, play, tolds, asked } = onTheLine((heard) =>
    heard.length < 12_000 ? "Good morning," : "Good morning, what can I do?",
  );
  await play(voice);
  await lab.pass(800);
  const ids = new Set(tolds.map(({ id }) => id));
  expect(ids.size).toBe(1);
  const texts = tolds.flatMap((told) => (told.kind === "speaking" ? [told.text] : []));
  expect(texts.slice(0, 2)).toEqual(["", "Good morning,"]);
  expect(tolds.at(-1)).toEqual({
    kind: "said",
    id: tolds[0]?.id,
    text: "Good morning, what can I do?",
    complete: true,
    byEar: true,
    agoMs: 460,
  });
  // Asked at 0.7 s and then ever more rarely, always for the whole of it.
  expect(asked.length).toBeGreaterThan(2);
  expect(asked.length).toBeLessThan(7);
  expect(asked).toEqual(asked.toSorted((a, b) => a - b));
  expect(asked.at(-1)).toBeGreaterThan(voice.length / 8);
});

test("what is settled is not asked for again", async () => {
  let isSettled = false;
  const { lab, play, tolds, asked } = onTheLine((heard) => {
    if (isSettled) return "what can I do?";
    isSettled = heard.length > 12_000;
    return isSettled
      ? { text: "Good morning, what", settled: { text: "Good morning,", untilMs: 900 } }
      : "Good";
  });
  await play(voice);
  await lab.pass(800);
  expect(tolds.at(-1)).toMatchObject({ kind: "said", text: "Good morning, what can I do?" });
  expect(asked.at(-1)).toBeLessThan(voice.length / 8);
});

test("a voice that nobody knows is told as one, a tone as none", async () => {
  for (const [sound, isVoice] of [
    [voice, true],
    [tone(440, 1_500), false],
  ] as const) {
    const { lab, play, tolds } = onTheLine(() => "");
    await play(sound);
    await lab.pass(800);
    expect(tolds.at(-1)).toMatchObject({ kind: "unrecognised", voice: isVoice });
  }
});

test("what the bot took back, and what the stream's end cut off, is told as cut", async () => {
  for (const end of ["cut", "stop"] as const) {
    const { lab, bot, play, tolds } = onTheLine(() => "Good morning,");
    await play(voice.subarray(0, 8_000));
    bot[end]();
    await lab.pass(800);
    expect(tolds.at(-1)).toMatchObject({ kind: "said", text: "Good morning,", complete: false });
  }
});

test("after the stream's end nobody listens, so that an operator's voice is nobody's words", async () => {
  const { lab, bot, play, tolds, asked } = onTheLine(() => "Good morning,");
  bot.stop();
  await play(voice);
  await lab.pass(800);
  expect([tolds, asked]).toEqual([[], []]);
});

test("two sentences with a pause between are told one after the other", async () => {
  const { lab, play, tolds } = onTheLine(() => "Good morning,");
  await play(voice);
  await lab.pass(700);
  await play(voice);
  await lab.pass(700);
  const said = tolds.flatMap((told) => (told.kind === "said" ? [told.id] : []));
  expect(new Set(said).size).toBe(2);
});

test("a recogniser that is slow does not lose what was known before; a call that is over is told nothing", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  let count = 0;
  const { lab, play, over, tolds } = onTheLine(() => {
    count += 1;
    return count === 1 ? "Good morning," : promise;
  });
  await play(voice);
  await lab.pass(800);
  expect(tolds.at(-1)).toMatchObject({ kind: "speaking", text: "Good morning," });
  over.abort();
  resolve("Good morning, what can I do?");
  await lab.pass(40);
  expect(tolds.at(-1)?.kind).toBe("speaking");
});
