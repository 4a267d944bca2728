import type { Bench, Measure, Row } from "../row.ts";
import { startEchoSocket } from "../echo-socket.ts";
import { timed } from "../samples.ts";
import { hangUp } from "./place.ts";
import { startSpeechHouse } from "./speech-house.ts";
import { openTalker, type Talker } from "./talker.ts";
import { SPEECHES } from "./texts.ts";
import { createDice, inLanes, pass, within } from "./waiting.ts";

const GOAL_MS = 150;
const PATIENCE_MS = 10_000;
/** Sound that was on its way would come within milliseconds. */
const AFTERWARDS_MS = 400;
const LANES = 3;

interface Stopped {
  clearMs: number;
  /** Media that came after the `clear`. */
  after: number;
}

async function stopOne(talker: Talker, afterMs: number): Promise<Stopped> {
  const { place } = talker;
  const call = await talker.call(SPEECHES["en-US"][0] ?? "", "en-US");
  const { line, id: callId } = call;
  await within(
    PATIENCE_MS,
    "the bot's first word",
    line.until(() => line.playedMs() > afterMs),
  );
  const at = performance.now();
  const asked = place.api.command("bot.stop", { callId, epoch: 2, reason: "takeover" });
  const find = () => line.events.find(({ type }) => type === "clear");
  await within(
    PATIENCE_MS,
    "silence",
    line.until(() => find() !== undefined),
  );
  await asked;
  await pass(AFTERWARDS_MS);
  const clear = find();
  if (clear === undefined) throw new Error("the carrier was told of no silence");
  const media = line.events
    .slice(line.events.indexOf(clear))
    .filter(({ type }) => type === "media");
  await hangUp(place, call);
  return { clearMs: clear.at - at, after: media.length };
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const house = await startSpeechHouse();
  const talker = await openTalker({
    DEEPGRAM_API_KEY: "key",
    DEEPGRAM_URL: house.earUrl,
    LOCAL_VOICE_URL: house.url,
  });
  const echo = await startEchoSocket();
  const dice = createDice(11);
  try {
    const all: Stopped[] = [];
    const bare: number[] = [];
    await inLanes(isQuick ? 9 : 60, LANES, async () => {
      all.push(await stopOne(talker, 200 + dice() * 3_000));
      bare.push(await echo.roundTrip("stop"));
    });
    const row = {
      name: "takeover sent to the worker → `clear` at the carrier",
      samples: all.map(({ clearMs }) => clearMs),
      baseline: { name: "bare ws echo", samples: bare },
    };
    const after = all.reduce((sum, one) => sum + one.after, 0);
    return [
      timed({ ...row, share: 0.5, goal: null }),
      timed({ ...row, share: 0.95, goal: GOAL_MS }),
      {
        name: "takeover: frames of the bot after it",
        value: after,
        unit: "",
        baseline: { name: "takeovers", value: all.length },
        goal: 0,
        holds: after === 0,
      },
    ];
  } finally {
    await echo.stop();
    await talker.close();
    await house.close();
  }
}

/** How long a bot still sounds when a human has taken over. */
export const stop: Measure = { name: "stop", run };
