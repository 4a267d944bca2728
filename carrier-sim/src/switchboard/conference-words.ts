/** What a conference is, what happens to it and what follows from that. Instants are epoch milliseconds. */

export interface Member {
  callSid: string;
  label?: string | undefined;
  muted: boolean;
  hold: boolean;
  coaching: boolean;
  callSidToCoach?: string | undefined;
  startOnEnter: boolean;
  endOnExit: boolean;
  joinedAt: number;
}

export interface ConferenceState {
  sid: string;
  friendlyName: string;
  status: "init" | "in-progress" | "completed";
  members: Member[];
  /** SequenceNumber of the next callback. */
  sequence: number;
  reasonEnded?: string | undefined;
  callSidEnding?: string | undefined;
  createdAt: number;
  updatedAt: number;
}

export type LeaveReason =
  | "participant_hung_up"
  | "participant_updated_via_api"
  | "participant_add_failed";

export type MemberChange = Partial<
  Pick<Member, "muted" | "hold" | "coaching" | "callSidToCoach" | "endOnExit">
>;

export type ConferenceEvent =
  | { type: "join"; member: Omit<Member, "joinedAt">; maxParticipants: number; at: number }
  | {
      type: "leave";
      callSid: string;
      reason: LeaveReason;
      kicked: boolean;
      callStatus: string;
      at: number;
    }
  | { type: "change"; callSid: string; change: MemberChange; at: number }
  | { type: "end"; at: number }
  /** Somebody who was rung for this conference never came. */
  | {
      type: "add-failed";
      callSid: string;
      label?: string | undefined;
      callStatus: string;
      at: number;
    };

export type ConferenceEffect =
  | {
      type: "callback";
      event: string;
      group: string;
      params: Record<string, string>;
      member?: Member | undefined;
      sequence: number;
    }
  /** From now on the members hear one another. */
  | { type: "started" }
  | { type: "retune"; callSid: string }
  /** The others go on at their action or next verb. */
  | { type: "release"; callSid: string }
  | { type: "ended" };

export type JoinRefusal = { code: 16_025 | 16_020; message: string };

export interface ConferenceStep {
  state: ConferenceState;
  effects: ConferenceEffect[];
  refused?: JoinRefusal;
}
