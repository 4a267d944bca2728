import { Router } from "express";
import type { Exchange } from "../switchboard/exchange.ts";
import type {
  RecordingOptions,
  RecordingRecord,
  RecordingSource,
} from "../switchboard/recordings.ts";
import { type Form, formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { RestProblem, notFound } from "./problem.ts";
import { recordingShape } from "./shapes.ts";

/** What a request asks a recording to be. Mono and trimmed are the carrier's defaults. */
export function recordingWish(form: Form, source: RecordingSource): RecordingOptions {
  return {
    source,
    channels: form.oneOf("RecordingChannels", ["mono", "dual"], "mono") === "dual" ? 2 : 1,
    trim: form.oneOf("Trim", ["trim-silence", "do-not-trim"], "trim-silence") === "trim-silence",
    statusCallback: form.statusCallback("RecordingStatusCallback", ["completed"]),
  };
}

export function recordingRoutes(x: Exchange): Router {
  const router = Router();

  router.post("/Calls/:call/Recordings.json", (request, response) => {
    const leg = x.legs.get(request.params.call);
    if (x.calls.get(request.params.call) === undefined) throw notFound(request.originalUrl);
    if (leg?.answered() !== true)
      throw new RestProblem(400, 21_220, "Requested resource is not eligible for recording");
    const live = x.recordings.startOnLeg(
      leg,
      recordingWish(formOf(request.body), "StartCallRecordingAPI"),
    );
    response.status(201).json(recordingShape(x, live.record()));
  });

  const update = (found: RecordingRecord | undefined, form: Form, path: string): object => {
    const live = found === undefined ? undefined : x.recordings.live(found.sid);
    if (found === undefined) throw notFound(path);
    if (live === undefined) throw new RestProblem(400, 21_220, "Recording is not in progress");
    switch (form.oneOf("Status", ["in-progress", "paused", "stopped"], "in-progress")) {
      case "paused":
        live.pause(form.oneOf("PauseBehavior", ["skip", "silence"], "silence"));
        break;
      case "in-progress":
        live.resume();
        break;
      case "stopped":
        live.stop();
        // The reply says what was asked for; `completed` follows when the file is there, which here is at once.
        return recordingShape(x, { ...live.record(), status: "stopped" });
    }
    return recordingShape(x, live.record());
  };

  const find = (all: RecordingRecord[], sid: string): RecordingRecord | undefined =>
    sid === "Twilio.CURRENT"
      ? all.find((one) => x.recordings.live(one.sid) !== undefined)
      : all.find((one) => one.sid === sid);

  for (const [path, filterOf] of [
    ["Calls", (sid: string) => ({ callSid: sid })],
    ["Conferences", (sid: string) => ({ conferenceSid: sid })],
  ] as const) {
    router.get(`/${path}/:owner/Recordings.json`, (request, response) => {
      const all = x.recordings.list(filterOf(request.params.owner));
      response.json(
        pageOf(
          request,
          "recordings",
          all.map((one) => recordingShape(x, one)),
        ),
      );
    });
    router.get(`/${path}/:owner/Recordings/:sid.json`, (request, response) => {
      const found = find(x.recordings.list(filterOf(request.params.owner)), request.params.sid);
      if (found === undefined) throw notFound(request.originalUrl);
      response.json(recordingShape(x, found));
    });
    router.post(`/${path}/:owner/Recordings/:sid.json`, (request, response) => {
      const found = find(x.recordings.list(filterOf(request.params.owner)), request.params.sid);
      response.json(update(found, formOf(request.body), request.originalUrl));
    });
    router.delete(`/${path}/:owner/Recordings/:sid.json`, (request, response) => {
      if (!x.recordings.remove(request.params.sid)) throw notFound(request.originalUrl);
      response.status(204).end();
    });
  }

  router.get("/Recordings.json", (request, response) => {
    const form = formOf(request.query);
    const all = x.recordings.list({
      callSid: form.text("CallSid"),
      conferenceSid: form.text("ConferenceSid"),
    });
    response.json(
      pageOf(
        request,
        "recordings",
        all.map((one) => recordingShape(x, one)),
      ),
    );
  });
  router.delete("/Recordings/:sid.json", (request, response) => {
    if (!x.recordings.remove(request.params.sid)) throw notFound(request.originalUrl);
    response.status(204).end();
  });
  router.get("/Recordings/:file", (request, response) => {
    const [, sid = "", kind] =
      /^(RE[0-9a-f]{32})(?:\.(json|wav|mp3))?$/.exec(request.params.file) ?? [];
    const record = x.recordings.get(sid);
    if (record === undefined) throw notFound(request.originalUrl);
    if (kind === "json") {
      response.json(recordingShape(x, record));
      return;
    }
    const wav = x.recordings.wav(sid);
    if (wav === undefined) throw notFound(request.originalUrl);
    // There is no MP3 encoder here; asking for one says so instead of sending something else.
    if (kind === "mp3")
      throw new RestProblem(406, 20_406, "This carrier keeps recordings as WAV only");
    response.type("audio/x-wav").send(Buffer.from(wav));
  });
  return router;
}
