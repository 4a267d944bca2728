import type { Page } from "@playwright/test";
import { enterAsOperator, openBrowser } from "./browser.ts";
import { epochMs } from "./epoch.ts";
import { startEchoPage } from "./echo-page.ts";
import { noteWords, whenWordsShown } from "./page-eye.ts";
import { RelayCall } from "./relay-call.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";
import { theStand } from "../support/stand.ts";

/** After a few misunderstandings the bot offers a human; a new caller begins before that. */
const LINES_A_CALL = 3;

async function timeLine(
  page: Page,
  nth: number,
  say: (words: string) => Promise<unknown>,
): Promise<number> {
  const words = `The heating in room ${1000 + nth} is cold`;
  await noteWords(page, words);
  const saidAt = epochMs();
  const [shownAt] = await Promise.all([whenWordsShown(page), say(words)]);
  return shownAt - saidAt;
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const stand = await theStand();
  const count = isQuick ? 15 : 90;
  const browser = await openBrowser();
  const echo = await startEchoPage();
  try {
    const page = await browser.newPage();
    const desk = await enterAsOperator(page, stand.stack.urls.console);
    const bare = await browser.newPage();
    await bare.goto(echo.url);
    await bare.getByText("ready").waitFor();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let nth = 0; nth < count; nth += LINES_A_CALL) {
      const call = await RelayCall.open(stand);
      await page.bringToFront();
      await desk.openCall(page.locator(`[data-testid="call-row"][data-call="${call.id}"]`));
      await desk.said("bot").first().waitFor();
      for (let line = nth; line < nth + LINES_A_CALL; line += 1) {
        ours.push(await timeLine(page, line, (words) => call.ask(words)));
      }
      await call.end();
      await bare.bringToFront();
      for (let line = nth; line < nth + LINES_A_CALL; line += 1)
        theirs.push(await timeLine(bare, line, async (words) => echo.say(words)));
    }
    const row = {
      name: "utterance at the worker → in the page",
      samples: ours,
      baseline: { name: "socket.io into a bare page, nothing stored", samples: theirs },
    };
    return [timed({ ...row, share: 0.5, goal: null }), timed({ ...row, share: 0.95, goal: 100 })];
  } finally {
    await browser.close();
    await echo.stop();
  }
}

/** From a finished sentence at the worker's socket to the words in the operator's page. */
export const words: Measure = { name: "words", run };
