import { z } from "zod";

/**
 * Every refusal a console or worker can receive, with its HTTP status. The list is closed:
 * a new code is a new line here, and the sentence says what happened, whether the caller is
 * affected, and what to do.
 */
export const problems = {
  bad_request: [
    400,
    "That request is not complete. Nothing was changed; reload the page and try again.",
  ],
  not_signed_in: [401, "You are signed out. Calls go on; sign in again to continue."],
  wrong_credentials: [401, "E-mail and password do not match. Check both and try again."],
  not_allowed: [403, "Your role does not include this. Ask an admin for the grant."],
  bad_signature: [
    403,
    "The carrier signature does not match. Check the auth token and the public URL.",
  ],
  not_found: [
    404,
    "There is nothing here that you can see. It may belong to someone else or be gone.",
  ],
  call_over: [409, "The call has ended. You find it in History."],
  already_taken: [409, "Somebody else has this call. The caller is being served; you can listen."],
  offer_gone: [409, "This ring is over: it was answered or withdrawn. The caller is being served."],
  already_on_call: [409, "You are on a call. Finish or hand it over before you take another."],
  wrong_state: [409, "That is not possible at this point of the call. Nothing was changed."],
  ticket_spent: [409, "The right to join this call has expired. Press the button again."],
  number_invalid: [
    422,
    "This is not a complete telephone number. Use the international form, such as +49 30 901820.",
  ],
  number_emergency: [422, "Emergency numbers cannot be dialled here. Use a telephone."],
  number_not_allowed: [
    422,
    "Calls to this country or kind of number are switched off. An admin can allow it.",
  ],
  no_test_caller: [
    422,
    "Test calls come from the local carrier, and none is running here. Call from a telephone.",
  ],
  no_own_number: [422, "Your organization has no number of its own, so nobody can call it yet."],
  too_large: [413, "That is too large. Nothing was stored; send less at once."],
  too_many_requests: [429, "That was too often in a short time. Wait a moment and try again."],
  carrier_refused: [502, "The carrier refused the request. The call is unchanged; try again."],
  worker_missing: [503, "No bot worker is connected. Callers hear an apology until one is back."],
  database_away: [
    503,
    "The database does not answer. Running calls go on; taking over works again when it is back.",
  ],
  internal: [500, "Something failed on our side. The call is not affected; try again."],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof problems;

export const problemCode = z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]);

export const problem = z.object({
  code: problemCode,
  message: z.string(),
  /** Names the winner of a race, the field at fault and so on; never a number or words spoken. */
  detail: z.string().optional(),
  /** Correlates with the log. */
  id: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

export function describe(code: ProblemCode, extra: { detail?: string; id?: string } = {}): Problem {
  return { code, message: problems[code][1], ...extra };
}

/** Every command is acknowledged with one of these. */
export type Ack<T = undefined> = { ok: true; data: T } | { ok: false; problem: Problem };
