import { speex } from "./speex.ts";

/** 16-bit mono sound from one rate to another, in pieces of any size, without clicks between them. */
export type Resampler = {
  /** The samples that are ready; the filter keeps the newest few (4 ms at 8 kHz) for later. */
  push(pcm: Int16Array): Int16Array;
  /** What the filter still held; the whole sound then has its length times the rates' ratio. */
  end(): Int16Array;
  /** Frees its memory; `end` does so as well. After either, nothing more comes out. */
  close(): void;
};

/** To 3.4 kHz nothing is lost, above 4.2 kHz nothing is left; 20 ms from 24 kHz cost 23 µs, half of 7's. */
const QUALITY = 4;
/** Taps of the filter at quality 4 (the library's quality table), at the lower of both rates. */
const TAPS = 64;
const PIECE_SAMPLES = 2_048;
/** 4 kHz → 48 kHz. */
const MAX_RATIO = 12;
const BYTES = 2;

/** Calls into the module do not wait for anything, so one room for samples serves all. */
const room = {
  input: speex._malloc(PIECE_SAMPLES * BYTES),
  output: speex._malloc(PIECE_SAMPLES * MAX_RATIO * BYTES),
  counts: speex._malloc(8),
};

/**
 * Rates from 4 to 48 kHz. `end` or `close` must be called in the end.
 * @throws RangeError for other rates.
 */
export function createResampler(fromHz: number, toHz: number): Resampler {
  for (const rate of [fromHz, toHz]) {
    if (!Number.isInteger(rate) || rate < 4_000 || rate > 48_000) {
      throw new RangeError(`Cannot resample between ${fromHz} and ${toHz} Hz`);
    }
  }
  if (fromHz === toHz) return unchanged();
  let pointer = speex._speex_resampler_init(1, fromHz, toHz, QUALITY, room.counts);
  if (pointer === 0) throw new RangeError(`Cannot resample between ${fromHz} and ${toHz} Hz`);

  const delay = Math.floor((TAPS * Math.max(1, fromHz / toHz)) / 2);
  let taken = 0;
  let given = 0;
  // The filter begins with the silence before the sound; dropped, so that sound stays in its place.
  let early = Math.round((delay * toHz) / fromHz);

  function piece(pcm: Int16Array): Int16Array {
    speex.HEAP16.set(pcm, room.input / BYTES);
    const [inputs, outputs] = [room.counts, room.counts + 4];
    speex.HEAP32[inputs / 4] = pcm.length;
    speex.HEAP32[outputs / 4] = PIECE_SAMPLES * MAX_RATIO;
    speex._speex_resampler_process_interleaved_int(
      pointer,
      room.input,
      inputs,
      room.output,
      outputs,
    );
    const start = room.output / BYTES;
    const made = speex.HEAP32[outputs / 4] ?? 0;
    const dropped = Math.min(early, made);
    early -= dropped;
    return speex.HEAP16.slice(start + dropped, start + made);
  }

  function run(pcm: Int16Array): Int16Array {
    if (pcm.length <= PIECE_SAMPLES) return piece(pcm);
    const pieces: Int16Array[] = [];
    for (let at = 0; at < pcm.length; at += PIECE_SAMPLES) {
      pieces.push(piece(pcm.subarray(at, at + PIECE_SAMPLES)));
    }
    const whole = new Int16Array(pieces.reduce((sum, one) => sum + one.length, 0));
    let at = 0;
    for (const one of pieces) {
      whole.set(one, at);
      at += one.length;
    }
    return whole;
  }

  function close(): void {
    if (pointer !== 0) speex._speex_resampler_destroy(pointer);
    pointer = 0;
  }

  return {
    push(pcm) {
      if (pointer === 0) return new Int16Array(0);
      const out = run(pcm);
      taken += pcm.length;
      given += out.length;
      return out;
    },
    end() {
      if (pointer === 0) return new Int16Array(0);
      const due = Math.max(0, Math.round((taken * toHz) / fromHz) - given);
      const tail = run(new Int16Array(delay + Math.ceil(fromHz / toHz))).slice(0, due);
      close();
      return tail;
    },
    close,
  };
}

function unchanged(): Resampler {
  let open = true;
  const close = (): void => {
    open = false;
  };
  return {
    push: (pcm) => (open ? pcm : new Int16Array(0)),
    end() {
      close();
      return new Int16Array(0);
    },
    close,
  };
}
