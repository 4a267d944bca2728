import { Router } from "express";
import type { PhoneNumber, TwimlApplication } from "../config.ts";
import { API_VERSION } from "../switchboard/call-params.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import { newSid } from "../switchboard/sid.ts";
import { type Form, formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { RestProblem, notFound } from "./problem.ts";
import { rootOf } from "./shapes.ts";

const MAX_NUMBERS = 500;

/** The account itself, its numbers and its TwiML applications. Changes last as long as the process. */
export function numberRoutes(x: Exchange): Router {
  const router = Router();

  const numberShape = (number: PhoneNumber): object => ({
    sid: number.sid,
    account_sid: x.account.sid,
    friendly_name: number.friendlyName,
    phone_number: number.e164,
    voice_url: number.voiceUrl,
    voice_method: number.voiceMethod,
    voice_fallback_url: number.voiceFallbackUrl ?? null,
    voice_fallback_method: "POST",
    status_callback: number.statusCallback ?? null,
    status_callback_method: "POST",
    capabilities: { voice: true, sms: false, mms: false, fax: false },
    status: "in-use",
    origin: "twilio",
    beta: false,
    api_version: API_VERSION,
    uri: `${rootOf(x)}/IncomingPhoneNumbers/${number.sid}.json`,
  });
  const applicationShape = (application: TwimlApplication): object => ({
    sid: application.sid,
    account_sid: x.account.sid,
    friendly_name: application.friendlyName,
    voice_url: application.voiceUrl,
    voice_method: application.voiceMethod,
    voice_fallback_url: application.voiceFallbackUrl ?? null,
    status_callback: application.statusCallback ?? null,
    api_version: API_VERSION,
    uri: `${rootOf(x)}/Applications/${application.sid}.json`,
  });
  /** What numbers and applications have in common and REST may change. An empty value unsets. */
  const changes = (form: Form) => ({
    ...(form.has("FriendlyName") ? { friendlyName: form.text("FriendlyName") ?? "" } : {}),
    ...(form.has("VoiceUrl") ? { voiceUrl: form.url("VoiceUrl") ?? "" } : {}),
    ...(form.has("VoiceMethod") ? { voiceMethod: form.method("VoiceMethod") } : {}),
    ...(form.has("VoiceFallbackUrl") ? { voiceFallbackUrl: form.url("VoiceFallbackUrl") } : {}),
    ...(form.has("StatusCallback") ? { statusCallback: form.url("StatusCallback") } : {}),
  });

  router.get("/IncomingPhoneNumbers.json", (request, response) => {
    const wanted = formOf(request.query).text("PhoneNumber");
    const found = [...x.numbers.values()].filter(
      (number) => wanted === undefined || number.e164.includes(wanted),
    );
    response.json(pageOf(request, "incoming_phone_numbers", found.map(numberShape)));
  });
  router.post("/IncomingPhoneNumbers.json", (request, response) => {
    const form = formOf(request.body);
    const e164 = form.required("PhoneNumber");
    const taken = [...x.numbers.values()].some((number) => number.e164 === e164);
    if (!/^\+[1-9]\d{6,14}$/.test(e164) || taken || x.numbers.size >= MAX_NUMBERS) {
      throw new RestProblem(400, 21_421, "PhoneNumber is invalid or not available");
    }
    const number: PhoneNumber = {
      sid: newSid("PN"),
      e164,
      friendlyName: e164,
      voiceUrl: "",
      voiceMethod: "POST",
      ...changes(form),
    };
    x.numbers.set(number.sid, number);
    response.status(201).json(numberShape(number));
  });
  router.get("/IncomingPhoneNumbers/:sid.json", (request, response) => {
    const number = x.numbers.get(request.params.sid);
    if (number === undefined) throw notFound(request.originalUrl);
    response.json(numberShape(number));
  });
  router.post("/IncomingPhoneNumbers/:sid.json", (request, response) => {
    const number = x.numbers.get(request.params.sid);
    if (number === undefined) throw notFound(request.originalUrl);
    const changed = { ...number, ...changes(formOf(request.body)) };
    x.numbers.set(number.sid, changed);
    response.json(numberShape(changed));
  });
  router.delete("/IncomingPhoneNumbers/:sid.json", (request, response) => {
    if (!x.numbers.delete(request.params.sid)) throw notFound(request.originalUrl);
    response.status(204).end();
  });

  router.get("/Applications.json", (request, response) => {
    const name = formOf(request.query).text("FriendlyName");
    const found = [...x.applications.values()].filter(
      (one) => name === undefined || one.friendlyName === name,
    );
    response.json(pageOf(request, "applications", found.map(applicationShape)));
  });
  router.post("/Applications.json", (request, response) => {
    if (x.applications.size >= MAX_NUMBERS)
      throw new RestProblem(400, 21_000, "Too many applications");
    const application: TwimlApplication = {
      sid: newSid("AP"),
      friendlyName: "",
      voiceUrl: "",
      voiceMethod: "POST",
      ...changes(formOf(request.body)),
    };
    x.applications.set(application.sid, application);
    response.status(201).json(applicationShape(application));
  });
  router.get("/Applications/:sid.json", (request, response) => {
    const application = x.applications.get(request.params.sid);
    if (application === undefined) throw notFound(request.originalUrl);
    response.json(applicationShape(application));
  });
  router.post("/Applications/:sid.json", (request, response) => {
    const application = x.applications.get(request.params.sid);
    if (application === undefined) throw notFound(request.originalUrl);
    const changed = { ...application, ...changes(formOf(request.body)) };
    x.applications.set(application.sid, changed);
    response.json(applicationShape(changed));
  });
  router.delete("/Applications/:sid.json", (request, response) => {
    if (!x.applications.delete(request.params.sid)) throw notFound(request.originalUrl);
    response.status(204).end();
  });
  return router;
}
