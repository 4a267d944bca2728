import type { VoiceBank } from "../ports.ts";
import type { Persona } from "../people/persona-data.ts";
import { linesOf } from "../people/persona-lines.ts";
import { type Delivery, speakLine, spokenText } from "../people/spoken-line.ts";
import { type ClipList, createClipList } from "./clip-list.ts";
import { type KnownClip, knownClip } from "./hearing/clip.ts";

/** What people at the simulator's telephones may say, as sound. */
export interface KnownLines {
  /** All lines of a language, made at the first call (a second or two); none for a language nobody speaks. */
  clips(language: string): Promise<readonly KnownClip[]>;
  /** Somebody will say this. Whoever asks for clips meanwhile waits until it is among them. */
  expect(line: string, delivery: Delivery): void;
}

export interface KnownLinesOptions {
  personas: readonly Persona[];
  voices: VoiceBank;
  /** For the personas' lines. */
  scriptVoices: VoiceBank;
}

interface Typed {
  clips: ClipList;
  /** Resolves when all that were told are among them. */
  made: Promise<void>;
}

/** Lines typed at the booth that are remembered, of each language. */
const MAX_TYPED = 100;

export function createKnownLines({
  personas,
  voices,
  scriptVoices,
}: KnownLinesOptions): KnownLines {
  const scripts = new Map<string, Promise<readonly KnownClip[]>>();
  const typed = new Map<string, Typed>(
    personas.map(({ language }) => [
      language,
      { clips: createClipList(MAX_TYPED), made: Promise.resolve() },
    ]),
  );

  /** Two at a time, so that a bot's sentence never waits behind more of them than there are voices. */
  async function script(language: string): Promise<readonly KnownClip[]> {
    const lines = personas
      .filter((persona) => persona.language === language)
      .flatMap((persona) => {
        const { locale, voice, rate, timing } = persona;
        const delivery = { locale, voice, rate, pauseMs: timing.pauseMs };
        return linesOf(persona).map((line) => ({ line, delivery }));
      })
      .values();
    const clips: KnownClip[] = [];
    const work = async (): Promise<void> => {
      for (const { line, delivery } of lines) {
        const clip = await known(scriptVoices, line, delivery);
        if (clip !== undefined) clips.push(clip);
      }
    };
    await Promise.all([work(), work()]);
    // A voice that failed is tried again at the next call.
    if (clips.length === 0) scripts.delete(language);
    return clips;
  }

  return {
    async clips(tag) {
      const language = primary(tag);
      const expected = typed.get(language);
      if (expected === undefined) return [];
      const ready = scripts.get(language) ?? script(language);
      scripts.set(language, ready);
      const [clips] = await Promise.all([ready, expected.made]);
      return [...expected.clips.all(), ...clips];
    },
    expect(line, delivery) {
      const expected = typed.get(primary(delivery.locale));
      if (expected === undefined || spokenText(line) === "") return;
      const making = known(voices, line, delivery).then(
        (clip) => clip && expected.clips.add(JSON.stringify([line, delivery]), clip),
      );
      expected.made = Promise.all([expected.made, making]).then(() => undefined);
    },
  };
}

/** undefined where no voice speaks the language: the soft tone in its place sounds the same for all lines. */
async function known(
  voices: VoiceBank,
  line: string,
  delivery: Delivery,
): Promise<KnownClip | undefined> {
  const clip = await speakLine(voices, line, delivery);
  return clip.voice === "tone" ? undefined : knownClip(line, clip);
}

/** `de` of `de-DE`. */
function primary(tag: string): string {
  return tag.toLowerCase().split(/[-_]/, 1)[0] ?? "";
}
