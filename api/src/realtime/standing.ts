import type { Person } from "../domain/person.ts";
import type { ConsoleSpace } from "./sockets.ts";

export interface Members {
  standing(
    userIds: readonly string[],
  ): Promise<Map<string, { organizationId: string; grants: readonly string[] }>>;
}

/** Every round of `createStandingRound`: a member who was let go hears and reads no longer than this. */
export const STANDING_MS = 3000;

/**
 * A socket knows its person from the moment it was opened, and may stay open for an hour. One
 * round looks whether they still are who they were; whoever is not is disconnected, and what
 * they may do now is found when they come back. Throws AppError `database_away`; nobody is cut then.
 */
export function createStandingRound(space: ConsoleSpace, members: Members): () => Promise<void> {
  return async () => {
    const sockets = [...space.sockets.values()].filter((socket) => socket.data.person);
    if (sockets.length === 0) return;
    const personOf = (socket: (typeof sockets)[number]) => socket.data.person as Person;
    const userIds = [...new Set(sockets.map((socket) => personOf(socket).userId))];
    const now = await members.standing(userIds);
    for (const socket of sockets) {
      const person = personOf(socket);
      const standing = now.get(person.userId);
      const isSame =
        standing?.organizationId === person.organization.id &&
        person.grants.every((grant) => standing.grants.includes(grant)) &&
        standing.grants.length === person.grants.length;
      // Not `disconnect`: the browser should come back by itself, and is then looked at anew.
      if (!isSame) socket.conn.close();
    }
  };
}
