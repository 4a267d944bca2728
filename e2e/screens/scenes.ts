import path from "node:path";
import type { Console } from "../support/console.ts";
import { BoothCaller } from "../support/caller.ts";
import type { People } from "../support/people.ts";
import { photograph, SHOWN } from "./album.ts";
import { film } from "./film.ts";

export interface Stage {
  people: People;
  consoleUrl: string;
  booth: string;
  toNumber: string;
  /** The operator at the console. */
  desk: Console;
}

const FILM_SIZE = { width: 1200, height: 750 };
const PATIENCE = { timeout: 40_000 };

async function withCaller(
  stage: Stage,
  personaId: string,
  act: (caller: BoothCaller, callId: string) => Promise<void>,
): Promise<void> {
  const caller = await BoothCaller.open(stage.booth);
  try {
    const before = await stage.desk.rows.count();
    caller.callAs(personaId, stage.toNumber);
    const row = stage.desk.rows.nth(before);
    await act(caller, await stage.desk.openCall(row));
  } finally {
    caller.hangUp();
    await caller.close();
  }
}

export async function signIn({ people, consoleUrl }: Stage): Promise<void> {
  const page = await (await people.browser()).newPage();
  await page.goto(consoleUrl);
  await page.getByRole("button", { name: "Enter as operator" }).first().waitFor();
  await photograph(page, "sign-in");
}

/** The bot's call with a hint; then the operator in it, as a film and as pictures. */
export async function takeover(stage: Stage): Promise<void> {
  const { desk } = stage;
  await withCaller(stage, "leaking-sink", async () => {
    await desk.said("caller", /Camden/).waitFor(PATIENCE);
    await desk.hint.waitFor(PATIENCE);
    await photograph(desk.page, "telephony");
    await desk.page.setViewportSize(FILM_SIZE);
    const camera = await film(desk.page);
    await desk.saying("bot").or(desk.saying("caller")).first().waitFor(PATIENCE);
    await desk.takeOver();
    await desk.expectLive();
    await desk.said("caller", /real person/).waitFor(PATIENCE);
    await camera.cut(path.join(SHOWN, "takeover.webp"));
    await photograph(desk.page, "takeover");
    await desk.hangUp();
  });
}

/** What a call leaves behind; comes after a takeover. */
export async function lookBack({ desk }: Stage): Promise<void> {
  const { page } = desk;
  await page.getByRole("link", { name: "Open in History" }).click();
  await page.getByTestId("player").waitFor(PATIENCE);
  await photograph(page, "call");
  await desk.goTo("History");
  await page.getByTestId("history-row").nth(5).waitFor(PATIENCE);
  await photograph(page, "history");
  await desk.goTo("Requests");
  await page.getByTestId("request-row").first().waitFor(PATIENCE);
  await photograph(page, "requests");
  await desk.goTo("Telephony");
}

/** Somebody asks for a human. */
export async function ring(stage: Stage): Promise<void> {
  const { desk } = stage;
  await withCaller(stage, "broken-window", async () => {
    await desk.ring.waitFor(PATIENCE);
    await photograph(desk.page, "ring");
    await desk.decline();
  });
}

export async function booth({ people, desk, booth: url }: Stage): Promise<void> {
  const phone = await people.booth(desk, url);
  await phone.call();
  await phone.captions("person").nth(1).waitFor(PATIENCE);
  await photograph(phone.page, "booth");
  await phone.hangUp();
  await phone.page.close();
}
