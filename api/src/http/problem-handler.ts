import { randomUUID } from "node:crypto";
import type { ErrorRequestHandler } from "express";
import { describe, problems, type Problem, type ProblemCode } from "@patchbay/contracts";
import type { Logger } from "pino";
import { AppError } from "../domain/errors.ts";

/** What body parsers and routers throw for a client's fault carries a 4xx status. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof AppError) return error.code;
  const status =
    typeof error === "object" && error !== null && "status" in error ? error.status : undefined;
  if (status === 413) return "too_large";
  if (status === 404) return "not_found";
  return typeof status === "number" && status >= 400 && status < 500 ? "bad_request" : "internal";
}

/** The one place where a failure becomes a reply. The id in the reply finds the line in the log. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    const code = codeOf(error);
    const id = randomUUID().slice(0, 8);
    const status = problems[code][0];
    // Only the route's pattern and the error's own name: paths and bodies may hold numbers.
    if (status >= 500)
      log.error(
        { problem: code, id, route: request.route?.path ?? request.baseUrl, error: nameOf(error) },
        "a request failed",
      );
    if (response.headersSent) return next(error);
    const problem: Problem = describe(code, {
      id,
      ...(error instanceof AppError && error.detail !== undefined ? { detail: error.detail } : {}),
    });
    response.status(status).json(problem);
  };
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const cause = error.cause instanceof Error ? ` < ${error.cause.name}` : "";
  return `${error.name}${cause} ${error.stack?.split("\n")[1]?.trim() ?? ""}`;
}
