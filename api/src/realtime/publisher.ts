import type { CallEvent, Levels, ServerToConsole } from "@patchbay/contracts";
import type { Socket } from "socket.io";
import type { Publisher } from "../ports.ts";
import type { ConsolePresence } from "./presence.ts";
import { createUnfinished } from "./unfinished.ts";
import { callRoom, listenRoom, orgRoom, userRoom, type ConsoleSpace } from "./sockets.ts";

/** A second of sound and its levels; more than that waiting means a line that cannot follow. */
const WAITING_MOST = 60;

/**
 * Those in a room whose line keeps up. `volatile` would not do: it drops whatever comes while one
 * packet is on its way, which is every second frame of two that come in one tick.
 */
function* keepingUp(space: ConsoleSpace, room: string): Iterable<Socket<object, ServerToConsole>> {
  for (const id of space.adapter.rooms.get(room) ?? []) {
    const socket = space.sockets.get(id);
    const line = socket?.conn as unknown as { writeBuffer?: unknown[] } | undefined;
    if (socket && (line?.writeBuffer?.length ?? 0) < WAITING_MOST) yield socket;
  }
}

/** Tells consoles what was committed, and passes on what may be lost. */
export function createPublisher(space: ConsoleSpace, presence: ConsolePresence) {
  const unfinished = createUnfinished(() => performance.now());
  const publisher: Publisher = {
    happened(organizationId: string, events: CallEvent[]): void {
      for (const event of events) {
        unfinished.happened(event);
        space.to(orgRoom(organizationId)).emit("call.event", event);
      }
    },
    partial(said): void {
      unfinished.said(said);
      for (const socket of keepingUp(space, callRoom(said.callId)))
        socket.emit("utterance.partial", said);
    },
    changed: (state) => presence.callChanged(state),
    toOperator(operatorId, { type, ...message }) {
      // The union of messages is the union of the wire's own; the compiler cannot pair them.
      const room = space.to(userRoom(operatorId)) as unknown as {
        emit(name: string, message: object): boolean;
      };
      room.emit(type, message);
    },
  };
  return {
    ...publisher,
    /** What is being said on a call right now. */
    saying: unfinished.of,
    levels(levels: Levels): void {
      for (const socket of keepingUp(space, callRoom(levels.callId)))
        socket.emit("level.measured", levels);
    },
    /** A frame that comes late is worth nothing: a line that does not follow goes without. */
    audio(callId: string, frame: Uint8Array): void {
      for (const socket of keepingUp(space, listenRoom(callId))) socket.emit("audio.frame", frame);
    },
  };
}
export type ConsolePublisher = ReturnType<typeof createPublisher>;
