import { voicedWav } from "../../../stream-worker/src/testing/local-speech.ts";
import type { TimedSound } from "../../../stream-worker/src/testing/timed-voice.ts";
import type { Language } from "./place.ts";
import { MANNERS, Readings, type Manner } from "./reading.ts";
import type { SpeechHouse } from "./speech-house.ts";
import type { Talker } from "./talker.ts";
import { inLanes, within } from "./waiting.ts";

const PATIENCE_MS = 20_000;
const AT_ONCE = 3;
/** In the first run a bot says its texts only to tell in which pieces. */
const PIECE_MS = 100;

/** The sounds that a bot is given to say a text with, in order. */
export type Sounds = readonly TimedSound[];

/** A voice whose words end at known instants, and what of it each call has been given. */
export class Script {
  private readonly readings = new Readings();
  private readonly given = new Map<string, Promise<TimedSound>[]>();
  private texts: readonly string[] = [];
  private readonly pieces = new Map<string, string[]>();

  constructor(house: SpeechHouse) {
    house.say = async (text, voice) => {
      const [name = "", rate, language, call = ""] = voice.split(" ");
      if (name === "plan") {
        this.pieces.get(this.texts[Number(call)] ?? "")?.push(text);
        return voicedWav(PIECE_MS);
      }
      const manner = { name, wordsAMinute: Number(rate) } as Manner;
      const reading = this.readings.read(text, language as Language, manner);
      const given = this.given.get(call) ?? [];
      this.given.set(call, [...given, reading]);
      return (await reading).wav;
    };
  }

  /** Has the bot say each text once, and reads its pieces in every manner. */
  async rehearse(talker: Talker, texts: readonly [Language, string][]): Promise<void> {
    this.texts = texts.map(([, text]) => text);
    await inLanes(texts.length, AT_ONCE, async (nth) => {
      const [language, text] = texts[nth] ?? ["en-US", ""];
      this.pieces.set(text, []);
      const { line } = await talker.call(text, language, `plan 0 ${language} ${nth}`);
      await within(
        PATIENCE_MS,
        "a text",
        line.until(() => this.saysAll(text)),
      );
      line.hangUp();
    });
    const all = texts.flatMap(([language, text]) =>
      MANNERS.flatMap((manner) =>
        (this.pieces.get(text) ?? []).map((piece) => ({ piece, language, manner })),
      ),
    );
    await inLanes(all.length, AT_ONCE, async (nth) => {
      const one = all[nth];
      if (one) await this.readings.read(one.piece, one.language, one.manner);
    });
  }

  private saysAll(text: string): boolean {
    const said = (this.pieces.get(text) ?? []).join(" ");
    return said.replaceAll(/\s/gu, "").length >= text.replaceAll(/\s/gu, "").length;
  }

  /** As the rehearsal says: the sounds of the whole text. */
  plannedFor(text: string, language: Language, manner: Manner): Promise<Sounds> {
    const pieces = this.pieces.get(text) ?? [];
    return Promise.all(pieces.map((piece) => this.readings.read(piece, language, manner)));
  }

  /** What the call of that number was really given. */
  givenTo(call: number): Promise<Sounds> {
    return Promise.all(this.given.get(String(call)) ?? []);
  }

  voiceFor({ name, wordsAMinute }: Manner, language: Language, call: number): string {
    return [name, wordsAMinute, language, call].join(" ");
  }
}
