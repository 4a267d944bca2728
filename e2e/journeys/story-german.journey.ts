import { CallPage } from "../support/call-page.ts";
import { expect, test } from "../support/journey.ts";
import { spokenWav, needsVoice } from "../support/speech.ts";

needsVoice();

test("a German caller is taken over in the middle of what the bot asks", async ({
  people,
  booth,
  sql,
}) => {
  const voice = await spokenWav("Guten Tag, mein Name ist Lindholm. Wie kann ich helfen?", "de");
  const mira = await people.enter(
    { role: "operator", name: "Mira Lindholm" },
    { microphone: voice },
  );
  const telephone = await people.booth(mira, booth);
  await telephone.call("Martina Vogel");
  await expect(telephone.page.getByRole("combobox")).toHaveValue("+493023125024");
  await mira.page.bringToFront();

  const callId = await mira.openCall(mira.rowOf("Martina Vogel"));
  await expect(mira.said("bot", /wie kann ich Ihnen helfen/)).toBeVisible({ timeout: 20_000 });
  await expect(mira.said("caller", /tropft Wasser durch die Küchendecke/)).toBeVisible({
    timeout: 25_000,
  });
  await expect(mira.hint).toBeVisible();
  await expect(mira.saying("bot")).toBeVisible();
  await mira.takeOver();
  await mira.expectLive();
  await expect(telephone.captions("bot").last()).toHaveAttribute("data-state", "cut");

  await expect(mira.said("caller", /Gott sei Dank, ein Mensch/)).toBeVisible({ timeout: 25_000 });
  await telephone.page.bringToFront();
  await telephone.hangUp();
  await telephone.expectOver();
  await mira.page.bringToFront();
  await expect(mira.state).toHaveText("Call ended");

  const past = new CallPage(mira.page);
  await past.openFromDesk();
  await expect(past.line(/Küchendecke/).first()).toBeVisible();
  const [call] = await sql<{ language: string; outcome: string }[]>`
    select language, outcome from public.calls where id = ${callId}`;
  expect(call).toEqual({ language: "de-DE", outcome: "taken_over" });
});
