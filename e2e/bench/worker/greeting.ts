import type { Bench, Measure, Row } from "../row.ts";
import { timed } from "../samples.ts";
import { botThatSays, hangUp, openPlace, SPEECH, type Place } from "./place.ts";
import { startSpeechHouse } from "./speech-house.ts";
import { pass, within } from "./waiting.ts";

const PREPARED = "Hello, this is AssetCare24. How can I help you?";
const UNPREPARED = "Good morning, AssetCare24 here. What can I do for you?";
/** What a vendor's voice takes to its first sound; ours answers from memory. */
const VOICE_MS = 300;
const GOAL_MS = 150;
const PATIENCE_MS = 10_000;

/** ms from `start` to the first sound at the carrier. */
async function timeGreeting(place: Place): Promise<number> {
  const call = await place.call();
  const { line } = call;
  const isSound = (): boolean => line.events.some(({ type }) => type === "media");
  await within(PATIENCE_MS, "the greeting", line.until(isSound));
  const first = line.events.find(({ type }) => type === "media");
  await hangUp(place, call);
  return (first?.at ?? Number.POSITIVE_INFINITY) - line.beganAt;
}

/** The worker's own sentences are rendered as well, two at a time: then it asks for no more. */
async function quiet(asked: readonly string[]): Promise<void> {
  let known = -1;
  while (known < asked.length) {
    known = asked.length;
    await pass(3 * VOICE_MS);
  }
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const house = await startSpeechHouse();
  const asked: string[] = [];
  const usual = house.say;
  house.say = async (text, voice) => {
    asked.push(text);
    await pass(VOICE_MS);
    return usual(text, voice);
  };
  let greeting = PREPARED;
  const place = await openPlace({
    env: { LOCAL_RECOGNISER_URL: house.url, LOCAL_VOICE_URL: house.url },
    prepare: [{ language: "en-US", speech: SPEECH, texts: [PREPARED] }],
    talk: () => ({ bot: botThatSays(greeting) }),
  });
  try {
    await within(2 * PATIENCE_MS, "the preparation", quiet(asked));
    const prepared: number[] = [];
    const unprepared: number[] = [];
    await timeGreeting(place);
    for (let nth = 0; nth < (isQuick ? 10 : 60); nth += 1) {
      greeting = PREPARED;
      prepared.push(await timeGreeting(place));
      if (nth % 3 > 0) continue;
      greeting = UNPREPARED;
      unprepared.push(await timeGreeting(place));
    }
    const row = {
      name: "start → first frame of the greeting, prepared",
      samples: prepared,
      baseline: { name: `not prepared, a voice that takes ${VOICE_MS} ms`, samples: unprepared },
    };
    return [
      timed({ ...row, share: 0.5, goal: null }),
      timed({ ...row, share: 0.95, goal: GOAL_MS }),
    ];
  } finally {
    await place.close();
    await house.close();
  }
}

/** How long a caller hears nothing once their call has been answered. */
export const greeting: Measure = { name: "greeting", run };
