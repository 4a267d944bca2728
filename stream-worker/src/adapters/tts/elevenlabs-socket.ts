import { WebSocket, type RawData } from "ws";
import { z } from "zod";
import type { SpokenPiece } from "../../ports/speech.ts";
import { faultOfClose } from "../stt/faults.ts";
import { createAligner, type Alignment } from "./alignment.ts";
import { createInbox, type Inbox } from "./inbox.ts";
import { refusalOf } from "./post.ts";
import { Setback } from "./watch.ts";

/** A minute of sound, and the largest frame it could come in: base64 and its characters' times. */
const MAX_SOUND_BYTES = 480_000;
const MAX_FRAME_BYTES = 1_000_000;
const BYTES_PER_MS = 8;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/u;
const OVERLOADED = /too_many|rate_limit|busy|capacity|overload/iu;

const numbers = z.array(z.number()).max(5_000);
/** Documented in camel case; the vendor's own clients also know snake case and `chars…`. */
const alignment = z.object({
  chars: z.array(z.string()).max(5_000),
  charStartTimesMs: numbers.optional(),
  charsStartTimesMs: numbers.optional(),
  char_start_times_ms: numbers.optional(),
  charDurationsMs: numbers.optional(),
  charsDurationsMs: numbers.optional(),
  char_durations_ms: numbers.optional(),
  chars_durations_ms: numbers.optional(),
});
const frame = z.object({
  audio: z.string().nullish(),
  isFinal: z.boolean().nullish(),
  is_final: z.boolean().nullish(),
  alignment: alignment.nullish(),
  error: z.union([z.string(), z.object({})]).nullish(),
  code: z.union([z.string(), z.number()]).nullish(),
});
type Frame = z.infer<typeof frame>;

function alignmentOf(told: z.infer<typeof alignment>): Alignment {
  return {
    chars: told.chars,
    startsMs: told.charStartTimesMs ?? told.charsStartTimesMs ?? told.char_start_times_ms ?? [],
    durationsMs:
      told.charDurationsMs ??
      told.charsDurationsMs ??
      told.char_durations_ms ??
      told.chars_durations_ms ??
      [],
  };
}

function parse(data: RawData, isBinary: boolean): Frame | null {
  if (isBinary) return null;
  try {
    const { success, data: known } = frame.safeParse(JSON.parse((data as Buffer).toString("utf8")));
    return success ? known : null;
  } catch {
    return null;
  }
}

/** Turns frames into pieces, sound before its timing; fails the inbox where they are not the vendor's. */
function createReader(text: string, inbox: Inbox<SpokenPiece>) {
  const align = createAligner(text);
  let bytes = 0;
  return (known: Frame | null): void => {
    if (known === null) return inbox.fail(new Setback("garbage"));
    if (known.error != null) {
      const told = `${JSON.stringify(known.error)} ${known.code ?? ""}`;
      return inbox.fail(new Setback(OVERLOADED.test(told) ? "overloaded" : "refused"));
    }
    const baseMs = bytes / BYTES_PER_MS;
    if (known.audio != null && known.audio !== "") {
      if (!BASE64.test(known.audio)) return inbox.fail(new Setback("garbage"));
      const audio = Buffer.from(known.audio, "base64");
      bytes += audio.length;
      if (bytes > MAX_SOUND_BYTES) return inbox.fail(new Setback("garbage"));
      inbox.put({ type: "audio", audio });
    }
    if (known.alignment) {
      for (const timing of align(alignmentOf(known.alignment), baseMs)) inbox.put(timing);
    }
    if (known.isFinal === true || known.is_final === true) inbox.end();
  };
}

/**
 * One text over `stream-input`, a connection of its own: ending it ends the vendor's work. Throws
 * `Setback`; a refused handshake is `refused` and may be tried again at once, another way.
 */
export async function* socketSound(
  request: { url: string; headers: Record<string, string>; text: string; wall: () => Date },
  signal: AbortSignal,
): AsyncGenerator<SpokenPiece> {
  const { url, headers, text, wall } = request;
  const inbox = createInbox<SpokenPiece>();
  const read = createReader(text, inbox);
  const socket = new WebSocket(url, {
    headers,
    maxPayload: MAX_FRAME_BYTES,
    perMessageDeflate: false,
  });
  const stop = (): void => socket.terminate();
  signal.addEventListener("abort", stop);
  // Also after our own end: a socket that is torn down while it connects says so by an error.
  socket.on("error", () => inbox.fail(new Setback("cut")));
  socket.on("unexpected-response", (_, response) => {
    response.destroy();
    const refused = refusalOf(response, wall().getTime());
    // Overloaded, it waits as the vendor asks; refused as a socket, it may do over HTTP, at once.
    inbox.fail(refused?.fault === "overloaded" ? refused : new Setback("refused", 0));
  });
  socket.on("open", () => {
    // The first message opens, white space ends a word, the empty one asks for the rest.
    for (const words of [" ", `${text.trimEnd()} `, ""])
      socket.send(JSON.stringify({ text: words }));
  });
  socket.on("message", (data, isBinary) => read(parse(data, isBinary)));
  socket.on("close", (code) => inbox.fail(new Setback(faultOfClose(code))));
  try {
    yield* inbox.taken();
  } finally {
    signal.removeEventListener("abort", stop);
    socket.terminate();
  }
}
