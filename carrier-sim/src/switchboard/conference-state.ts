import type {
  Member,
  ConferenceState,
  MemberChange,
  ConferenceEvent,
  ConferenceEffect,
  ConferenceStep,
} from "./conference-words.ts";

export function newConference(sid: string, friendlyName: string, at: number): ConferenceState {
  return {
    sid,
    friendlyName,
    status: "init",
    members: [],
    sequence: 1,
    createdAt: at,
    updatedAt: at,
  };
}

/** Who is in a conference and what the carrier tells about it. Pure: performing the effects is `conference-room.ts`'s. */
export function transition(state: ConferenceState, event: ConferenceEvent): ConferenceStep {
  if (state.status === "completed") return { state, effects: [] };
  const draft: Draft = { state: { ...state, updatedAt: event.at }, effects: [] };
  switch (event.type) {
    case "join":
      return join(draft, event);
    case "leave":
      return leave(draft, event);
    case "change":
      return change(draft, event.callSid, event.change);
    case "end":
      finish(draft, "conference-ended-via-api", undefined, event.at, "conference_ended_via_api");
      return draft;
    case "add-failed":
      tell(draft, "participant-leave", "leave", {
        CallSid: event.callSid,
        ParticipantLabel: event.label ?? "",
        ParticipantCallStatus: event.callStatus,
        ReasonParticipantLeft: "participant_add_failed",
      });
      return draft;
  }
}

interface Draft {
  state: ConferenceState;
  effects: ConferenceEffect[];
}

function tell(
  draft: Draft,
  event: string,
  group: string,
  params: Record<string, string>,
  member?: Member,
): void {
  draft.effects.push({
    type: "callback",
    event,
    group,
    params,
    member,
    sequence: draft.state.sequence,
  });
  draft.state = { ...draft.state, sequence: draft.state.sequence + 1 };
}

function join(draft: Draft, event: Extract<ConferenceEvent, { type: "join" }>): ConferenceStep {
  const { members } = draft.state;
  const { label } = event.member;
  if (label !== undefined && label !== "" && members.some((other) => other.label === label)) {
    return {
      ...draft,
      refused: { code: 16_025, message: "Participant label is already in use in this conference" },
    };
  }
  if (members.length >= event.maxParticipants) {
    return {
      ...draft,
      refused: { code: 16_020, message: "Conference has reached its participant limit" },
    };
  }
  const member: Member = { ...event.member, joinedAt: event.at };
  draft.state = { ...draft.state, members: [...members, member] };
  const all = draft.state.members;
  // Two people, one of whom may start it. That the start is told before the second join, and that numbers
  // begin at 1, is a choice: no documentation gives the order, and receivers must not rest on it.
  const starts =
    draft.state.status === "init" && all.length >= 2 && all.some((one) => one.startOnEnter);
  if (starts) {
    draft.state = { ...draft.state, status: "in-progress" };
    tell(draft, "conference-start", "start", {});
  }
  tell(draft, "participant-join", "join", {}, member);
  if (starts) draft.effects.push({ type: "started" });
  else if (draft.state.status === "in-progress")
    draft.effects.push({ type: "retune", callSid: member.callSid });
  return draft;
}

function leave(draft: Draft, event: Extract<ConferenceEvent, { type: "leave" }>): ConferenceStep {
  const member = draft.state.members.find((one) => one.callSid === event.callSid);
  if (member === undefined) return draft;
  draft.state = { ...draft.state, members: draft.state.members.filter((one) => one !== member) };
  tell(
    draft,
    "participant-leave",
    "leave",
    { ParticipantCallStatus: event.callStatus, ReasonParticipantLeft: event.reason },
    member,
  );
  if (member.endOnExit && draft.state.members.length > 0) {
    const reason = `participant-with-end-conference-on-exit-${event.kicked ? "kicked" : "left"}`;
    finish(draft, reason, event.callSid, event.at, "moderator_ended_conference");
  } else if (draft.state.members.length === 0) {
    finish(
      draft,
      event.kicked ? "last-participant-kicked" : "last-participant-left",
      event.callSid,
      event.at,
      "moderator_ended_conference",
    );
  }
  return draft;
}

function finish(
  draft: Draft,
  reason: string,
  callSid: string | undefined,
  at: number,
  reasonLeft: string,
): void {
  for (const member of draft.state.members) {
    tell(
      draft,
      "participant-leave",
      "leave",
      { ParticipantCallStatus: "in-progress", ReasonParticipantLeft: reasonLeft },
      member,
    );
    draft.effects.push({ type: "release", callSid: member.callSid });
  }
  draft.state = {
    ...draft.state,
    members: [],
    status: "completed",
    reasonEnded: reason,
    callSidEnding: callSid,
    updatedAt: at,
  };
  tell(draft, "conference-end", "end", {
    ReasonConferenceEnded: reason,
    ...(callSid === undefined ? {} : { CallSidEndingConference: callSid }),
  });
  draft.effects.push({ type: "ended" });
}

function change(draft: Draft, callSid: string, wanted: MemberChange): ConferenceStep {
  const before = draft.state.members.find((one) => one.callSid === callSid);
  if (before === undefined) return draft;
  const after: Member = { ...before, ...wanted };
  draft.state = {
    ...draft.state,
    members: draft.state.members.map((one) => (one === before ? after : one)),
  };
  if (after.muted !== before.muted)
    tell(draft, after.muted ? "participant-mute" : "participant-unmute", "mute", {}, after);
  if (after.hold !== before.hold)
    tell(draft, after.hold ? "participant-hold" : "participant-unhold", "hold", {}, after);
  const modified =
    after.coaching !== before.coaching ||
    after.callSidToCoach !== before.callSidToCoach ||
    after.endOnExit !== before.endOnExit;
  if (modified) tell(draft, "participant-modify", "modify", {}, after);
  draft.effects.push({ type: "retune", callSid });
  return draft;
}
