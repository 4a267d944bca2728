import { Router } from "express";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import type { TranscriptionRecord } from "../switchboard/transcriptions.ts";
import type { StreamRecord } from "../streams/streams.ts";
import { checkSocketAddress } from "../streams/socket-address.ts";
import { type Form, formOf } from "./form.ts";
import { rfc2822 } from "./page.ts";
import { RestProblem, badParameter, notFound, notInProgress } from "./problem.ts";
import { rootOf } from "./shapes.ts";

const TRACKS = ["inbound_track", "outbound_track", "both_tracks"] as const;

/** Streams and transcriptions of running calls. Both answer 200 on creation, unlike every other resource. */
export function streamRoutes(x: Exchange): Router {
  const router = Router();
  const liveLeg = (sid: string, path: string): Leg => {
    if (x.calls.get(sid) === undefined) throw notFound(path);
    const leg = x.legs.get(sid);
    if (leg?.answered() !== true) throw notInProgress();
    return leg;
  };
  const shape = (
    kind: "Streams" | "Transcriptions",
    record: StreamRecord | TranscriptionRecord,
  ): object => ({
    sid: record.sid,
    account_sid: x.account.sid,
    call_sid: record.callSid,
    name: record.name,
    status: record.status,
    date_updated: rfc2822(record.updatedAt),
    uri: `${rootOf(x)}/Calls/${record.callSid}/${kind}/${record.sid}.json`,
  });
  const mustStop = (form: Form): void => {
    if (form.text("Status") !== "stopped") throw badParameter("Status", "stopped");
  };

  router.post("/Calls/:call/Streams.json", (request, response) => {
    const leg = liveLeg(request.params.call, request.originalUrl);
    const form = formOf(request.body);
    const url = form.required("Url");
    const address = checkSocketAddress(url);
    if (!address.ok) throw new RestProblem(400, address.code, address.message);
    const statusCallback = form.url("StatusCallback");
    const record = x.streams.fork(leg, {
      url,
      name: form.text("Name"),
      track: form.oneOf("Track", TRACKS, "inbound_track"),
      params: numberedParameters(form),
      statusCallback:
        statusCallback === undefined
          ? undefined
          : { url: statusCallback, method: form.method("StatusCallbackMethod") },
    });
    if (record === undefined)
      throw new RestProblem(400, 31_941, "Too many streamed tracks on this call");
    response.status(200).json(shape("Streams", record));
  });
  router.post("/Calls/:call/Streams/:key.json", (request, response) => {
    mustStop(formOf(request.body));
    const leg = x.legs.get(request.params.call);
    const record = leg === undefined ? undefined : x.streams.stop(leg, request.params.key);
    if (record === undefined) throw notFound(request.originalUrl);
    response.json(shape("Streams", record));
  });

  router.post("/Calls/:call/Transcriptions.json", (request, response) => {
    const leg = liveLeg(request.params.call, request.originalUrl);
    const form = formOf(request.body);
    const url = form.url("StatusCallbackUrl");
    const record = x.transcriptions.start(leg, {
      name: form.text("Name"),
      track: form.oneOf("Track", TRACKS, "both_tracks"),
      languageCode: form.text("LanguageCode") ?? "en-US",
      partialResults: form.flag("PartialResults", false),
      statusCallback:
        url === undefined ? undefined : { url, method: form.method("StatusCallbackMethod") },
    });
    response.status(200).json(shape("Transcriptions", record));
  });
  router.post("/Calls/:call/Transcriptions/:key.json", (request, response) => {
    mustStop(formOf(request.body));
    const leg = x.legs.get(request.params.call);
    const record = leg === undefined ? undefined : x.transcriptions.stop(leg, request.params.key);
    if (record === undefined) throw notFound(request.originalUrl);
    response.json(shape("Transcriptions", record));
  });
  return router;
}

/** `Parameter1.Name`, `Parameter1.Value`, up to 99. */
function numberedParameters(form: Form): Record<string, string> {
  const params: Record<string, string> = {};
  for (let number = 1; number <= 99; number += 1) {
    const name = form.text(`Parameter${number}.Name`);
    if (name !== undefined) params[name] = form.text(`Parameter${number}.Value`) ?? "";
  }
  return params;
}
