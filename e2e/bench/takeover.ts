import { BoothCaller } from "../support/caller.ts";
import { toneWav } from "../support/tone.ts";
import { epochMs } from "./epoch.ts";
import { enterAsOperator, openBrowser } from "./browser.ts";
import { isLoud, toneBegins } from "./frame-words.ts";
import { giveEar, whenPageHeard } from "./page-ear.ts";
import type { Bench, Measure, Row } from "./row.ts";
import { timed } from "./samples.ts";
import { timeConnects } from "./signal.ts";
import { theStand, type Stand } from "../support/stand.ts";
import type { Console } from "../support/console.ts";

const OPERATOR_HZ = 440;
const CALLER_HZ = 1000;
/** Below what the carrier takes for speech (−48 dB), so that the tone does not talk into the bot's sentence. */
const QUIET = 110;

interface Took {
  /** Click → the last loud frame of the bot at the caller. */
  lastBotMs: number;
  callerHearsMs: number;
  operatorHearsMs: number;
}

/** One caller whose bot is in the middle of its greeting when the operator takes over. */
async function takeOne(stand: Stand, desk: Console, nth: number): Promise<Took> {
  const caller = await BoothCaller.open(stand.booth);
  try {
    const known = await desk.rows.evaluateAll((rows) =>
      rows.map((row) => row.getAttribute("data-call")),
    );
    const openedAt = performance.now();
    caller.callYourself(stand.toNumber, "en-US");
    const fresh = known.map((id) => `:not([data-call="${id}"])`).join("");
    await desk.openCall(desk.page.locator(`[data-testid="call-row"]${fresh}`).first());
    caller.startTone(CALLER_HZ, QUIET);
    // Clicks fall all over the sentence.
    const spoken = 15 + ((nth * 7) % 40);
    await caller.until(
      "the bot's greeting",
      () => caller.framesSince(openedAt).filter(isLoud).length >= spoken,
    );
    const pressing = performance.now();
    await desk.takeOver();
    const [{ pressedAt, heardAt }] = await Promise.all([
      whenPageHeard(desk.page),
      caller.until(
        "the operator's voice at the caller",
        () => toneBegins(caller.framesSince(pressing), OPERATOR_HZ) >= 0,
        10_000,
      ),
    ]);
    const clicked = performance.now() - (epochMs() - pressedAt);
    const frames = caller.framesSince(clicked);
    const begins = toneBegins(frames, OPERATOR_HZ);
    const last = frames.slice(0, begins).findLast(isLoud);
    return {
      lastBotMs: Math.max(0, (last?.atMs ?? clicked) - clicked),
      callerHearsMs: (frames[begins]?.atMs ?? clicked) - clicked,
      operatorHearsMs: heardAt - pressedAt,
    };
  } finally {
    caller.hangUp();
    await caller
      .until("the end of the call", () => caller.state === "ended", 10_000)
      .catch(() => undefined);
    await caller.close();
  }
}

async function run({ isQuick, say }: Bench): Promise<Row[]> {
  const direct = await timeConnects(isQuick ? 5 : 20);
  const stand = await theStand();
  const browser = await openBrowser(toneWav(OPERATOR_HZ, 10_000, 0));
  try {
    const page = await browser.newPage();
    await giveEar(page, CALLER_HZ);
    const desk = await enterAsOperator(page, stand.stack.urls.console);
    const takeNth = async (nth: number): Promise<Took> => {
      const took = await takeOne(stand, desk, nth);
      await desk.state.filter({ hasText: "Call ended" }).waitFor();
      return took;
    };
    // A page's first takeover still opens what later ones find open; it is told apart.
    const first = await takeNth(0);
    const all: Took[] = [];
    const count = isQuick ? 5 : 42;
    for (let nth = 0; nth < count; nth += 1) {
      all.push(await takeNth(nth));
      if (nth % 10 === 9) say(`${nth + 1} of ${count} takeovers`);
    }
    const baseline = { name: direct.name, samples: direct.bytesMs };
    const told = (name: string, share: number, samples: number[]): Row =>
      timed({
        name: `takeover click → ${name}`,
        samples,
        baseline,
        share,
        goal: share < 0.9 ? null : 1000,
      });
    const untilBoth = (one: Took): number => Math.max(one.callerHearsMs, one.operatorHearsMs);
    const both = all.map(untilBoth);
    return [
      told(
        "last bot frame at the carrier",
        0.95,
        all.map((one) => one.lastBotMs),
      ),
      told(
        "caller hears the operator",
        0.95,
        all.map((one) => one.callerHearsMs),
      ),
      told(
        "operator hears the caller",
        0.95,
        all.map((one) => one.operatorHearsMs),
      ),
      {
        ...told("", 0.5, [untilBoth(first)]),
        name: "takeover click → audible both ways, first of a page",
      },
      told("audible both ways", 0.5, both),
      told("audible both ways", 0.95, both),
    ];
  } finally {
    await browser.close();
  }
}

/** From the click to what a person hears, at the caller's telephone and in the operator's page. */
export const takeover: Measure = { name: "takeover", run };
