import type { CallEvent, Levels } from "@patchbay/contracts";
import type { Publisher } from "../ports.ts";
import type { ConsolePresence } from "./presence.ts";
import { callRoom, listenRoom, orgRoom, userRoom, type ConsoleSpace } from "./sockets.ts";

/** Tells consoles what was committed, and passes on what may be lost. */
export function createPublisher(space: ConsoleSpace, presence: ConsolePresence) {
  const publisher: Publisher = {
    happened(organizationId: string, events: CallEvent[]): void {
      for (const event of events) space.to(orgRoom(organizationId)).emit("call.event", event);
    },
    partial: (said) =>
      void space.to(callRoom(said.callId)).volatile.emit("utterance.partial", said),
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
    levels: (levels: Levels): void =>
      void space.to(callRoom(levels.callId)).volatile.emit("level.measured", levels),
    /** A frame that comes late is worth nothing: it is sent now or not at all. */
    audio: (callId: string, frame: Uint8Array): void =>
      void space.to(listenRoom(callId)).volatile.emit("audio.frame", frame),
  };
}
export type ConsolePublisher = ReturnType<typeof createPublisher>;
