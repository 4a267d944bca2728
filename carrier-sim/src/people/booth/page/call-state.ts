import type { BoothNumber, BoothPersona, CaptionBy, ToPage } from "../wire.ts";

/** A line of the talk: something said, or something that happened. */
export type Line =
  | {
      kind: "speech";
      id: string;
      by: CaptionBy;
      text: string;
      atMs: number;
      state: "speaking" | "said" | "cut";
      byEar: boolean;
    }
  | { kind: "event"; id: string; text: string; atMs: number };

export interface Booth {
  line: "connecting" | "ready" | "away";
  numbers: BoothNumber[];
  personas: BoothPersona[];
  voices: Record<string, string>;
  /** A persona's id, or 'yourself'. */
  chosen: string;
  number: string;
  call: "none" | "dialling" | "connected" | "over";
  /** When the call was connected, on the page's clock. */
  connectedAt: number | null;
  endedAt: number | null;
  lines: Line[];
  muted: boolean;
  notice: string | null;
}

export const YOURSELF = "yourself";
/** A long call's captions; older ones scroll out of the page, too. */
const MOST_LINES = 400;

export const empty: Booth = {
  line: "connecting",
  numbers: [],
  personas: [],
  voices: {},
  chosen: "",
  number: "",
  call: "none",
  connectedAt: null,
  endedAt: null,
  lines: [],
  muted: false,
  notice: null,
};

const withLine = (booth: Booth, line: Line): Booth => {
  const at = booth.lines.findIndex((known) => known.id === line.id);
  const lines = at < 0 ? [...booth.lines, line].slice(-MOST_LINES) : booth.lines.with(at, line);
  return { ...booth, lines };
};

const event = (booth: Booth, text: string, atMs: number): Booth =>
  withLine(booth, { kind: "event", id: `event-${booth.lines.length}-${atMs}`, text, atMs });

const numberOf = (booth: Booth): BoothNumber | undefined =>
  booth.numbers.find(({ e164 }) => e164 === booth.number);

/** The number that answers in a language, of the kind that is chosen now where there is one; or the first. */
function numberFor(booth: Booth, language: string): string {
  const those = booth.numbers.filter((number) => number.language === language);
  const kind = numberOf(booth)?.ownVoice ?? false;
  const number = those.find(({ ownVoice }) => ownVoice === kind) ?? those[0] ?? booth.numbers[0];
  return number?.e164 ?? "";
}

/** What was being said when the line went dead; words that are known later still take its place. */
const brokenOff = (booth: Booth): Booth => ({
  ...booth,
  lines: booth.lines.map((line) =>
    line.kind === "speech" && line.state === "speaking" ? { ...line, state: "cut" } : line,
  ),
});

/** Who knows the words that are shown: a script, or on a bot's own line the sound of its voice. */
export const captionsBy = (booth: Booth): string =>
  numberOf(booth)?.ownVoice === true
    ? "the bot’s captions by ear"
    : "captions by the carrier’s script";

/** A call that is over belongs to who made it: for the next caller the line is quiet again. */
const quiet = (booth: Booth): Booth =>
  booth.call === "over"
    ? { ...booth, call: "none", lines: [], connectedAt: null, endedAt: null, notice: null }
    : booth;

export const chooseNumber = (booth: Booth, number: string): Booth => ({ ...quiet(booth), number });

export function choose(booth: Booth, chosen: string): Booth {
  const persona = booth.personas.find((candidate) => candidate.id === chosen);
  return {
    ...quiet(booth),
    chosen,
    number: persona ? numberFor(booth, persona.language) : booth.number,
    notice: null,
  };
}

const causes: Record<string, string> = {
  completed: "The call is over.",
  busy: "The line was busy.",
  "no-answer": "Nobody answered.",
  failed: "The call could not be put through.",
  canceled: "The call was cancelled.",
};

export function received(booth: Booth, message: ToPage, now: number): Booth {
  switch (message.type) {
    case "hello": {
      const next: Booth = {
        ...booth,
        line: "ready",
        numbers: message.numbers,
        personas: message.personas,
        voices: message.voices,
      };
      return booth.chosen ? next : choose(next, message.personas[0]?.id ?? YOURSELF);
    }
    case "state":
      return message.state === "connected"
        ? { ...booth, call: "connected", connectedAt: now }
        : {
            ...booth,
            call: "dialling",
            lines: [],
            connectedAt: null,
            endedAt: null,
            muted: false,
            notice: null,
          };
    case "ended":
      return {
        ...event(
          brokenOff(booth),
          causes[message.cause] ?? "The call is over.",
          now - (booth.connectedAt ?? now),
        ),
        call: "over",
        endedAt: now,
      };
    case "caption":
      return withLine(booth, {
        kind: "speech",
        id: message.id,
        by: message.by,
        text: message.text,
        atMs: message.atMs,
        state: message.state,
        byEar: message.byEar === true,
      });
    case "unknownWords":
      return {
        ...event(booth, "Your voice was carried, its words are not known.", message.atMs),
        notice:
          "Your microphone is heard, but not understood: no speech recogniser is set up here. Type the words as well.",
      };
    case "digit":
      return event(booth, `Pressed ${message.digit}`, message.atMs);
    case "refused":
      return {
        ...booth,
        call: booth.call === "dialling" ? "over" : booth.call,
        notice: message.reason,
      };
  }
}
