import type { CallRecord, CallStatus } from "./call-state.ts";

export const API_VERSION = "2010-04-01";

/** The parameters every voice request carries. Geography is sent empty, as the wire does for numbers it cannot place. */
export function callParams(
  record: CallRecord,
  status: CallStatus | "initiated" = record.status,
): Record<string, string> {
  return {
    CallSid: record.sid,
    AccountSid: record.accountSid,
    From: record.from,
    To: record.to,
    CallStatus: status,
    ApiVersion: API_VERSION,
    Direction: record.direction,
    Caller: record.from,
    Called: record.to,
    ...geography(record),
    ...(record.parentCallSid === undefined ? {} : { ParentCallSid: record.parentCallSid }),
    ...(record.applicationSid === undefined ? {} : { ApplicationSid: record.applicationSid }),
    ...(record.answeredBy === undefined ? {} : { AnsweredBy: record.answeredBy }),
    ...(record.direction === "inbound" && record.from.startsWith("+")
      ? { StirVerstat: "TN-Validation-Passed-A" }
      : {}),
  };
}

function geography(record: CallRecord): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [side, address] of [
    ["From", record.from],
    ["Caller", record.from],
    ["To", record.to],
    ["Called", record.to],
  ] as const) {
    if (!address.startsWith("+")) continue;
    for (const part of ["City", "State", "Zip", "Country"]) fields[side + part] = "";
  }
  return fields;
}
