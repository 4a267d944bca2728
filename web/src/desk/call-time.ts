import type { CallView } from "@patchbay/contracts";

/** Where the call's own clock stands now, in ms from answer; 0 before that. */
export function callTimeMs(call: CallView, skewMs: number, now: number): number {
  if (call.answeredAt === null) return 0;
  const end = call.endedAt === null ? now + skewMs : Date.parse(call.endedAt);
  return Math.max(0, end - Date.parse(call.answeredAt));
}
