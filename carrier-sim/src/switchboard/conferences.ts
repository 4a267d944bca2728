import type { Conference as ConferenceNoun } from "../twiml/ast.ts";
import { type Room, type RoomSettings, type SeatedRoom, createRoom } from "./conference-room.ts";
import type { JoinRefusal, LeaveReason } from "./conference-words.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";

/** A seat one leg has taken. */
export interface Seat {
  conferenceSid: string;
  /** Fires when the conference starts, at once when it has. */
  readonly started: Promise<void>;
  /** Fires when the conference ends or the participant is removed, with who did it. */
  readonly released: Promise<"conference-ended" | "kicked">;
  leave(reason: LeaveReason): void;
}

export interface Conferences {
  /** The running conference of that name, or a new one. */
  room(friendlyName: string, settings?: RoomSettings): Room;
  find(sid: string): Room | undefined;
  running(friendlyName: string): Room | undefined;
  list(): Room[];
  join(leg: Leg, noun: ConferenceNoun): Seat | JoinRefusal;
}

const MAX_ROOMS = 2_000;

export function createConferences(exchange: () => Exchange): Conferences {
  const rooms = new Map<string, SeatedRoom>();

  const running = (name: string): SeatedRoom | undefined =>
    [...rooms.values()].findLast(
      (room) => room.state().friendlyName === name && room.state().status !== "completed",
    );

  function create(friendlyName: string): SeatedRoom {
    const room = createRoom(exchange(), friendlyName);
    rooms.set(room.state().sid, room);
    if (rooms.size > MAX_ROOMS) {
      const old = [...rooms.values()].find((one) => one.state().status === "completed");
      if (old !== undefined) rooms.delete(old.state().sid);
    }
    return room;
  }

  function open(friendlyName: string, settings: RoomSettings | undefined): SeatedRoom {
    const room = running(friendlyName) ?? create(friendlyName);
    // The first participant fixes callback and events; what later ones bring is ignored.
    room.settings ??= settings;
    return room;
  }

  return {
    room: open,
    find: (sid) => rooms.get(sid),
    running,
    list: () => [...rooms.values()].toReversed(),
    join(leg, noun) {
      const room = open(noun.name, {
        statusCallback: noun.statusCallback,
        record: noun.record
          ? { trim: noun.trim, statusCallback: noun.recordingStatusCallback }
          : undefined,
      });
      const starting = Promise.withResolvers<void>();
      const releasing = Promise.withResolvers<"conference-ended" | "kicked">();
      const expected = room.expected.get(leg.sid);
      room.expected.delete(leg.sid);
      room.seats.set(leg.sid, {
        leg,
        member: undefined,
        release: releasing.resolve,
        start: starting.resolve,
      });
      const refused = room.step({
        type: "join",
        at: Date.now(),
        maxParticipants: noun.maxParticipants,
        member: expected?.member ?? {
          callSid: leg.sid,
          label: noun.label,
          muted: noun.muted,
          hold: false,
          coaching: noun.coach !== undefined && noun.coach !== "",
          callSidToCoach: noun.coach,
          startOnEnter: noun.startOnEnter,
          endOnExit: noun.endOnExit,
        },
      });
      if (refused !== undefined) {
        room.seats.delete(leg.sid);
        return refused;
      }
      const { sid } = room.state();
      room.record(leg.sid);
      return {
        conferenceSid: sid,
        started: starting.promise,
        released: releasing.promise,
        leave: (reason) => {
          const left = room.seats.get(leg.sid);
          if (left?.leg !== leg) return;
          room.step({
            type: "leave",
            callSid: leg.sid,
            reason,
            kicked: false,
            callStatus: leg.record().status,
            at: Date.now(),
          });
        },
      };
    },
  };
}
