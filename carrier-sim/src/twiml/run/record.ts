import { beep } from "../../audio/tones.ts";
import { createSpeechActivity } from "../../audio/speech-activity.ts";
import { Aborted } from "../../switchboard/waits.ts";
import type { Record as RecordVerb } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absoluteFetch, goTo, notify } from "./address.ts";
import { playOut } from "./sound.ts";

export async function runRecord(run: Run, verb: RecordVerb): Promise<Flow> {
  const { x, leg } = run;
  if (verb.playBeep) await playOut(run, beep());
  const recording = x.recordings.startOnLeg(leg, {
    channels: 1,
    source: "RecordVerb",
    trim: verb.trim,
    statusCallback: absoluteFetch(run, verb.recordingStatusCallback),
  });
  const activity = createSpeechActivity();
  let spoke = false;
  let digits = "";
  const { promise: over, resolve } = Promise.withResolvers<void>();
  // A recording that hears nothing for `timeout` is over; so is one that reached its length or a key.
  let silence = verb.timeoutMs > 0 ? setTimeout(resolve, verb.timeoutMs) : undefined;
  const length = setTimeout(resolve, verb.maxLengthMs);
  const untap = leg.sound().tap((said, _heard, atMs) => {
    activity.push(said, atMs);
    if (!activity.active()) return;
    spoke = true;
    clearTimeout(silence);
    if (verb.timeoutMs > 0) silence = setTimeout(resolve, verb.timeoutMs);
  });
  const undigit = leg.digits.on((digit) => {
    if (!verb.finishOnKey.includes(digit)) return;
    digits = digit;
    resolve();
  });
  run.signal.addEventListener("abort", () => resolve(), { once: true });
  await over;
  clearTimeout(silence);
  clearTimeout(length);
  untap();
  undigit();
  const done = recording.stop();
  const action = verb.action ?? run.documentUrl;
  const params = {
    RecordingUrl: done.url,
    RecordingSid: done.sid,
    RecordingDuration: String(done.seconds),
  };
  if (leg.ended.aborted) notify(run, action, verb.method, { ...params, Digits: "hangup" });
  if (run.signal.aborted) throw new Aborted();
  // Nothing but silence counts as no recording, and the call goes on at the next verb (documented).
  return spoke ? goTo(run, action, verb.method, { ...params, Digits: digits }) : { go: "next" };
}
