import type { Clock } from "../../ports.ts";
import type { VendorStream } from "./vendor-stream.ts";

/** The wire works in pieces of 80 ms; what is heard up to here before a flush is all of it. */
const STEP_MS = 100;
/**
 * A flush comes at a pause. The recogniser gets this long to end the turn out of its own judgement
 * (it takes about 260 ms) before it is told to.
 */
const FORCE_AFTER_MS = 300;
/** Words are noticed this long after they were said: only then has a pause been without any. */
const NOTICE_MS = 300;
const FORCE = '{"type":"ForceEndTurn"}';

export type TurnEvent = {
  readonly event: string;
  readonly transcript: string;
  readonly audio_window_end: number;
  readonly trigger?: string | undefined;
  readonly words: readonly {
    readonly word: string;
    readonly confidence: number;
    readonly start?: number | undefined;
    readonly end?: number | undefined;
  }[];
};

export type FluxTurns = {
  heard(turn: TurnEvent): void;
  /** Speech goes on: the turn is not forced to its end in the middle of a word. */
  speechStarted(): void;
  flush(): void;
  /** Speech began after the last flush: what is asked for now may well be late. */
  talking(): boolean;
  end(): void;
};

/** Follows Flux's turns, and makes it end one where we need its words now. */
export function createFluxTurns(clock: Clock, stream: VendorStream): FluxTurns {
  const { telling, line, flushes } = stream;
  let open = false;
  let heardMs = 0;
  let due = false;
  let forced = false;
  let talking = false;
  let cancel = (): void => undefined;

  const covered = (): boolean => heardMs >= (flushes.oldestMs() ?? 0);
  const forceIfDue = (): void => {
    // Forced earlier, the turn would end before the words that are still on their way.
    if (!due || forced || !open || flushes.oldestMs() === null || !covered()) return;
    forced = true;
    line.message(FORCE);
  };
  const rest = (): void => {
    cancel();
    due = false;
  };

  const endTurn = (turn: TurnEvent): void => {
    open = false;
    forced = false;
    const words = turn.words.flatMap(({ word, confidence, start, end }) =>
      start === undefined || end === undefined
        ? []
        : [
            {
              text: word,
              startMs: line.heardAtMs(start * 1000),
              endMs: line.heardAtMs(end * 1000),
              confidence,
            },
          ],
    );
    const sure = turn.words.reduce((sum, one) => sum + one.confidence, 0) / turn.words.length;
    telling.final(turn.transcript, Number.isFinite(sure) ? sure : null, words);
    // An end that we asked for says nothing about the caller.
    if (turn.trigger !== "manual") telling.turnEnded(false);
  };

  return {
    heard(turn) {
      heardMs = line.heardAtMs(turn.audio_window_end * 1000) + STEP_MS;
      if (turn.transcript !== telling.shown() || turn.event !== "Update") flushes.progress();
      if (turn.event === "EndOfTurn") {
        endTurn(turn);
        flushes.answer(heardMs);
      } else if (turn.transcript !== "" || turn.event === "StartOfTurn") {
        open = true;
        telling.partial(turn.transcript);
        if (turn.event === "EagerEndOfTurn") telling.turnEnded(true);
        if (turn.event === "TurnResumed") telling.turnResumed();
      }
      if (!open) flushes.answer(heardMs - NOTICE_MS);
      if (flushes.oldestMs() === null) rest();
      forceIfDue();
    },
    speechStarted() {
      talking = true;
      rest();
    },
    flush() {
      if (telling.ended()) return;
      talking = false;
      flushes.asked(line.givenMs());
      rest();
      cancel = clock.after(FORCE_AFTER_MS, () => {
        due = true;
        forceIfDue();
      });
    },
    talking: () => talking,
    end: rest,
  };
}
