import { beep, tone } from "../../audio/tones.ts";
import { holdMusic } from "../../audio/hold-music.ts";
import { Aborted, waitMs, whenAborted } from "../../switchboard/waits.ts";
import type { Conference, Dial } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absolute, absoluteFetch, goTo, notify } from "./address.ts";
import { playOut } from "./sound.ts";

export async function dialConference(run: Run, dial: Dial, noun: Conference): Promise<Flow> {
  const { x, leg } = run;
  const seat = x.conferences.join(leg, {
    ...noun,
    statusCallback: absoluteFetch(run, noun.statusCallback),
    recordingStatusCallback: absoluteFetch(run, noun.recordingStatusCallback),
  });
  if (!("released" in seat)) {
    x.alerts.raise(seat.code, seat.message, leg.sid);
    return goTo(run, dial.action, dial.method, { DialCallStatus: "failed" });
  }
  const room = x.conferences.find(seat.conferenceSid);
  if (noun.beep) room?.audio.announce(tone(600, 200));
  const recording =
    dial.record === undefined
      ? undefined
      : x.recordings.startOnLeg(leg, {
          channels: dial.record.endsWith("dual") ? 2 : 1,
          source: "DialVerb",
          trim: dial.trim,
          statusCallback: absoluteFetch(run, dial.recordingStatusCallback),
        });

  const over = new AbortController();
  const stop = (): void => over.abort(new Aborted());
  run.signal.addEventListener("abort", stop, { once: true });
  void seat.started.then(() => waiting.abort(new Aborted()));
  const waiting = new AbortController();
  over.signal.addEventListener("abort", () => waiting.abort(new Aborted()), { once: true });
  const waited = wait({ ...run, signal: waiting.signal }, noun);
  const star = dial.hangupOnStar ? leg.digits.on((digit) => digit === "*" && stop()) : undefined;
  const limit = setTimeout(stop, dial.timeLimitMs);
  await Promise.race([seat.released, whenAborted(over.signal)]);
  clearTimeout(limit);
  star?.();
  run.signal.removeEventListener("abort", stop);
  stop();
  seat.leave(
    leg.ended.aborted || !run.signal.aborted
      ? "participant_hung_up"
      : "participant_updated_via_api",
  );
  if (noun.beep && room?.state().status === "in-progress")
    room.audio.announce(beep().subarray(0, 1600));
  await waited;
  const recorded = recording?.stop();
  const params: Record<string, string> = {
    DialCallStatus: "answered",
    ...(recorded === undefined ? {} : { RecordingUrl: recorded.url }),
  };
  if (leg.ended.aborted) notify(run, dial.action, dial.method, params);
  if (run.signal.aborted) throw new Aborted();
  return goTo(run, dial.action, dial.method, params);
}

/** What a member hears until the conference starts: the wait document once and then silence, or the carrier's music. */
async function wait(run: Run, noun: Conference): Promise<void> {
  try {
    if (noun.waitUrl === "") return;
    const url = noun.waitUrl === undefined ? undefined : absolute(run, noun.waitUrl);
    if (url === undefined) {
      while (!run.signal.aborted)
        if (!(await playOut(run, holdMusic())).complete) await waitMs(100, run.signal);
      return;
    }
    await run.x.interpret(
      { ...run, limits: { verbs: ["Say", "Play", "Pause", "Redirect"], params: () => ({}) } },
      { from: "url", url, method: noun.waitMethod },
    );
  } catch (cause) {
    if (!(cause instanceof Aborted)) throw cause;
  }
}
