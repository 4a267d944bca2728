import type { Logger } from "pino";
import type { Person } from "../domain/person.ts";
import type { Workers } from "../ports.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import { nameOf } from "../runtime/name-of.ts";

/** Who hears which call. Frames flow from a worker only while somebody does. */
export function createListening(deps: {
  runtime: CallRuntime;
  workers: Pick<Workers, "tell">;
  log: Logger;
}) {
  /** Call → socket → person. */
  const ears = new Map<string, Map<string, string>>();

  const isHearing = (callId: string, userId: string): boolean =>
    [...(ears.get(callId)?.values() ?? [])].includes(userId);

  async function stop(callId: string, socketId: string, userId: string): Promise<void> {
    const here = ears.get(callId);
    if (here?.delete(socketId) !== true) return;
    if (here.size === 0) {
      ears.delete(callId);
      await deps.workers.tell(callId, "listen.stop", { callId });
    }
    if (!isHearing(callId, userId))
      await deps.runtime.dispatch(callId, { type: "listener.went", userId });
  }

  return {
    /** Throws AppError `call_over`, `not_found`, `database_away`. */
    async start(
      callId: string,
      socketId: string,
      person: Person,
      isThere: () => boolean,
    ): Promise<void> {
      const { userId, name } = person;
      await deps.runtime.dispatch(callId, { type: "listener.came", operator: { userId, name } });
      const here = ears.get(callId) ?? new Map<string, string>();
      ears.set(callId, here);
      here.set(socketId, userId);
      // Who left meanwhile was not listed yet when their going was noted.
      if (!isThere()) return stop(callId, socketId, userId);
      await deps.workers.tell(callId, "listen.start", { callId });
    },
    stop,
    gone(socketId: string, person: Person): void {
      for (const [callId, here] of ears)
        if (here.has(socketId))
          stop(callId, socketId, person.userId).catch((error: unknown) =>
            deps.log.info({ callId, error: nameOf(error) }, "a listener's going was not noted"),
          );
    },
  };
}
export type Listening = ReturnType<typeof createListening>;
