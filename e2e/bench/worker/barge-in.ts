import type { CallerSpeech } from "../../../stream-worker/src/testing/caller-speech.ts";
import type { StreamHappening } from "../../../stream-worker/src/testing/fake-stream.ts";
import { startEchoSocket, type EchoSocket } from "../echo-socket.ts";
import type { Bench, Measure, Row } from "../row.ts";
import { timed } from "../samples.ts";
import { callersWhoCutIn, FIRST_WORD } from "./cuts.ts";
import { hangUp, type Call, type Language } from "./place.ts";
import { startSpeechHouse, type Ear, type SpeechHouse } from "./speech-house.ts";
import { openTalker, type Talker } from "./talker.ts";
import { LANGUAGES, SPEECHES } from "./texts.ts";
import { createDice, inLanes, within } from "./waiting.ts";

const FRAME_MS = 20;
/** A recogniser's first word: long after the pause, long before the sound alone confirms. */
const WORD_AFTER_MS = 300;
/** Without a word an overlap is decided after so long, by how much of it was speech (`floor/overlap.ts`). */
const DECIDED_MS = 700;
const PATIENCE_MS = 15_000;
/** Longer than any of it takes; what has not come by then counts with this. */
const NEVER_MS = 3_000;
/** A bot that speaks hands sound over every 60 ms. */
const PAUSE_MS = 150;
const LANES = 3;

interface Cut {
  /** The caller's first audible sample → the last sound handed over before the bot stops. */
  holdMs: number;
  /** A word, or where none comes the time that an overlap is given → `clear`. */
  clearMs: number;
  onsetToClearMs: number;
}

/** The last sound handed over before the first pause of ours after `at`. */
export function lastBeforePause(events: readonly StreamHappening[], at: number) {
  const media = events.filter(({ type }) => type === "media");
  return media.find((one, nth) => {
    const next = media[nth + 1]?.at ?? Number.POSITIVE_INFINITY;
    return next > at && next - one.at > PAUSE_MS;
  });
}

let opening: Promise<unknown> = Promise.resolve();

/** A call and its ear: calls are opened one at a time, so that the newest ear is known to be its own. */
function openTold(talker: Talker, house: SpeechHouse, language: Language): Promise<[Call, Ear]> {
  const opened = opening.then(async (): Promise<[Call, Ear]> => {
    const before = house.ears.length;
    const call = await talker.call(SPEECHES[language][0] ?? "", language);
    const { line } = call;
    const hasEar = line.until(() => house.ears.length > before && line.playedMs() > 0);
    await within(PATIENCE_MS, "the bot's first word", hasEar);
    const ear = house.ears.at(-1);
    if (ear === undefined) throw new Error("nobody listens to the call");
    return [call, ear];
  });
  opening = opened.catch(() => undefined);
  return opened;
}

/** Cuts the bot once, by a word or by sound alone. */
async function cutOnce(
  talker: Talker,
  house: SpeechHouse,
  {
    language,
    caller,
    isWord,
    afterMs,
  }: {
    language: Language;
    caller: CallerSpeech;
    isWord: boolean;
    afterMs: number;
  },
): Promise<Cut> {
  const [call, ear] = await openTold(talker, house, language);
  const { line } = call;
  await within(
    PATIENCE_MS,
    "the bot's words",
    line.until(() => line.playedMs() > afterMs),
  );
  void line.say(caller.mulaw);
  const saidOf = () => line.events.find(({ type }) => type === "said");
  await within(
    PATIENCE_MS,
    "the caller's first frame",
    line.until(() => saidOf() !== undefined),
  );
  // A frame is sent when its last sample has been spoken.
  const onsetAt = (saidOf()?.at ?? 0) - FRAME_MS + caller.fromMs;
  let wordAt = Number.NaN;
  const tellWord = (): void => {
    ear.partial(FIRST_WORD[language]);
    wordAt = performance.now();
  };
  const timer = isWord
    ? setTimeout(tellWord, onsetAt + WORD_AFTER_MS - performance.now())
    : undefined;
  const clearOf = () => line.events.find(({ type }) => type === "clear");
  const isLate = (): boolean => performance.now() - onsetAt > NEVER_MS;
  await within(
    PATIENCE_MS,
    "the cut",
    line.until(() => clearOf() !== undefined || isLate()),
  );
  clearTimeout(timer);
  const clear = clearOf();
  const last = lastBeforePause(line.events, onsetAt);
  await hangUp(talker.place, call);
  if (clear === undefined || last === undefined)
    return { holdMs: NEVER_MS, clearMs: NEVER_MS, onsetToClearMs: NEVER_MS };
  return {
    holdMs: last.at - onsetAt,
    clearMs: clear.at - (isWord ? wordAt : onsetAt + DECIDED_MS),
    onsetToClearMs: clear.at - onsetAt,
  };
}

async function cutAll(
  talker: Talker,
  house: SpeechHouse,
  echo: EchoSocket,
  count: number,
): Promise<{ byWord: Cut[]; bySound: Cut[]; bare: number[] }> {
  const callers = await callersWhoCutIn();
  const dice = createDice(23);
  const [byWord, bySound, bare]: [Cut[], Cut[], number[]] = [[], [], []];
  await inLanes(count, LANES, async (nth) => {
    const language = LANGUAGES[nth % LANGUAGES.length] ?? "en-US";
    const caller = callers[language];
    const isWord = nth % 8 < 4;
    const afterMs = 400 + dice() * 4_000;
    (isWord ? byWord : bySound).push(
      await cutOnce(talker, house, { language, caller, isWord, afterMs }),
    );
    bare.push(await echo.roundTrip("a frame"));
  });
  return { byWord, bySound, bare };
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const house = await startSpeechHouse();
  const env = { DEEPGRAM_API_KEY: "key", DEEPGRAM_URL: house.earUrl, LOCAL_VOICE_URL: house.url };
  const talker = await openTalker(env);
  const echo = await startEchoSocket();
  try {
    const { byWord, bySound, bare } = await cutAll(talker, house, echo, isQuick ? 16 : 96);
    const both = (name: string, samples: number[], goals: boolean): Row[] => {
      const row = { name, samples, baseline: { name: "bare ws echo", samples: bare } };
      return [
        timed({ ...row, share: 0.5, goal: goals ? 110 : null }),
        timed({ ...row, share: 0.95, goal: goals ? 200 : null }),
      ];
    };
    const all = [...byWord, ...bySound];
    return [
      ...both(
        "caller's onset → last sound handed over",
        all.map((one) => one.holdMs),
        true,
      ),
      ...both(
        "a word recognised → `clear`",
        byWord.map((one) => one.clearMs),
        true,
      ),
      ...both(
        "an overlap without a word decided → `clear`",
        bySound.map((one) => one.clearMs),
        true,
      ),
      ...both(
        "caller's onset → `clear`, no word",
        bySound.map((one) => one.onsetToClearMs),
        false,
      ),
    ];
  } finally {
    await echo.stop();
    await talker.close();
    await house.close();
  }
}

/** How soon a bot that speaks gives way to a caller who does. */
export const bargeIn: Measure = { name: "barge-in", run };
