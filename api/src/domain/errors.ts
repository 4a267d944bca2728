import { problems, type ProblemCode } from "@patchbay/contracts";

/** A failure with a name from the closed list; becomes an HTTP status or a refused acknowledgement. */
export class AppError extends Error {
  override name = "AppError";
  readonly code: ProblemCode;
  readonly detail: string | undefined;

  constructor(code: ProblemCode, options: { detail?: string; cause?: unknown } = {}) {
    super(problems[code][1], { cause: options.cause });
    this.code = code;
    this.detail = options.detail;
  }
}

/** A carrier, model or store that did not do what it was asked; `retryable` says whether asking again may help. */
export class ProviderError extends Error {
  override name = "ProviderError";
  readonly retryable: boolean;

  constructor(message: string, options: { retryable: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.retryable = options.retryable;
  }
}
