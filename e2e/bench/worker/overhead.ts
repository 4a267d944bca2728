import { callerSpeech } from "../../../stream-worker/src/testing/caller-speech.ts";
import { voicedWav } from "../../../stream-worker/src/testing/local-speech.ts";
import { startEchoSocket } from "../echo-socket.ts";
import type { Bench, Measure, Row } from "../row.ts";
import { timed } from "../samples.ts";
import { hangUp, openPlace, SPEECH, type Language, type Place } from "./place.ts";
import { startSpeechHouse, type SpeechHouse } from "./speech-house.ts";
import { pass, within } from "./waiting.ts";

/** A whole request, said as people say it; each line gets an answer. */
const LINES: Readonly<Record<Language, readonly string[]>> = {
  "en-US": [
    "My heating is broken",
    "Twelve Main Street in Springfield",
    "Today please",
    "Yes",
    "Yes",
  ],
  "de-DE": ["Meine Heizung ist kaputt", "Hauptstraße zwölf in Bremen", "Heute bitte", "Ja", "Ja"],
  "tr-TR": ["Kombim bozuldu", "Atatürk Caddesi on iki Ankara", "Bugün lütfen", "Evet", "Evet"],
  "ru-RU": [
    "У меня сломалось отопление",
    "Улица Ленина двенадцать",
    "Сегодня пожалуйста",
    "Да",
    "Да",
  ],
};
const LANGUAGES = Object.keys(LINES) as Language[];
/** The least patience there may be: the silence is over before the recogniser has answered. */
const LISTENING = { threshold: 0.5, level: 200, onsetMs: 96, offsetMs: 64, patienceMs: 200 };
const ANSWER_AFTER_MS = 350;
/** How long the bot speaks, whatever it says: a bench has not all day. */
const SOUND_MS = 300;
const PATIENCE_MS = 15_000;
/** Of a worker that has just started much is read and compiled for the first time. */
const FIRST_ANSWERS = 2;

/** Calls of one language, one after the other: by its language a file is known to be this caller's. */
class Caller {
  readonly samples: number[] = [];
  private words = "";
  private answeredAt = Number.NaN;
  private readonly place: Place;
  private readonly language: Language;
  private readonly sound: Uint8Array;

  constructor(place: Place, language: Language, sound: Uint8Array) {
    this.place = place;
    this.language = language;
    this.sound = sound;
  }

  /** A file of ours has come: answered when the silence is surely over. */
  recognise(answer: (words: string) => void): void {
    setTimeout(() => {
      answer(this.words);
      this.answeredAt = performance.now();
    }, ANSWER_AFTER_MS);
  }

  async call(): Promise<void> {
    const call = await this.place.call(this.language);
    const { line } = call;
    for (const words of LINES[this.language]) {
      const isQuiet = (): boolean => line.events.length > 0 && !line.isSounding();
      await within(PATIENCE_MS, "the bot's sentence", line.until(isQuiet));
      await pass(2 * SOUND_MS);
      this.words = words;
      this.answeredAt = Number.NaN;
      const before = line.events.length;
      const find = () => line.events.find(({ type }, nth) => nth >= before && type === "media");
      await line.say(this.sound);
      await within(
        PATIENCE_MS,
        "an answer",
        line.until(() => find() !== undefined),
      );
      this.samples.push((find()?.at ?? 0) - this.answeredAt);
    }
    await hangUp(this.place, call);
  }
}

function listen(house: SpeechHouse, callers: ReadonlyMap<string, Caller>): void {
  house.say = () => voicedWav(SOUND_MS);
  house.transcribe = (language, answer) => callers.get(language)?.recognise(answer);
}

async function run({ isQuick }: Bench): Promise<Row[]> {
  const house = await startSpeechHouse();
  const { mulaw } = await callerSpeech("en-us", "Yes please.");
  const place = await openPlace({
    env: { LOCAL_RECOGNISER_URL: house.url, LOCAL_VOICE_URL: house.url },
    talk: () => ({ speech: { ...SPEECH, listening: LISTENING } }),
  });
  const echo = await startEchoSocket();
  const callers = new Map(
    LANGUAGES.map((language) => [language.slice(0, 2), new Caller(place, language, mulaw)]),
  );
  listen(house, callers);
  const bare: number[] = [];
  try {
    const talking = [...callers.values()].map(async (caller, nth) => {
      await pass(nth * 450);
      for (let calls = 0; calls < (isQuick ? 2 : 8); calls += 1) await caller.call();
    });
    let isOver = false;
    const beside = (async () => {
      while (!isOver) {
        bare.push(await echo.roundTrip("what was heard"));
        await pass(200);
      }
    })();
    await Promise.all(talking).finally(() => {
      isOver = true;
    });
    await beside;
    const all = [...callers.values()];
    const row = {
      name: "last words recognised → first frame out, scripted head, a voice that answers at once:",
      samples: all.flatMap(({ samples }) => samples.slice(FIRST_ANSWERS)),
      baseline: { name: "bare ws echo", samples: bare },
    };
    const first = all.flatMap(({ samples }) => samples.slice(0, FIRST_ANSWERS));
    return [
      timed({ ...row, share: 0.5, goal: 10 }),
      timed({ ...row, share: 0.99, goal: 30 }),
      timed({
        ...row,
        name: "the same, first answers of a worker:",
        samples: first,
        share: 0.5,
        goal: null,
      }),
    ];
  } finally {
    await echo.stop();
    await place.close();
    await house.close();
  }
}

/** The worker's own overhead in an answer. */
export const overhead: Measure = { name: "overhead", run };
