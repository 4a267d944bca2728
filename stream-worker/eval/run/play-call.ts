import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { SpeechSetup } from "@patchbay/contracts";
import type { SileroModel } from "../../src/adapters/silero/model.ts";
import { LISTENING_PRESETS } from "../../src/domain/activity/presets.ts";
import { phrases } from "../../src/domain/phrases.ts";
import { openStreamSession } from "../../src/runtime/stream-session.ts";
import { createTicker } from "../../src/runtime/ticker.ts";
import { manualClock } from "../../src/testing/manual-clock.ts";
import type { Call } from "../corpus/calls.ts";
import { LINES } from "../corpus/lines/all.ts";
import type { BotVoice } from "./bot-voice.ts";
import type { Act, Item } from "../corpus/items.ts";
import { seeded } from "../corpus/seeded.ts";
import { type Clip, clipOf } from "../sound/clip.ts";
import type { Render } from "../sound/espeak.ts";
import { fromDb } from "../sound/levels.ts";
import { soundOf } from "../sound/sounds.ts";
import { createStepwiseActivity } from "./activity.ts";
import { createCarrier } from "./carrier.ts";
import { createLabelledWords, type LabelledWords } from "./labelled-words.ts";
import { createMicrophone } from "./microphone.ts";
import { aHead, aLink, noHints, noLog, noMetrics } from "./stand-ins.ts";
import { createWatch, type Decision } from "./watch.ts";

const FRAME_MS = 20;
/** After this long without an end of turn there will be none that anybody waits for. */
const GIVE_UP_MS = 5_000;
const REST_MS = 900;
/** A bot that is never quiet again, or a line that never comes: the run must end all the same. */
const MOST_MS = 40_000;

/** What happened at one labelled turn. Instants are milliseconds of the call. */
export type Happened = {
  readonly item: Item;
  readonly call: Call;
  /** The bot's line began and, if it was not cut, ended to sound. */
  readonly botFrom: number;
  readonly botTo: number | null;
  /** Where the caller's sound lies; null for a key. */
  readonly from: number;
  readonly to: number;
  readonly spans: Clip["spans"];
  readonly decisions: readonly Decision[];
  /** For each reply cut or said in the meantime: words on record as heard, and words really played. */
  readonly heard: readonly { readonly recorded: number; readonly played: number }[];
};

export type Parts = {
  readonly render: Render;
  readonly model: SileroModel;
  readonly voice: BotVoice;
  /** 20 s or more of the call's surroundings, full scale 1. */
  readonly noise: Float32Array;
};

const wordCount = (text: string): number =>
  text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

/** Plays one call through the engine in virtual time, turn by turn. */
export async function playCall(call: Call, parts: Parts): Promise<Happened[]> {
  const { language, speaker, surroundings } = call;
  const clock = manualClock();
  const setup: SpeechSetup = {
    speechToText: ["local"],
    textToSpeech: ["local"],
    voice: null,
    listening: LISTENING_PRESETS.balanced,
  };
  const activity = createStepwiseActivity(parts.model);
  const watch = createWatch({ language, listening: setup.listening });
  const microphone = createMicrophone(
    parts.noise,
    surroundings.echoDb === null ? 0 : fromDb(surroundings.echoDb),
  );
  const callId = randomUUID();
  let words: LabelledWords | null = null;

  const carrier = createCarrier(clock, watch.feeds, {
    mark: (name) => session.mark(name),
    cleared() {},
    ended() {},
  });
  const session = openStreamSession({
    callId,
    epoch: 1,
    language,
    link: aLink(callId, language, setup),
    heads: aHead(LINES[language].noted),
    hints: noHints,
    clock,
    metrics: noMetrics,
    log: noLog,
    wire: carrier.wire,
    record: watch.take,
    speech: {
      activity,
      setup,
      ears(_setup, _language, hear) {
        words = createLabelledWords(clock, hear);
        return words.stream;
      },
      voice: () => (text, _previous, signal) => parts.voice.speak(text, signal),
      ticker: createTicker(clock, FRAME_MS),
    },
  });

  let botSounds = false;
  const frame = async (): Promise<void> => {
    const heard = carrier.play(clock.now());
    botSounds = heard.some((sample) => Math.abs(sample) > 0.01);
    session.media(clock.now(), microphone.frame(heard));
    await activity.judged();
    // What the engine awaits (its voice, its head) comes before time goes on.
    await setImmediate();
    clock.advance(FRAME_MS);
    await setImmediate();
  };
  const until = async (met: () => boolean, mostMs: number): Promise<boolean> => {
    const limit = clock.now() + mostMs;
    while (!met()) {
      if (clock.now() >= limit) return false;
      await frame();
    }
    return true;
  };
  const quietFor = async (ms: number): Promise<void> => {
    let since = clock.now();
    await until(() => {
      if (carrier.sounding() || !microphone.idle()) since = clock.now();
      return clock.now() - since >= ms;
    }, MOST_MS);
  };

  const playItem = async (item: Item): Promise<Happened> => {
    const random = seeded(`${item.id}/sound`);
    const clip = await clipFor(item.act, call, parts.render, seeded(item.id));
    await quietFor(REST_MS);
    const first = watch.decisions.length;
    session.whisper("say", item.bot);
    await until(() => botSounds, MOST_MS);
    const botFrom = clock.now();
    const lineMs = (await parts.voice.words(item.bot)).at(-1)?.endMs ?? 0;

    const { act } = item;
    const startAt =
      act.kind === "answer"
        ? botFrom + lineMs + act.afterMs
        : botFrom + ("atMs" in act ? act.atMs : act.at * lineMs);
    await until(() => clock.now() >= startAt, MOST_MS);
    const from = clock.now();
    let to = from;
    if (act.kind === "key") session.key("1");
    else if (act.kind === "sound") {
      const level = fromDb(speaker.levelDb + 14);
      const sound = soundOf(act.sound, random).map((sample) => sample * level);
      microphone.play(sound);
      to = from + sound.length / 8;
    } else if (clip !== null) {
      words?.will(clip.words);
      microphone.play(clip.samples);
      to = from + clip.samples.length / 8;
    }
    await until(() => clock.now() >= to, MOST_MS);
    const wantsEnd = act.kind === "answer" || act.kind === "bargeIn";
    const ended = (): boolean =>
      watch.decisions.slice(first).some((one) => one.type === "commit" && one.at >= to);
    if (wantsEnd) await until(ended, GIVE_UP_MS);
    await quietFor(REST_MS);
    const decisions = watch.decisions.slice(first);
    return {
      item,
      call,
      botFrom,
      botTo: botFrom + lineMs,
      from,
      to,
      spans:
        clip?.spans.map((span) => ({ startMs: span.startMs + from, endMs: span.endMs + from })) ??
        [],
      decisions,
      heard: await heardOf(decisions),
    };
  };

  /** Compares what the record says was heard with what the carrier really played. */
  const heardOf = async (decisions: readonly Decision[]): Promise<Happened["heard"]> => {
    const compared: { recorded: number; played: number }[] = [];
    for (const one of decisions) {
      if (one.type !== "said" || one.heard === null) continue;
      let played = 0;
      for (const [id, { text, gen }] of watch.sounds) {
        if (gen !== one.gen) continue;
        const spoken = await parts.voice.words(text);
        played += spoken.filter(({ endMs }) => endMs <= carrier.playedMs(id)).length;
      }
      compared.push({ recorded: wordCount(one.heard), played });
    }
    return compared;
  };

  // Virtual time does not wait for a program that renders: everything sayable is rendered first.
  const { fillers, stillThere, misheard, cutIn, stuck } = phrases(language);
  const own = [...fillers, ...stillThere, misheard, cutIn, stuck, LINES[language].noted];
  for (const line of [...own, ...call.items.map(({ bot }) => bot)]) {
    await parts.voice.words(line);
  }

  const happened: Happened[] = [];
  // The room is known before anybody speaks, as after any greeting.
  await until(() => clock.now() >= 1_000, MOST_MS);
  for (const item of call.items) happened.push(await playItem(item));
  session.closed(1_000);
  return happened;
}

/** People murmur quickly: most backchannels last 200 to 500 ms, which no reading voice does. */
const MURMUR_HASTE = 1.4;

async function clipFor(
  act: Act,
  call: Call,
  render: Render,
  random: ReturnType<typeof seeded>,
): Promise<Clip | null> {
  if (act.kind === "sound" || act.kind === "key") return null;
  const { speaker } = call;
  const haste = act.kind === "murmur" ? MURMUR_HASTE : 1;
  const wordsAMinute = Math.round(speaker.wordsAMinute * haste);
  return clipOf(act.segments, call.language, { ...speaker, wordsAMinute }, render, random);
}
