import type { SpeechFault } from "../../ports/speech.ts";

/** What an HTTP status says of the next try. */
export function faultOfStatus(status: number): SpeechFault {
  if (status === 408) return "silent";
  if (status === 429 || status >= 500) return "overloaded";
  return status >= 400 ? "refused" : "garbage";
}

/** Closed because of what we are or sent: RFC 6455's 1002–1003 and 1007–1010, IANA's 3000 and 3003. */
const REFUSALS: ReadonlySet<number> = new Set([1002, 1003, 1007, 1008, 1009, 1010, 3000, 3003]);
/** 1012 and 1013: the service restarts, or asks to come back later. */
const OVERLOADS: ReadonlySet<number> = new Set([1012, 1013, 4029]);

/** What a socket's close code says; codes from 4000 on are the vendor's own and follow HTTP's by habit. */
export function faultOfClose(code: number): SpeechFault {
  if (OVERLOADS.has(code)) return "overloaded";
  if (REFUSALS.has(code)) return "refused";
  return code >= 4000 && code < 4500 ? "refused" : "cut";
}
