import type { Clock } from "../../ports.ts";
import { SpeechError, type SpokenPiece } from "../../ports/speech.ts";
import { createWatch, Setback, type Watch } from "./watch.ts";

/** Connection and first byte. With a second vendor behind it the caller still waits less than 3 s. */
const FIRST_BYTE_MS = 1_500;
const BETWEEN_MS = 1_000;
/** Sound that comes slower than it plays is a stall in small pieces: so much silence in all is let pass. */
const BEHIND_MS = 1_500;
const TRIES = 2;
/** A try that begins with less than this left cannot succeed. */
const ROOM_MS = 100;
const MAX_SOUND_MS = 60_000;
const BYTES_PER_MS = 8;

export type Patience = {
  readonly clock: Clock;
  /** From the request to the first sound, further tries included. */
  readonly firstByteMs?: number;
  readonly betweenMs?: number;
};

/** One try at a text; ends its connection when the signal aborts or it is returned early. */
export type Try = (signal: AbortSignal) => AsyncGenerator<SpokenPiece>;

function setbackOf(cause: unknown): Setback {
  // Whatever a connection dies of; the cause may quote the address or the text and goes no further.
  return cause instanceof Setback ? cause : new Setback("cut");
}

/** Leaves no timer behind when nobody waits any more. */
function wait(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    signal.addEventListener("abort", cancel, { once: true });
  });
}

type Begun = {
  readonly pieces: AsyncGenerator<SpokenPiece>;
  readonly first: IteratorResult<SpokenPiece>;
};

/** Up to the first piece. Nothing has been heard until then, so a second try does no harm. */
async function begin(attempt: Try, watch: Watch, clock: Clock, untilMs: number): Promise<Begun> {
  for (let tries = 1; ; tries += 1) {
    const pieces = attempt(watch.signal);
    try {
      const first = await watch.until(pieces.next());
      if (first.done === true) throw new Setback("silent");
      return { pieces, first };
    } catch (cause) {
      const setback = setbackOf(cause);
      const { retryAfterMs } = setback;
      if (tries === TRIES || retryAfterMs === null) throw setback;
      if (clock.now() + retryAfterMs + ROOM_MS > untilMs) throw setback;
      if (retryAfterMs === 0) continue;
      await watch.until(wait(clock, retryAfterMs, watch.signal));
    }
  }
}

/**
 * The sound of one text with a deadline for every stage, at most two tries before the first piece
 * and none after it. Throws `SpeechError`; ended early, it closes the vendor's connection at once.
 */
export async function* spoken(
  vendor: string,
  patience: Patience,
  attempt: Try,
  signal: AbortSignal,
): AsyncGenerator<SpokenPiece> {
  const { clock, firstByteMs = FIRST_BYTE_MS, betweenMs = BETWEEN_MS } = patience;
  const watch = createWatch(clock, signal);
  let pieces: AsyncGenerator<SpokenPiece> | undefined;
  try {
    watch.expect(firstByteMs, "silent");
    const begun = await begin(attempt, watch, clock, clock.now() + firstByteMs);
    ({ pieces } = begun);
    let next = begun.first;
    let heardMs = 0;
    let waitedMs = 0;
    while (next.done !== true) {
      if (next.value.type === "audio") heardMs += next.value.audio.length / BYTES_PER_MS;
      // Nobody says a text for this long: it is not its sound.
      if (heardMs > MAX_SOUND_MS) throw new Setback("garbage");
      watch.rest();
      yield next.value;
      const askedAt = clock.now();
      watch.expect(Math.min(betweenMs, BEHIND_MS + heardMs - waitedMs), "stalled");
      next = await watch.until(pieces.next());
      waitedMs += clock.now() - askedAt;
    }
  } catch (cause) {
    throw new SpeechError(vendor, setbackOf(cause).fault);
  } finally {
    watch.close();
    pieces?.return(undefined).catch(() => undefined);
  }
}
