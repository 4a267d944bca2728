import { urlencoded, type Request, type RequestHandler, type Response } from "express";
import { rateLimit } from "express-rate-limit";
import type { Logger } from "pino";
import type { CarrierWords } from "../ports.ts";
import { hasWholeNames } from "./carrier-names.ts";

/** Of a carrier's account: far more than its calls need, far less than would hurt us. */
const REQUESTS_A_SECOND = 200;
/** Strangers may knock as often as they like; the log is not theirs to fill. */
const SAY_EVERY_MS = 1000;

export type CarrierParams = Record<string, string>;

/** The fields of a request that was let in. */
export const paramsOf = (request: Request): CarrierParams => readParams(request.body);

function readParams(body: unknown): CarrierParams {
  if (typeof body !== "object" || body === null) return {};
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      typeof value === "string" ? value : Array.isArray(value) ? value.join("") : "",
    ]),
  );
}

export const sendXml = (response: Response, body: string): void => {
  response.type("text/xml").send(body);
};

/** A person who opens the address in a browser is told what it is. */
export function plainLine(build: string): RequestHandler {
  return (_request, response) => {
    response.type("text/plain").send(`Patchbay carrier webhook: POST only, build ${build}\n`);
  };
}

/** Lets in what the carrier signed, and nothing else. */
export function carrierDoor(deps: { words: CarrierWords; log: Logger }): RequestHandler[] {
  let refusals = 0;
  let saidAt = 0;
  return [
    urlencoded({ extended: false, limit: "64kb", parameterLimit: 200 }),
    (request, response, next) => {
      const params = readParams(request.body);
      const isTheirs = deps.words.isSigned({
        path: request.originalUrl,
        signature: request.header("X-Twilio-Signature"),
        params,
      });
      if (isTheirs && hasWholeNames(params)) return next();
      refusals += 1;
      if (Date.now() - saidAt >= SAY_EVERY_MS) {
        // Not the path, which is a stranger's to choose.
        deps.log.warn({ refusals }, "carrier requests were refused: not signed by it");
        [refusals, saidAt] = [0, Date.now()];
      }
      response.status(403).type("text/plain").send("The signature does not match.\n");
    },
    rateLimit({
      windowMs: 1000,
      limit: REQUESTS_A_SECOND,
      standardHeaders: "draft-8",
      legacyHeaders: false,
      validate: false,
      keyGenerator: (request) => paramsOf(request)["AccountSid"] ?? "",
    }),
    (request, response, next) => {
      const startedAt = performance.now();
      response.on("finish", () =>
        // Of the query only our own names; numbers and words stay in the body, which is not logged.
        deps.log.info(
          {
            route: request.path,
            call: typeof request.query["call"] === "string" ? request.query["call"] : undefined,
            step: typeof request.query["step"] === "string" ? request.query["step"] : undefined,
            status: response.statusCode,
            ms: Math.round(performance.now() - startedAt),
          },
          "carrier request",
        ),
      );
      next();
    },
  ];
}
