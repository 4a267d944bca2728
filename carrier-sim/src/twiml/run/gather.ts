import type { Dispose, Words } from "../../ports.ts";
import { Aborted, waitMs } from "../../switchboard/waits.ts";
import { callParams } from "../../switchboard/call-params.ts";
import type { Gather } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absoluteFetch, goTo } from "./address.ts";
import { runPlay } from "./play.ts";
import { runSay } from "./say.ts";

type Result = { digits: string; finishedOnKey: string } | { speech: string } | { nothing: true };

/** A pause this long ends what was said when `speechTimeout` is `auto`. */
const AUTO_SPEECH_TIMEOUT_MS = 500;
/** Recognition of one `<Gather>` ends here at the latest (documented). */
const MAX_SPEECH_MS = 60_000;

export async function runGather(run: Run, gather: Gather): Promise<Flow> {
  const result = await collect(run, gather);
  if ("nothing" in result && !gather.actionOnEmptyResult) return { go: "next" };
  const params: Record<string, string> =
    "speech" in result
      ? { SpeechResult: result.speech, Confidence: "0.9" }
      : "digits" in result
        ? { Digits: result.digits, FinishedOnKey: result.finishedOnKey }
        : gather.input.speech
          ? { SpeechResult: "" }
          : { Digits: "" };
  // The default action is the current document, which is why a Gather without one loops.
  return goTo(run, gather.action ?? run.documentUrl, gather.method, {
    msg: "Gather End",
    ...params,
  });
}

async function collect(run: Run, gather: Gather): Promise<Result> {
  const { leg } = run;
  const { promise, resolve } = Promise.withResolvers<Result>();
  const stop = new AbortController();
  const prompts = new AbortController();
  const onRunAbort = (): void => stop.abort(new Aborted());
  run.signal.addEventListener("abort", onRunAbort, { once: true });
  stop.signal.addEventListener("abort", () => prompts.abort(new Aborted()), { once: true });
  const disposals: Dispose[] = [];
  let timer: NodeJS.Timeout | undefined;
  const startTimer = (ms: number, then: () => void): void => {
    clearTimeout(timer);
    timer = setTimeout(then, ms);
  };

  let digits = "";
  let speech = "";
  const interrupt = (): void => {
    if (!prompts.signal.aborted) prompts.abort(new Aborted());
  };
  const expire = (): void => {
    if (digits !== "") resolve({ digits, finishedOnKey: "" });
    else resolve(speech === "" ? { nothing: true } : { speech });
  };

  function onDigit(digit: string): void {
    if (!gather.input.dtmf) return;
    interrupt();
    if (gather.finishOnKey.includes(digit)) return resolve({ digits, finishedOnKey: digit });
    digits += digit;
    if (digits.length >= (gather.numDigits ?? Number.POSITIVE_INFINITY) || digits.length >= 100)
      resolve({ digits, finishedOnKey: "" });
    else startTimer(gather.timeoutMs, expire);
  }

  let sequence = 0;
  function onWords(words: Words): void {
    if (!gather.input.speech) return;
    if (words.kind === "started") {
      if (gather.bargeIn) interrupt();
      startTimer(MAX_SPEECH_MS, expire);
      return;
    }
    if (words.kind === "partial") return partial(words.text);
    if (words.kind === "final") speech = speech === "" ? words.text : `${speech} ${words.text}`;
    // Speech of a microphone has no words here, so it ends like silence: the carrier recognised nothing.
    const pause =
      speech === "" ? gather.timeoutMs : (gather.speechTimeoutMs ?? AUTO_SPEECH_TIMEOUT_MS);
    startTimer(pause, expire);
  }

  function partial(text: string): void {
    const target = absoluteFetch(run, gather.partialResultCallback);
    if (target === undefined) return;
    const unstable = speech === "" ? text : `${speech} ${text}`;
    run.x.post.send(leg.sid, {
      ...target,
      jar: leg.jar,
      params: {
        ...callParams(leg.record()),
        UnstableSpeechResult: unstable,
        Stability: "0.5",
        SequenceNumber: String(sequence),
      },
    });
    sequence += 1;
  }

  disposals.push(leg.digits.on(onDigit), leg.words.on(onWords));
  try {
    const prompted = playPrompts({ ...run, signal: prompts.signal }, gather).then(() => {
      // The timeout counts from the end of the prompts, unless the person has begun already.
      if (timer === undefined) startTimer(gather.timeoutMs, expire);
    });
    const aborted = new Promise<never>((_, reject) => {
      if (stop.signal.aborted) reject(new Aborted());
      stop.signal.addEventListener("abort", () => reject(new Aborted()), { once: true });
    });
    const result = await Promise.race([promise, aborted]);
    prompts.abort(new Aborted());
    await prompted;
    return result;
  } finally {
    clearTimeout(timer);
    run.signal.removeEventListener("abort", onRunAbort);
    prompts.abort(new Aborted());
    for (const dispose of disposals) dispose();
  }
}

async function playPrompts(run: Run, gather: Gather): Promise<void> {
  try {
    for (const prompt of gather.prompts) {
      if (prompt.verb === "Say") await runSay(run, prompt);
      else if (prompt.verb === "Play") await runPlay(run, prompt);
      else await waitMs(prompt.lengthMs, run.signal);
    }
  } catch (cause) {
    if (!(cause instanceof Aborted)) throw cause;
  }
}
