import type { Console } from "../support/console.ts";
import { expect, test } from "../support/journey.ts";
import { toneWav } from "../support/tone.ts";

/** A click at a moment on the clock, so that two browsers press together. */
async function pressAt(desk: Console, at: number): Promise<void> {
  const button = desk.page.getByRole("button", { name: "Take over", exact: true });
  await button.evaluate(
    (element, when) =>
      new Promise<void>((resolve) => {
        setTimeout(() => {
          (element as HTMLButtonElement).click();
          resolve();
        }, when - Date.now());
      }),
    at,
  );
}

test("two operators press Take over at once: one is in the call, the other reads who", async ({
  people,
  caller,
  sql,
}) => {
  const microphone = toneWav(440, 2500, 700);
  const mira = await people.enter({ role: "operator", name: "Mira Lindholm" }, { microphone });
  const jonas = await people.enter({ role: "operator", name: "Jonas Brandt" }, { microphone });
  caller.callYourself("+12025550124", "en-US");
  const callId = await mira.openCall();
  await jonas.openCall();
  const at = Date.now() + 400;
  await Promise.all([pressAt(mira, at), pressAt(jonas, at)]);

  const holder = async () => {
    const [row] = await sql<{ name: string }[]>`
      select m.name from public.calls c join public.members m on m.user_id = c.holder_operator_id
      where c.id = ${callId} and c.phase = 'connected'`;
    return row?.name ?? "nobody yet";
  };
  await expect.poll(holder).not.toBe("nobody yet");
  const name = await holder();
  const [winner, loser] = name === "Mira Lindholm" ? [mira, jonas] : [jonas, mira];
  await winner.expectLive();
  await expect(loser.page.getByText(`${name} was faster`)).toBeVisible();
  await expect(loser.state).toHaveText(`${name} has this call`);
  const takeovers = await sql`
    select seq from public.call_events
    where call_id = ${callId} and type = 'baton.moved' and data->>'cause' = 'takeover'`;
  expect(takeovers).toHaveLength(1);
  await winner.hangUp();
});
