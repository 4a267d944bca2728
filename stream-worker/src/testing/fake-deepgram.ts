import type { FakeLine } from "./fake-speech-socket.ts";

type Word = readonly [text: string, startMs: number, endMs: number];

/** A `Results` message as Deepgram documents it. */
export function deepgramResults(
  words: readonly Word[],
  more: {
    endMs: number;
    final?: boolean;
    fromFinalize?: boolean;
    startMs?: number;
  },
): object {
  const start = (more.startMs ?? 0) / 1000;
  return {
    type: "Results",
    channel_index: [0, 1],
    start,
    duration: more.endMs / 1000 - start,
    is_final: more.final ?? false,
    speech_final: false,
    from_finalize: more.fromFinalize ?? false,
    channel: {
      alternatives: [
        {
          transcript: words.map(([text]) => text).join(" "),
          confidence: 0.97,
          words: words.map(([text, from, to]) => ({
            word: text.toLowerCase(),
            punctuated_word: text,
            start: from / 1000,
            end: to / 1000,
            confidence: 0.9,
          })),
        },
      ],
    },
    metadata: {
      request_id: "r",
      model_uuid: "m",
      model_info: { name: "nova-3", version: "1", arch: "nova-3" },
    },
  };
}

/** Answers `Finalize` with these words for all audio so far, as the service mostly does. */
export function finalizes(
  words: readonly Word[],
): (line: FakeLine, message: string | Buffer) => void {
  return (line, message) => {
    if (typeof message !== "string" || !message.includes("Finalize")) return;
    const endMs = line.audioBytes() / 8;
    line.say(deepgramResults(words, { endMs, final: true, fromFinalize: true }));
  };
}

/** A Flux `TurnInfo` message. */
export function turnInfo(
  event: "StartOfTurn" | "Update" | "EagerEndOfTurn" | "TurnResumed" | "EndOfTurn",
  words: readonly Word[],
  endMs: number,
  trigger?: string,
): object {
  return {
    type: "TurnInfo",
    request_id: "r",
    sequence_id: 1,
    event,
    turn_index: 0,
    audio_window_start: 0,
    audio_window_end: endMs / 1000,
    transcript: words.map(([text]) => text).join(" "),
    words: words.map(([text, from, to]) => ({
      word: text,
      confidence: 0.8,
      start: from / 1000,
      end: to / 1000,
    })),
    end_of_turn_confidence: 0.5,
    ...(trigger !== undefined && { trigger }),
  };
}
