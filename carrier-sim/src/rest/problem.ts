import type { ErrorRequestHandler, Response } from "express";

/** A refusal as the carrier words it. Thrown by routes, answered by `answerProblem`. */
export class RestProblem extends Error {
  override readonly name = "RestProblem";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const notFound = (path: string): RestProblem =>
  new RestProblem(404, 20_404, `The requested resource ${path} was not found`);

export const badParameter = (name: string, why: string): RestProblem =>
  new RestProblem(400, 20_001, `Invalid parameter ${name}: ${why}`);

export const notInProgress = (): RestProblem =>
  new RestProblem(400, 21_220, "Call is not in-progress. Cannot redirect.");

export function sendProblem(response: Response, problem: RestProblem): void {
  response.status(problem.status).json({
    code: problem.code,
    message: problem.message,
    more_info: `https://www.twilio.com/docs/errors/${problem.code}`,
    status: problem.status,
  });
}

/** The last handler of the REST routes. What it does not know is the carrier's own fault: 20500. */
export const answerProblem: ErrorRequestHandler = (error, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof RestProblem) return sendProblem(response, error);
  const status: unknown = error instanceof Error && "status" in error ? error.status : undefined;
  const tooLarge = status === 413;
  sendProblem(
    response,
    tooLarge
      ? new RestProblem(413, 20_413, "Request body too large")
      : new RestProblem(500, 20_500, "An internal server error has occurred"),
  );
};
