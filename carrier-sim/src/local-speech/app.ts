import express, { type ErrorRequestHandler, type Express, type RequestHandler } from "express";
import type { VoiceBank } from "../ports.ts";
import { hearingRoutes } from "./hearing-routes.ts";
import type { KnownLines } from "./known-lines.ts";
import { refuse } from "./refuse.ts";
import type { SpokenClips } from "./spoken-clips.ts";
import { voiceRoutes } from "./voice-routes.ts";

export interface SpeechParts {
  voices: VoiceBank;
  lines: KnownLines;
  spoken: SpokenClips;
}

/** Requests in hand, each with at most 5 MB: what comes beyond them is told to come again. */
const MAX_AT_ONCE = 16;

/** The HTTP face of the local recogniser and voice, not listening. */
export function createSpeechApp(parts: SpeechParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.use(forPrograms);
  app.get("/healthz", (_request, response) => void response.json({ ok: true }));
  app.use(atMost(MAX_AT_ONCE));
  app.use(hearingRoutes(parts));
  app.use(voiceRoutes(parts));
  app.use((_request, response) => refuse(response, 404, "There is nothing at this address."));
  app.use(inWords);
  return app;
}

/** Pages have no business here, of whatever origin, nor one that gave its own name our address. */
const forPrograms: RequestHandler = ({ headers }, response, next) => {
  const named = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i.test(headers.host ?? "");
  if (named && headers.origin === undefined) return next();
  refuse(response, 403, "The local recogniser answers to programs of this machine only.");
};

function atMost(most: number): RequestHandler {
  let inHand = 0;
  return (_request, response, next) => {
    if (inHand >= most) {
      response.set("Retry-After", "1");
      return refuse(response, 503, "Too many requests at once: come again.");
    }
    inHand += 1;
    response.once("close", () => (inHand -= 1));
    next();
  };
}

/** Bodies that are too large or no JSON, and whatever else goes wrong; never with the words of a body. */
const inWords: ErrorRequestHandler = (error: unknown, _request, response, next) => {
  if (response.headersSent) return next(error);
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status === 413) return refuse(response, 413, "The body is too large.");
  if (status >= 400 && status < 500) return refuse(response, 400, "The body cannot be read.");
  refuse(response, 500, "The local recogniser failed.");
};
