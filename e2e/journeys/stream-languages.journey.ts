import type { BoothCaller } from "../support/caller.ts";
import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { hearsVoice, wordsIn, wordsPlayed } from "../support/played.ts";

/** What a caller types at the booth, who speaks it for them; the local recogniser knows it by its sound. */
const CALLERS = [
  {
    language: "de-DE",
    to: "+493023125025",
    greeting: /wie kann ich Ihnen helfen/,
    problem: "Guten Tag, meine Heizung ist seit gestern kalt.",
    first: "Einen Moment, die Adresse ist Lindenstraße 14 in Berlin.",
    second: "Halt, es ist dringend, bitte noch heute.",
  },
  {
    language: "tr-TR",
    to: "+902125550125",
    greeting: /nasıl yardımcı olabilirim/,
    problem: "İyi günler, kombi dünden beri çalışmıyor.",
    first: "Bir dakika, adresim Lale Sokak No 12 Kadıköy.",
    second: "Durun, çok acil, lütfen bugün gelin.",
  },
  {
    language: "ru-RU",
    to: "+74955550125",
    greeting: /чем могу помочь/,
    problem: "Добрый день, у меня со вчерашнего дня не греет отопление.",
    first: "Подождите, адрес улица Садовая дом 14.",
    second: "Стойте, это срочно, приезжайте сегодня.",
  },
] as const;

/** Long enough into a sentence that there is something to interrupt. */
const INTO_IT_MS = 1_200;
/** From the caller's first sound: 400 ms make an interruption, the network and the machine take the rest. */
const SILENT_WITHIN_MS = 2_500;

/** Speaks into the bot's sentence; answers what the caller had heard of it when it stopped. */
async function interrupt(caller: BoothCaller, line: string): Promise<Int16Array> {
  await caller.until("the bot's quiet", () => !hearsVoice(caller, 500));
  await caller.until("the bot's voice", () => hearsVoice(caller, 100));
  const began = performance.now() - 100;
  await caller.until("a part of its sentence", () => performance.now() - began > INTO_IT_MS);
  caller.say(line);
  const saying = (): boolean =>
    caller.framesSince(began).some(({ said }) => said.some((sample) => Math.abs(sample) > 800));
  await caller.until("the caller's own voice", saying);
  const spoken = performance.now();
  await caller.until("the bot's silence", () => !hearsVoice(caller, 400), SILENT_WITHIN_MS + 400);
  expect(performance.now() - 400 - spoken).toBeLessThan(SILENT_WITHIN_MS);
  return caller.heardSince(began);
}

for (const who of CALLERS) {
  test(`a caller of the bot's own voice (${who.language}) is heard, interrupts twice, and is taken over; what is stored is what was heard`, async ({
    stack,
    people,
    caller,
    sql,
  }) => {
    const mira = await people.enter({ role: "operator", name: "Mira Lindholm" });
    caller.callYourself(who.to, who.language);
    const callId = await mira.openCall();
    await expect(mira.said("bot", who.greeting)).toBeVisible({ timeout: 25_000 });
    caller.say(who.problem);
    await expect(mira.said("caller")).toContainText([who.problem], { timeout: 15_000 });

    const played = [await interrupt(caller, who.first)];
    await expect(mira.said("caller")).toContainText([who.problem, who.first], { timeout: 15_000 });
    played.push(await interrupt(caller, who.second));
    await expect(mira.said("caller")).toContainText([who.problem, who.first, who.second], {
      timeout: 15_000,
    });

    await mira.takeOver();
    await mira.expectLive();
    await caller.until("the bot's silence", () => !hearsVoice(caller, 400));
    await mira.hangUp();
    await caller.until("the end of the call", () => caller.state === "ended");
    await new CallPage(mira.page).openFromDesk();

    const said = await sql<{ text: string }[]>`
      select text from public.utterances
      where call_id = ${callId} and speaker = 'caller' order by started_ms`;
    expect(said.map(({ text }) => text)).toEqual([who.problem, who.first, who.second]);
    const cut = await sql<{ text: string; heard: string }[]>`
      select text, heard from public.utterances
      where call_id = ${callId} and speaker = 'bot' and interrupted order by started_ms`;
    expect(cut.length).toBeGreaterThanOrEqual(2);
    for (const [nth, sound] of played.entries()) {
      const { text, heard } = cut[nth] ?? { text: "", heard: "" };
      expect(text.startsWith(heard)).toBe(true);
      const kept = wordsIn(heard);
      const words = wordsIn(await wordsPlayed(stack.urls.speech ?? "", sound));
      // To within a word: whether half a word was heard, nobody can say.
      const common = Math.min(kept.length, words.length);
      expect(words.slice(0, common)).toEqual(kept.slice(0, common));
      expect(Math.abs(words.length - kept.length)).toBeLessThanOrEqual(1);
    }
  });
}
