import type { CallerSpeech } from "../../../stream-worker/src/testing/caller-speech.ts";
import { finalOf } from "../../../stream-worker/src/testing/fake-api.ts";
import type { Bench, Measure, Row } from "../row.ts";
import { rounded } from "../samples.ts";
import { callersWhoCutIn } from "./cuts.ts";
import { hangUp, type Call, type Language, type Place } from "./place.ts";
import { heardBy, MANNERS, type Manner } from "./reading.ts";
import { Script } from "./script.ts";
import { startSpeechHouse } from "./speech-house.ts";
import { openTalker, type Talker } from "./talker.ts";
import { LANGUAGES, SPEECHES } from "./texts.ts";
import { createDice, inLanes, within } from "./waiting.ts";

const PATIENCE_MS = 40_000;
const LANES = 10;
/** A cut before it finds no word, and one after it would take the bench's time and tell nothing new. */
const FIRST_CUT_MS = 200;
const LAST_CUT_MS = 10_000;
const HOW = ["takeover", "key", "voice"] as const;

/** Of one cut, in words. */
interface Outcome {
  /** Of the whole answer. */
  said: number;
  /** Whose sound had been handed to the carrier. */
  queued: number;
  /** Up to the end of the sentence that was being heard. */
  begun: number;
  /** That the caller heard to their end. */
  heard: number;
  /** That are stored as heard. */
  stored: number;
}

interface Planned {
  nth: number;
  language: Language;
  text: string;
  manner: Manner;
  how: (typeof HOW)[number];
  cutMs: number;
}

const wordsIn = (text: string): number => text.split(/\s+/u).filter((word) => word !== "").length;

function storedWords(place: Place, callId: string): number {
  return place.api.seen
    .filter(({ body }) => body["callId"] === callId)
    .map(finalOf)
    .filter((final) => final?.["speaker"] === "bot")
    .map((final) => wordsIn(String(final?.["heard"] ?? final?.["text"])))
    .reduce((sum, words) => sum + words, 0);
}

async function silence(place: Place, { id, line }: Call, { how }: Planned, caller: CallerSpeech) {
  if (how === "takeover")
    await place.api.command("bot.stop", { callId: id, epoch: 2, reason: "takeover" });
  else if (how === "key") line.key("5");
  else void line.say(caller.mulaw);
  const find = () => line.events.find(({ type }) => type === "clear");
  await within(
    PATIENCE_MS,
    `silence by ${how}`,
    line.until(() => find() !== undefined),
  );
  const clear = find();
  if (clear === undefined) throw new Error("a call ended before its bot was cut");
  return clear;
}

async function cut(
  talker: Talker,
  script: Script,
  planned: Planned,
  caller: CallerSpeech,
): Promise<Outcome> {
  const { language, text, manner, nth, cutMs } = planned;
  const call = await talker.call(text, language, script.voiceFor(manner, language, nth));
  const { line } = call;
  const isThere = (): boolean => line.playedMs() >= cutMs;
  await within(PATIENCE_MS, "the bot's words", line.until(isThere));
  const clear = await silence(talker.place, call, planned, caller);
  await hangUp(talker.place, call);
  const sounds = await script.givenTo(nth);
  const played = heardBy(sounds, clear.playedMs);
  return {
    said: wordsIn(text),
    queued: heardBy(sounds, clear.handedMs).words,
    begun: played.begun,
    heard: played.words,
    stored: storedWords(talker.place, call.id),
  };
}

async function plan(script: Script, count: number): Promise<Planned[]> {
  const dice = createDice(5);
  const cuts = Array.from({ length: count }, async (_, nth): Promise<Planned> => {
    const language = LANGUAGES[nth % LANGUAGES.length] ?? "en-US";
    const round = Math.floor(nth / LANGUAGES.length);
    const manner = MANNERS[round % MANNERS.length] ?? { name: "words", wordsAMinute: 165 };
    const text = SPEECHES[language][round % SPEECHES[language].length] ?? "";
    const how = HOW[Math.floor(dice() * HOW.length)] ?? "key";
    const at = dice();
    const sounds = await script.plannedFor(text, language, manner);
    // One who cuts in by voice needs the time that it takes to be understood as that.
    const latest = sounds.reduce((sum, sound) => sum + sound.ms, 0) - 1_000;
    const cutMs = FIRST_CUT_MS + at * (Math.min(latest, LAST_CUT_MS) - FIRST_CUT_MS);
    return { nth, language, text, manner, how, cutMs };
  });
  return Promise.all(cuts);
}

const percent = (part: readonly unknown[], whole: readonly unknown[]): number =>
  rounded((100 * part.length) / Math.max(1, whole.length));

function rowsOf(name: string, outcomes: readonly Outcome[]): Row[] {
  const near = (of: "stored" | "queued"): number =>
    percent(
      outcomes.filter((one) => Math.abs(one[of] - one.heard) <= 1),
      outcomes,
    );
  const over = (of: "stored" | "queued"): number =>
    percent(
      outcomes.filter((one) => one[of] > one.heard),
      outcomes,
    );
  const kept = outcomes.filter((one) => one.stored > one.begun).length;
  return [
    {
      name: `heard-memory within one word, ${outcomes.length} cuts, ${name}`,
      value: near("stored"),
      unit: "%",
      baseline: { name: "what was queued taken for heard", value: near("queued") },
      goal: 95,
      atLeast: true,
      holds: near("stored") >= 95,
    },
    {
      name: `cuts that store more than was heard, ${name}`,
      value: over("stored"),
      unit: "%",
      baseline: { name: "what was queued taken for heard", value: over("queued") },
      goal: null,
      holds: true,
    },
    {
      name: `cuts that keep an unheard sentence, ${name}`,
      value: kept,
      unit: "",
      baseline: {
        name: "the whole answer taken for heard",
        value: outcomes.filter((one) => one.said > one.begun).length,
      },
      goal: 0,
      holds: kept === 0,
    },
  ];
}

async function run({ isQuick, say }: Bench): Promise<Row[]> {
  const house = await startSpeechHouse();
  const env = { DEEPGRAM_API_KEY: "key", DEEPGRAM_URL: house.earUrl, LOCAL_VOICE_URL: house.url };
  const talker = await openTalker(env);
  const script = new Script(house);
  try {
    const texts = LANGUAGES.flatMap((language) =>
      SPEECHES[language].map((text): [Language, string] => [language, text]),
    );
    await script.rehearse(talker, texts);
    const callers = await callersWhoCutIn();
    const cuts = await plan(script, isQuick ? 32 : 256);
    const outcomes: (Outcome & { isWhole: boolean })[] = [];
    await inLanes(cuts.length, LANES, async (nth) => {
      const planned = cuts[nth];
      if (planned === undefined) return;
      const outcome = await cut(talker, script, planned, callers[planned.language]);
      outcomes.push({ ...outcome, isWhole: planned.manner.name === "whole" });
      if (outcomes.length % 50 === 0) say(`${outcomes.length} of ${cuts.length} cuts`);
    });
    return [
      ...rowsOf(
        "read word by word at three speeds",
        outcomes.filter((one) => !one.isWhole),
      ),
      ...rowsOf(
        "read by espeak-ng as it does",
        outcomes.filter((one) => one.isWhole),
      ),
    ];
  } finally {
    await talker.close();
    await house.close();
  }
}

/** Whether what is remembered as heard is what the caller heard, wherever the bot is cut. */
export const heard: Measure = { name: "heard", run };
