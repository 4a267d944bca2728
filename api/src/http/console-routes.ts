import { json, Router, type Request, type RequestHandler } from "express";
import { rateLimit } from "express-rate-limit";
import {
  callsQuery,
  describe,
  requestPatch,
  requestsQuery,
  type ConsoleConfig,
  type Playback,
  type RecordingView,
  type TestCallChoices,
  type VoiceToken,
} from "@patchbay/contracts";
import { z } from "zod";
import { AppError } from "../domain/errors.ts";
import type { Person } from "../domain/person.ts";
import { storable } from "../domain/storable.ts";
import type { PersonalDesk } from "../ports/memory.ts";
import { playbackLink, playbackRoutes, type PlaybackDeps } from "./playback.ts";
import { signedIn, visitorOf, type Doorkeeper } from "./signed-in.ts";

export interface ConsoleRouteDeps {
  config: ConsoleConfig;
  people: Doorkeeper;
  playback: PlaybackDeps;
  voiceToken(person: Person): VoiceToken;
  testCallChoices(): Promise<TestCallChoices>;
}

const id = z.uuid();

function idOf(request: Request): string {
  const parsed = id.safeParse(request.params["id"]);
  if (!parsed.success) throw new AppError("not_found");
  return parsed.data;
}

function valid<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (!parsed.success)
    throw new AppError("bad_request", {
      detail: parsed.error.issues
        .map((issue) => issue.path.join("."))
        .join(", ")
        .slice(0, 200),
    });
  return parsed.data;
}

const perPerson = (limit: number, windowMs: number): RequestHandler =>
  rateLimit({
    limit,
    windowMs,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    keyGenerator: (request) => visitorOf(request).person.userId,
    handler: (_request, response) => response.status(429).json(describe("too_many_requests")),
  });

/** Everything under /api that a browser asks for. */
export function consoleRoutes(deps: ConsoleRouteDeps): Router {
  const router = Router();
  router.get("/config", (_request, response) =>
    response.set("Cache-Control", "no-store").json(deps.config),
  );
  router.use("/recordings", playbackRoutes(deps.playback));

  router.use(signedIn(deps.people), perPerson(600, 60_000), json({ limit: "64kb" }));
  router.use((_request, response, next) => {
    response.set("Cache-Control", "no-store");
    next();
  });
  router.get("/me", (request, response) => {
    const { expiresAt: _expiresAt, ...me } = visitorOf(request).person;
    response.json(me);
  });
  router.post("/voice/token", perPerson(30, 60_000), (request, response) => {
    response.json(deps.voiceToken(visitorOf(request, "calls.take").person));
  });
  router.get("/calls", async (request, response) => {
    response.json(
      await visitorOf(request, "calls.view").desk.listCalls(valid(callsQuery, request.query)),
    );
  });
  router.get("/calls/:id", async (request, response) => {
    const call = await visitorOf(request, "calls.view").desk.readCall(idOf(request));
    if (!call) throw new AppError("not_found");
    response.json(call);
  });
  router.post("/recordings/:id/playback", async (request, response) => {
    const { person, desk } = visitorOf(request, "recordings.play");
    const recording = await recordingFor(desk, idOf(request));
    const link = await playbackLink(deps.playback.secret, person.userId, recording.id);
    response.json({ ...link, recording } satisfies Playback);
  });
  router.get("/requests", async (request, response) => {
    response.json(
      await visitorOf(request, "calls.view").desk.listRequests(valid(requestsQuery, request.query)),
    );
  });
  router.patch("/requests/:id", async (request, response) => {
    const changed = await visitorOf(request, "requests.edit").desk.patchRequest(
      idOf(request),
      valid(requestPatch, storable(request.body)),
    );
    if (!changed) throw new AppError("not_found");
    response.json(changed);
  });
  router.get("/booth", async (request, response) => {
    visitorOf(request, "calls.view");
    response.json(await deps.testCallChoices());
  });
  router.use(() => {
    throw new AppError("not_found");
  });
  return router;
}

async function recordingFor(desk: PersonalDesk, recordingId: string): Promise<RecordingView> {
  const recording = await desk.readRecording(recordingId);
  if (!recording || recording.status !== "ready") throw new AppError("not_found");
  return recording;
}
