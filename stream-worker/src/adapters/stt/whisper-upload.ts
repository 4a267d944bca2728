import { SpeechError, type SpeechFault } from "../../ports/speech.ts";
import type { Clock } from "../../ports.ts";
import { faultOfStatus } from "./faults.ts";
import type { WhisperForm } from "./whisper-dialects.ts";

export const TRIES = 3;
const BETWEEN_TRIES_MS = 500;
/** A sentence on a graphics card takes 0.3–1 s; a caller who waits for longer hears another recogniser. */
const TOTAL_MS = 8_000;
/** The longest utterance is a minute, 1,500 characters; JSON around it. */
const MAX_ANSWER_BYTES = 64 * 1024;

export type UploadOptions = {
  readonly vendor: string;
  readonly baseUrl: string;
  readonly key: string | null;
  readonly clock: Clock;
  readonly totalMs: number | undefined;
};

/** One audio file → its text. Throws `SpeechError`; `aborted` when `signal` fired. */
export type Upload = (
  wav: Uint8Array<ArrayBuffer>,
  form: WhisperForm,
  tries: number,
  signal: AbortSignal,
) => Promise<string>;

class Refusal extends Error {
  readonly fault: SpeechFault;
  readonly again: boolean;
  constructor(fault: SpeechFault, again: boolean) {
    super(fault);
    this.fault = fault;
    this.again = again;
  }
}

async function readAnswer(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > MAX_ANSWER_BYTES) throw new Refusal("garbage", false);
    parts.push(part);
  }
  return Buffer.concat(parts).toString();
}

function textIn(answer: string, key: string): string {
  let json: unknown;
  try {
    json = JSON.parse(answer);
  } catch {
    throw new Refusal("garbage", false);
  }
  const text = typeof json === "object" && json !== null ? Reflect.get(json, key) : undefined;
  if (typeof text !== "string") throw new Refusal("garbage", false);
  return text;
}

/** Uploads, where it must with several tries half a second apart, and one deadline over all of them. */
export function createUpload(options: UploadOptions): Upload {
  const { clock, key } = options;

  const once = async (
    wav: Uint8Array<ArrayBuffer>,
    form: WhisperForm,
    signal: AbortSignal,
  ): Promise<string> => {
    const body = new FormData();
    for (const [name, value] of Object.entries(form.fields)) body.set(name, value);
    // Servers tell the format by the name's ending.
    body.set(form.fileField, new Blob([wav], { type: "audio/wav" }), "speech.wav");
    let response: Response;
    try {
      response = await fetch(options.baseUrl.replace(/\/+$/u, "") + form.path, {
        method: "POST",
        body,
        headers: key === null ? {} : { Authorization: `Bearer ${key}` },
        // The key and a caller's voice go where they were meant to, or nowhere.
        redirect: "manual",
        signal,
      });
    } catch {
      throw new Refusal("silent", true);
    }
    if (!response.ok) {
      await response.body?.cancel().catch(() => undefined);
      const { status } = response;
      throw new Refusal(faultOfStatus(status), status === 408 || status === 429 || status >= 500);
    }
    let answer: string;
    try {
      answer = await readAnswer(response);
    } catch (cause) {
      throw cause instanceof Refusal ? cause : new Refusal("cut", true);
    }
    return textIn(answer, form.resultKey);
  };

  const pause = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel();
        signal.removeEventListener("abort", done);
        resolve();
      };
      const cancel = clock.after(BETWEEN_TRIES_MS, done);
      signal.addEventListener("abort", done);
    });

  return async (wav, form, tries, signal) => {
    const controller = new AbortController();
    let late = false;
    const cancel = clock.after(options.totalMs ?? TOTAL_MS, () => {
      late = true;
      controller.abort();
    });
    const abort = (): void => controller.abort();
    signal.addEventListener("abort", abort);
    if (signal.aborted) abort();
    try {
      for (let left = tries; ; left -= 1) {
        try {
          return await once(wav, form, controller.signal);
        } catch (cause) {
          if (!(cause instanceof Refusal)) throw cause;
          if (signal.aborted) throw new SpeechError(options.vendor, "aborted");
          if (late)
            throw new SpeechError(options.vendor, cause.fault === "cut" ? "stalled" : "silent");
          if (!cause.again || left <= 1) throw new SpeechError(options.vendor, cause.fault);
        }
        await pause(controller.signal);
      }
    } finally {
      cancel();
      signal.removeEventListener("abort", abort);
    }
  };
}
