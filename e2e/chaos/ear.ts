import type { BoothCaller, Frame } from "../support/caller.ts";

/** Between two instants of `Date.now()`. */
export interface Stretch {
  from: number;
  to: number;
}

export interface Sentence {
  at: number;
  text: string;
}

export interface Ear {
  /** Stretches in which neither side was heard, longer than `SHORTEST_MS`. */
  silences(): Stretch[];
  /** When each of the bot's sentences began. */
  bot(): Sentence[];
  /** Since the last sound of either side, ms. */
  quietMs(): number;
  /** The bot has finished and waits: its sentence, once each. */
  question(): string | undefined;
}

/** Loud enough to be somebody; what a codec leaves of silence is below. */
const SOUND = 300;
const SHORTEST_MS = 300;
/** Somebody polite waits so long after the last sound before they answer. */
const POLITE_MS = 500;
const FRAME_MS = 20;

const isSound = (samples: Int16Array): boolean =>
  samples.some((sample) => sample > SOUND || sample < -SOUND);

/** Listens to a whole call as its caller hears it. */
export function listen(caller: BoothCaller): Ear {
  const silences: Stretch[] = [];
  const bot: Sentence[] = [];
  const begun = new Set<string>();
  let soundAt = Date.now();
  let answered: string | undefined;

  function noticeWords(now: number): void {
    for (const { by, id, text } of caller.captions) {
      if (by !== "bot" || begun.has(id)) continue;
      begun.add(id);
      bot.push({ at: now, text });
    }
  }

  caller.onFrame((frame: Frame) => {
    const now = Date.now();
    noticeWords(now);
    if (caller.state !== "connected") soundAt = now;
    if (!isSound(frame.heard) && !isSound(frame.said)) return;
    if (now - soundAt > SHORTEST_MS) silences.push({ from: soundAt + FRAME_MS, to: now });
    soundAt = now;
  });

  return {
    silences() {
      const now = Date.now();
      const isQuiet = caller.state === "connected" && now - soundAt > SHORTEST_MS;
      return isQuiet ? [...silences, { from: soundAt + FRAME_MS, to: now }] : [...silences];
    },
    bot: () => [...bot],
    quietMs: () => Date.now() - soundAt,
    question() {
      const isSomebodySpeaking = caller.captions.some(({ state }) => state === "speaking");
      const last = caller.captions.findLast(({ by }) => by === "bot");
      if (isSomebodySpeaking || last === undefined || last.state !== "said") return undefined;
      if (last.id === answered || Date.now() - soundAt < POLITE_MS) return undefined;
      answered = last.id;
      return last.text;
    },
  };
}
