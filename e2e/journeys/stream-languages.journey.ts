import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { pageHears } from "../support/listening-page.ts";
import { speakInto } from "../support/speak-into.ts";
import {
  botsUtterances,
  callersWords,
  expectPlayed,
  recordingStart,
} from "../support/stored-words.ts";
import { toneWav } from "../support/tone.ts";

/** What callers type at the booth, who speaks it for them; without pauses, at which a recogniser is given halves. */
const CALLERS = [
  {
    language: "de-DE",
    to: "+493023125025",
    greeting: /wie kann ich Ihnen helfen/,
    lines: [
      "Unsere Heizung wird nicht mehr warm.",
      "Wir wohnen am Rosenweg 9 in Bremen.",
      "Diese Woche wäre mir sehr lieb.",
    ],
  },
  {
    language: "tr-TR",
    to: "+902125550125",
    greeting: /nasıl yardımcı olabilirim/,
    lines: [
      "Kombi dünden beri çalışmıyor.",
      "Adresim Lale Sokak No 9 Kadıköy.",
      "Bu hafta olursa iyi olur.",
    ],
  },
  {
    language: "ru-RU",
    to: "+74955550125",
    greeting: /чем могу помочь/,
    lines: [
      "У меня не греет отопление.",
      "Мы живём на улице Лермонтова дом 9.",
      "На этой неделе было бы удобно.",
    ],
  },
] as const;

const OPERATORS_HZ = 440;
const CALLERS_HZ = 1000;
const CLEAR_DB = 20;
/** From the caller's first sound until the bot is silent: measured 300 to 450 ms. */
const SILENT_WITHIN_MS = 1000;

for (const { language, to, greeting, lines } of CALLERS) {
  test(`a caller in ${language} cuts the bot's own voice short twice and is taken over; what is stored is what was heard`, async ({
    stack,
    people,
    caller,
    sql,
  }) => {
    const mira = await people.enter(
      { role: "operator", name: "Mira Lindholm" },
      { microphone: toneWav(OPERATORS_HZ, 2500, 700) },
    );
    caller.callYourself(to, language);
    const callId = await mira.openCall();
    await expect(mira.said("bot", greeting)).toBeVisible({ timeout: 25_000 });

    const [problem, ...interruptions] = lines;
    caller.say(problem);
    await expect(mira.said("caller")).toContainText([problem], { timeout: 15_000 });
    for (const [nth, line] of interruptions.entries()) {
      expect(await speakInto(caller, line)).toBeLessThan(SILENT_WITHIN_MS);
      await expect(mira.said("caller")).toContainText(lines.slice(0, nth + 2), { timeout: 15_000 });
    }
    await expect(mira.said("bot").locator("s")).toHaveCount(2);

    await mira.takeOver();
    await mira.expectLive();
    caller.startTone(CALLERS_HZ);
    await expect.poll(() => pageHears(mira.page, CALLERS_HZ)).toBeGreaterThan(CLEAR_DB);
    await expect.poll(() => caller.hears(OPERATORS_HZ)).toBeGreaterThan(CLEAR_DB);
    caller.stopTone();
    await mira.hangUp();
    await caller.until("the end of the call", () => caller.state === "ended");

    const wav = await new CallPage(mira.page).openFromDesk();
    expect(await callersWords(sql, callId)).toEqual(lines);
    const [, ...ours] = await botsUtterances(sql, callId);
    await expectPlayed(
      ours,
      { wav, startedMs: await recordingStart(sql, callId) },
      stack.urls.speech ?? "",
    );
    expect(ours.filter(({ interrupted }) => interrupted).length).toBeGreaterThanOrEqual(2);
  });
}
