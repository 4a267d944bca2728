import { Router } from "express";
import { dtmf } from "../audio/tones.ts";
import type { CallStatus } from "../switchboard/call-state.ts";
import { callParams } from "../switchboard/call-params.ts";
import { type Exchange, MAX_LIVE_CALLS } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import { placeCall } from "../switchboard/outgoing.ts";
import type { Source } from "../twiml/running.ts";
import { type Form, formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { RestProblem, badParameter, notFound, notInProgress } from "./problem.ts";
import { recordingWish } from "./recordings.ts";
import { callShape } from "./shapes.ts";

const MAX_TWIML_CHARS = 4_000;
const STATUSES: CallStatus[] = [
  "queued",
  "ringing",
  "in-progress",
  "completed",
  "busy",
  "no-answer",
  "failed",
  "canceled",
];

export function callRoutes(x: Exchange): Router {
  const router = Router();

  router.post("/Calls.json", (request, response) => {
    const form = formOf(request.body);
    const leg = startCall(x, form);
    response.status(201).json(callShape(x, leg.record()));
  });

  router.get("/Calls.json", (request, response) => {
    const form = formOf(request.query);
    const day = 24 * 3600 * 1000;
    const exact = form.instant("StartTime");
    const records = x.calls.list({
      to: form.text("To"),
      from: form.text("From"),
      parentCallSid: form.text("ParentCallSid"),
      status: form.has("Status") ? form.oneOf("Status", STATUSES, "queued") : undefined,
      startedAfter: exact ?? form.instant("StartTime>"),
      startedBefore: exact === undefined ? form.instant("StartTime<") : exact + day,
    });
    response.json(
      pageOf(
        request,
        "calls",
        records.map((record) => callShape(x, record)),
      ),
    );
  });

  router.get("/Calls/:sid.json", (request, response) => {
    const record = x.calls.get(request.params.sid);
    if (record === undefined) throw notFound(request.originalUrl);
    response.json(callShape(x, record));
  });

  router.post("/Calls/:sid.json", (request, response) => {
    const { sid } = request.params;
    if (x.calls.get(sid) === undefined) throw notFound(request.originalUrl);
    const leg = x.legs.get(sid);
    if (leg === undefined) throw notInProgress();
    updateCall(x, leg, formOf(request.body));
    response.json(callShape(x, x.calls.get(sid) ?? leg.record()));
  });
  return router;
}

/** The document a request names: by address, as text, or of an application. Throws 21205, 32018, 20001. */
function documentOf(x: Exchange, form: Form): Source | undefined {
  const twiml = form.text("Twiml");
  const url = form.url("Url");
  if (twiml !== undefined && url !== undefined)
    throw badParameter("Twiml", "give either Url or Twiml");
  if (twiml !== undefined) {
    if (twiml.length > MAX_TWIML_CHARS)
      throw new RestProblem(400, 32_018, "Twiml parameter is too long");
    return { from: "text", twiml };
  }
  if (url !== undefined) return { from: "url", url, method: form.method("Method") };
  const application = x.applications.get(form.text("ApplicationSid") ?? "");
  if (form.has("ApplicationSid") && application === undefined)
    throw new RestProblem(400, 21_218, "ApplicationSid is not valid");
  return application === undefined
    ? undefined
    : { from: "url", url: application.voiceUrl, method: application.voiceMethod };
}

/** Refusals of addresses, as the carrier words them. Throws `RestProblem`. */
export function checkAddresses(x: Exchange, to: string, from: string): void {
  const callable =
    /^\+[1-9]\d{6,14}$/.test(to) || /^client:[\w.@-]{1,256}$/.test(to) || to.startsWith("sip:");
  if (!callable) throw new RestProblem(400, 21_211, "Invalid 'To' Phone Number");
  const owned =
    from.startsWith("client:") || [...x.numbers.values()].some((number) => number.e164 === from);
  if (!owned) throw new RestProblem(400, 21_210, "'From' phone number not verified");
  if (x.legs.size >= MAX_LIVE_CALLS)
    throw new RestProblem(429, 20_429, "Too many concurrent calls");
}

function startCall(x: Exchange, form: Form): Leg {
  if (!form.has("To")) throw new RestProblem(400, 21_201, "No 'To' number is specified");
  if (!form.has("From")) throw new RestProblem(400, 21_213, "'From' phone number is required");
  const [to, from] = [form.required("To"), form.required("From")];
  checkAddresses(x, to, from);
  const source = documentOf(x, form);
  if (source === undefined) throw new RestProblem(400, 21_205, "Url parameter is required");
  const fallback = form.url("FallbackUrl");
  // Everything is read before anybody is rung: a refusal must reach whoever asked.
  const onAnswer = planOfAnswer(x, form, source);
  const { leg, outcome } = placeCall(x, {
    to,
    from,
    direction: "outbound-api",
    timeoutMs: form.count("Timeout", 60, 1, 600) * 1000,
    statusCallback: form.statusCallback("StatusCallback", ["completed"]),
    fallback:
      fallback === undefined ? undefined : { url: fallback, method: form.method("FallbackMethod") },
  });
  void outcome.then((result) => {
    if (result === "answered") onAnswer(leg);
  });
  return leg;
}

function planOfAnswer(x: Exchange, form: Form, source: Source): (leg: Leg) => void {
  const limit = timeLimit(form);
  const recording = form.flag("Record", false) ? recordingWish(form, "OutboundAPI") : undefined;
  const detect = machineDetection(x, form);
  const digits = form.text("SendDigits")?.slice(0, 32);
  return (leg) => {
    limit(leg);
    if (recording !== undefined) x.recordings.startOnLeg(leg, recording);
    detect(leg);
    if (digits === undefined) return x.run(leg, source);
    void leg
      .sound()
      .play(dtmf(digits))
      .done.then(() => x.run(leg, source));
  };
}

function timeLimit(form: Form): (leg: Leg) => void {
  if (!form.has("TimeLimit")) return () => undefined;
  const seconds = form.count("TimeLimit", 14_400, 1, 86_400);
  return (leg) => {
    const timer = setTimeout(() => leg.finish("completed"), seconds * 1000);
    leg.ended.addEventListener("abort", () => clearTimeout(timer), { once: true });
  };
}

/** Everybody here is a person; detection says so after the time it would have taken. */
function machineDetection(x: Exchange, form: Form): (leg: Leg) => void {
  const asked = ["Enable", "DetectMessageEnd"].includes(form.text("MachineDetection") ?? "");
  if (!asked || form.has("SendDigits")) return () => undefined;
  const url = form.flag("AsyncAmd", false) ? form.url("AsyncAmdStatusCallback") : undefined;
  const method = form.method("AsyncAmdStatusCallbackMethod");
  return (leg) => {
    leg.amend({ answeredBy: "human" });
    if (url === undefined) return;
    const { CallSid = "", AccountSid = "" } = callParams(leg.record());
    const params = { CallSid, AccountSid, AnsweredBy: "human", MachineDetectionDuration: "2400" };
    x.post.send(leg.sid, { url, method, params });
  };
}

function updateCall(x: Exchange, leg: Leg, form: Form): void {
  const source = documentOf(x, form);
  const { status } = leg.record();
  if (form.has("Status")) {
    const wanted = form.oneOf("Status", ["completed", "canceled"], "completed");
    // Canceling is for calls nobody has answered; completing ends any.
    if (wanted === "canceled" && status === "in-progress") throw notInProgress();
    leg.finish(wanted);
    return;
  }
  const fallback = form.url("FallbackUrl");
  const callback = form.statusCallback("StatusCallback", ["completed"]);
  timeLimit(form)(leg);
  if (source === undefined) return;
  if (status !== "in-progress") throw notInProgress();
  if (fallback !== undefined)
    leg.fallback = { url: fallback, method: form.method("FallbackMethod") };
  // A callback given without a new document reportedly has no effect; here it has none either.
  if (callback !== undefined) leg.statusCallback = callback;
  x.run(leg, source);
}
