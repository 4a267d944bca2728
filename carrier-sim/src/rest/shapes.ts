import { API_VERSION } from "../switchboard/call-params.ts";
import { type CallRecord, durationSeconds, isOver, priceOf } from "../switchboard/call-state.ts";
import type { ConferenceState, Member } from "../switchboard/conference-words.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Queue, QueueMember } from "../switchboard/queues.ts";
import type { RecordingRecord } from "../switchboard/recordings.ts";
import { rfc2822 } from "./page.ts";

/** The carrier's JSON, field by field. */

export const rootOf = (x: Exchange): string => `/${API_VERSION}/Accounts/${x.account.sid}`;

const dates = (createdAt: number, updatedAt: number) => ({
  date_created: rfc2822(createdAt),
  date_updated: rfc2822(updatedAt),
});

export function callShape(x: Exchange, call: CallRecord): object {
  const base = `${rootOf(x)}/Calls/${call.sid}`;
  const price = priceOf(call, x.prices, Date.now());
  return {
    sid: call.sid,
    account_sid: call.accountSid,
    parent_call_sid: call.parentCallSid ?? null,
    to: call.to,
    to_formatted: call.to,
    from: call.from,
    from_formatted: call.from,
    phone_number_sid: call.phoneNumberSid ?? null,
    status: call.status,
    start_time: rfc2822(call.answeredAt ?? (isOver(call.status) ? call.createdAt : undefined)),
    end_time: rfc2822(call.endedAt),
    duration: isOver(call.status) ? String(durationSeconds(call)) : null,
    price,
    price_unit: x.prices.unit,
    direction: call.direction,
    answered_by: call.answeredBy ?? null,
    api_version: API_VERSION,
    forwarded_from: null,
    caller_name: null,
    group_sid: null,
    queue_time: String(Math.round(call.queueTimeMs)),
    trunk_sid: null,
    annotation: null,
    ...dates(call.createdAt, call.updatedAt),
    uri: `${base}.json`,
    subresource_uris: Object.fromEntries(
      ["notifications", "recordings", "streams", "transcriptions"].map((name) => [
        name,
        `${base}/${capital(name)}.json`,
      ]),
    ),
  };
}

const capital = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

export function conferenceShape(x: Exchange, conference: ConferenceState): object {
  const base = `${rootOf(x)}/Conferences/${conference.sid}`;
  return {
    sid: conference.sid,
    account_sid: x.account.sid,
    friendly_name: conference.friendlyName,
    region: "us1",
    status: conference.status,
    api_version: API_VERSION,
    reason_conference_ended: conference.reasonEnded ?? null,
    call_sid_ending_conference: conference.callSidEnding ?? null,
    ...dates(conference.createdAt, conference.updatedAt),
    uri: `${base}.json`,
    subresource_uris: {
      participants: `${base}/Participants.json`,
      recordings: `${base}/Recordings.json`,
    },
  };
}

export function participantShape(
  x: Exchange,
  conferenceSid: string,
  member: Omit<Member, "joinedAt"> & { joinedAt?: number },
  status: string,
): object {
  const at = member.joinedAt ?? Date.now();
  return {
    account_sid: x.account.sid,
    call_sid: member.callSid,
    conference_sid: conferenceSid,
    label: member.label ?? null,
    muted: member.muted,
    hold: member.hold,
    coaching: member.coaching,
    call_sid_to_coach:
      member.callSidToCoach === undefined || member.callSidToCoach === ""
        ? null
        : member.callSidToCoach,
    start_conference_on_enter: member.startOnEnter,
    end_conference_on_exit: member.endOnExit,
    status,
    queue_time: "0",
    ...dates(at, at),
    uri: `${rootOf(x)}/Conferences/${conferenceSid}/Participants/${member.callSid}.json`,
  };
}

export function recordingShape(x: Exchange, recording: RecordingRecord): object {
  const path = `${rootOf(x)}/Recordings/${recording.sid}`;
  const seconds =
    recording.durationMs === undefined ? null : String(Math.round(recording.durationMs / 1000));
  return {
    sid: recording.sid,
    account_sid: x.account.sid,
    call_sid: recording.callSid,
    conference_sid: recording.conferenceSid ?? null,
    start_time: rfc2822(recording.startedAt),
    duration: seconds,
    channels: recording.channels,
    source: recording.source,
    status: recording.status,
    error_code: null,
    price: null,
    price_unit: x.prices.unit,
    api_version: API_VERSION,
    encryption_details: null,
    track: "both",
    media_url: `${x.baseUrl()}${path}`,
    ...dates(recording.startedAt, recording.updatedAt),
    uri: `${path}.json`,
    subresource_uris: { transcriptions: `${path}/Transcriptions.json` },
  };
}

export function queueShape(x: Exchange, queue: Queue): object {
  const path = `${rootOf(x)}/Queues/${queue.sid}`;
  return {
    sid: queue.sid,
    account_sid: x.account.sid,
    friendly_name: queue.friendlyName,
    current_size: queue.members.length,
    max_size: queue.maxSize,
    average_wait_time: queue.served === 0 ? 0 : Math.round(queue.waitedSeconds / queue.served),
    ...dates(queue.createdAt, queue.updatedAt),
    uri: `${path}.json`,
    subresource_uris: { members: `${path}/Members.json` },
  };
}

export function queueMemberShape(x: Exchange, queue: Queue, member: QueueMember): object {
  return {
    call_sid: member.leg.sid,
    queue_sid: queue.sid,
    position: queue.members.indexOf(member) + 1,
    wait_time: Math.floor((Date.now() - member.enqueuedAt) / 1000),
    date_enqueued: rfc2822(member.enqueuedAt),
    uri: `${rootOf(x)}/Queues/${queue.sid}/Members/${member.leg.sid}.json`,
  };
}
