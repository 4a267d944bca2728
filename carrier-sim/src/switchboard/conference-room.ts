import type { ConferenceAudio, ConferenceMember } from "../ports.ts";
import type { StatusCallback } from "../twiml/ast.ts";
import type {
  ConferenceEffect,
  ConferenceEvent,
  ConferenceState,
  JoinRefusal,
  Member,
  MemberChange,
} from "./conference-words.ts";
import { newConference, transition } from "./conference-state.ts";
import type { Exchange } from "./exchange.ts";
import { connectWords } from "./heard-words.ts";
import type { Leg } from "./leg.ts";
import { newSid } from "./sid.ts";

export interface Room {
  state(): ConferenceState;
  audio: ConferenceAudio;
  update(callSid: string, change: MemberChange): boolean;
  /** Removes one participant; its document goes on as after a hang-up of the conference. */
  kick(callSid: string): boolean;
  end(): void;
  addFailed(callSid: string, label: string | undefined, callStatus: string): void;
  tell(event: string, group: string, params: Record<string, string>, member?: Member): void;
  /** Legs that are being rung for this room, so that it is not forgotten meanwhile. */
  expected: Map<
    string,
    { label?: string | undefined; status: () => string; member: Omit<Member, "joinedAt"> }
  >;
}

export interface RoomSettings {
  statusCallback?: StatusCallback | undefined;
  record?: { trim: boolean; statusCallback?: StatusCallback | undefined } | undefined;
}

/** A room as its seats see it. */
export interface SeatedRoom extends Room {
  settings: RoomSettings | undefined;
  seats: Map<
    string,
    {
      leg: Leg;
      member: ConferenceMember | undefined;
      release: (why: "conference-ended" | "kicked") => void;
      start: () => void;
    }
  >;
  step(event: ConferenceEvent): JoinRefusal | undefined;
  record(callSid: string): void;
}

/** One conference: performs what its state decides on sound, words and callbacks. */
export function createRoom(x: Exchange, friendlyName: string): SeatedRoom {
  const sid = newSid("CF");
  const audio = x.audio.conference(sid);
  const words = connectWords();
  let state = newConference(sid, friendlyName, Date.now());
  let recording: ReturnType<Exchange["recordings"]["start"]> | undefined;

  function step(event: ConferenceEvent): JoinRefusal | undefined {
    const { state: next, effects, refused } = transition(state, event);
    state = next;
    if (event.type === "leave") vacate(event.callSid);
    for (const effect of effects) perform(effect);
    return refused;
  }

  function vacate(callSid: string): void {
    const seat = room.seats.get(callSid);
    if (seat === undefined) return;
    room.seats.delete(callSid);
    seat.member?.leave();
    words.remove(seat.leg);
  }

  function perform(effect: ConferenceEffect): void {
    switch (effect.type) {
      case "callback":
        return send(effect.event, effect.group, effect.params, effect.sequence, effect.member);
      case "started":
      case "retune":
        return tune();
      case "release": {
        const seat = room.seats.get(effect.callSid);
        vacate(effect.callSid);
        seat?.release("conference-ended");
        return;
      }
      case "ended":
        recording?.stop();
        recording = undefined;
        return;
    }
  }

  /** Makes sound and words follow the state; only a conference that has started is audible. */
  function tune(): void {
    if (state.status !== "in-progress") return;
    for (const member of state.members) {
      const seat = room.seats.get(member.callSid);
      if (seat === undefined) continue;
      const coach = member.coaching ? member.callSidToCoach : undefined;
      if (seat.member === undefined) {
        seat.leg.sound().clear();
        seat.member = audio.join(seat.leg.sound(), {
          muted: member.muted,
          hold: member.hold,
          coach,
        });
        seat.start();
      } else {
        seat.member.set({ muted: member.muted, hold: member.hold, coach });
      }
      words.set(seat.leg, {
        silent: member.muted || member.hold,
        deaf: member.hold,
        onlyFor: coach,
      });
    }
  }

  function send(
    event: string,
    group: string,
    params: Record<string, string>,
    sequence: number,
    member?: Member,
  ): void {
    const target = room.settings?.statusCallback;
    if (target === undefined || !target.events.includes(group)) return;
    x.post.send(sid, {
      url: target.url,
      method: target.method,
      params: {
        AccountSid: x.account.sid,
        ConferenceSid: sid,
        FriendlyName: friendlyName,
        StatusCallbackEvent: event,
        SequenceNumber: String(sequence),
        Timestamp: new Date().toUTCString().replace("GMT", "+0000"),
        ...(member === undefined ? {} : memberParams(member)),
        ...params,
      },
    });
  }

  const room: SeatedRoom = {
    state: () => state,
    audio,
    settings: undefined,
    seats: new Map(),
    expected: new Map(),
    step,
    update(callSid, change) {
      if (!state.members.some((member) => member.callSid === callSid)) return false;
      step({ type: "change", callSid, change, at: Date.now() });
      return true;
    },
    kick(callSid) {
      const seat = room.seats.get(callSid);
      if (seat === undefined) return false;
      const callStatus = seat.leg.record().status;
      step({
        type: "leave",
        callSid,
        reason: "participant_updated_via_api",
        kicked: true,
        callStatus,
        at: Date.now(),
      });
      seat.release("kicked");
      return true;
    },
    end: () => void step({ type: "end", at: Date.now() }),
    addFailed(callSid, label, callStatus) {
      room.expected.delete(callSid);
      step({ type: "add-failed", callSid, label, callStatus, at: Date.now() });
    },
    tell(event, group, params, member) {
      send(event, group, params, state.sequence, member);
      state = { ...state, sequence: state.sequence + 1 };
    },
    record(callSid) {
      const wanted = room.settings?.record;
      if (wanted === undefined || recording !== undefined) return;
      recording = x.recordings.start(audio.record({ channels: 2 }), callSid, {
        channels: 2,
        source: "Conference",
        trim: wanted.trim,
        statusCallback: wanted.statusCallback,
        conferenceSid: sid,
      });
    },
  };
  return room;
}

function memberParams(member: Member): Record<string, string> {
  return {
    CallSid: member.callSid,
    Muted: String(member.muted),
    Hold: String(member.hold),
    Coaching: String(member.coaching),
    EndConferenceOnExit: String(member.endOnExit),
    StartConferenceOnEnter: String(member.startOnEnter),
    ...(member.callSidToCoach === undefined || member.callSidToCoach === ""
      ? {}
      : { CallSidToCoach: member.callSidToCoach }),
    ...(member.label === undefined ? {} : { ParticipantLabel: member.label }),
  };
}
