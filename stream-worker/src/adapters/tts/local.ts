import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { SpeakRequest, SpokenPiece, TextToSpeech } from "../../ports/speech.ts";
import { espeakVoice, runEspeak } from "./espeak.ts";
import { fliteVoice, runFlite } from "./flite.ts";
import { createInbox } from "./inbox.ts";
import { spoken, type Patience } from "./spoken.ts";
import { createTurns } from "./turns.ts";
import { Setback } from "./watch.ts";

const VENDOR = "local";
/** A sentence takes 20–150 ms of a core: more at once would only be late together. */
const AT_ONCE = 2;
const MAX_WAITING = 32;
const MAX_SOUND_BYTES = 480_000;

export type LocalVoiceOptions = Patience & {
  /** Folders to look for the programs in, as in PATH; looked through once. */
  readonly paths: readonly string[];
  /** Who speaks English where both are there; default `flite`. */
  readonly english?: "flite" | "espeak-ng";
};

function find(paths: readonly string[], program: string): string | null {
  for (const folder of paths) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not there; the next folder.
    }
  }
  return null;
}

/**
 * Voices of this machine, Debian's espeak-ng and flite: no key, no network, plainly a machine. Where
 * neither is installed it speaks no language. A voice's name is flite's (`slt`) or espeak-ng's (`de+f3`).
 */
export function createLocalVoice(options: LocalVoiceOptions): TextToSpeech {
  const espeak = find(options.paths, "espeak-ng");
  const flite = find(options.paths, "flite");
  const turns = createTurns(AT_ONCE, MAX_WAITING);
  const prefersFlite = options.english !== "espeak-ng" || espeak === null;

  /** How a text is said, or null where the program or the voice is unknown. */
  function sayer({ text, language, voice }: SpeakRequest) {
    const english = language === "en-US" && flite !== null ? fliteVoice(voice) : null;
    if (flite !== null && english !== null && (prefersFlite || voice !== null)) {
      return runFlite.bind(null, { program: flite, voice: english, text });
    }
    const other = espeakVoice(language, voice);
    if (espeak === null || other === null) return null;
    return runEspeak.bind(null, { program: espeak, voice: other, text });
  }

  async function* attempt(request: SpeakRequest, trying: AbortSignal): AsyncGenerator<SpokenPiece> {
    const say = sayer(request);
    if (say === null) throw new Setback("refused");
    const giveBack = await turns.take(trying);
    const inbox = createInbox<SpokenPiece>();
    let bytes = 0;
    // Whoever listens takes it at the pace of speech; the program must not wait for that.
    const put = (piece: SpokenPiece): void => {
      if (piece.type === "audio") bytes += piece.audio.length;
      if (bytes > MAX_SOUND_BYTES) throw new Setback("garbage");
      inbox.put(piece);
    };
    void say(put, trying)
      .then(inbox.end, (cause: unknown) =>
        inbox.fail(cause instanceof Setback ? cause : new Setback("cut")),
      )
      .finally(giveBack);
    yield* inbox.taken();
  }

  return {
    name: VENDOR,
    speaks: (language) => espeak !== null || (flite !== null && language === "en-US"),
    speak: (request, signal) =>
      spoken(VENDOR, options, (trying) => attempt(request, trying), signal),
  };
}
