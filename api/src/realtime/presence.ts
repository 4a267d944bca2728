import type { Language, OperatorView } from "@patchbay/contracts";
import type { CallState, Operator } from "../domain/call-state.ts";
import { may, type Person } from "../domain/person.ts";
import { byIdleTime } from "../domain/ringing.ts";
import type { Clock, Presence } from "../ports.ts";

interface Present {
  userId: string;
  name: string;
  organizationId: string;
  languages: readonly string[];
  mayTake: boolean;
  sockets: Set<string>;
  wanted: "available" | "away";
  idleSince: number;
  /** The call they hold, and the one that rings at them. */
  callId: string | null;
  ringingId: string | null;
}

/**
 * Who is at the console. Known to this process alone: consoles and calls of an organization
 * are served by one api.
 */
export function createPresence(
  clock: Clock,
  changed: (organizationId: string, view: OperatorView) => void,
) {
  const people = new Map<string, Present>();
  /** Holder and rung operator of each live call, to see what a change of it changes for them. */
  const byCall = new Map<string, { holder: string | null; rung: string | null }>();

  const viewOf = (one: Present): OperatorView => ({
    userId: one.userId,
    name: one.name,
    presence:
      one.callId !== null
        ? "on_call"
        : one.sockets.size > 0 && one.wanted === "available"
          ? "available"
          : "away",
    callId: one.callId,
  });

  function update(userId: string, change: (one: Present) => void): void {
    const one = people.get(userId);
    if (one === undefined) return;
    const before = JSON.stringify(viewOf(one));
    change(one);
    const after = viewOf(one);
    if (JSON.stringify(after) !== before) changed(one.organizationId, after);
    if (one.sockets.size === 0 && one.callId === null) people.delete(userId);
  }

  const holding = (userId: string): string | null => {
    for (const [callId, { holder }] of byCall) if (holder === userId) return callId;
    return null;
  };

  return {
    opened(person: Person, socketId: string): void {
      if (!people.has(person.userId))
        people.set(person.userId, {
          userId: person.userId,
          name: person.name,
          organizationId: person.organization.id,
          languages: person.languages,
          mayTake: may(person, "calls.take"),
          sockets: new Set(),
          wanted: "available",
          idleSince: clock.now(),
          callId: null,
          ringingId: null,
        });
      update(person.userId, (one) => {
        one.sockets.add(socketId);
        one.languages = person.languages;
        one.mayTake = may(person, "calls.take");
        one.callId = holding(person.userId);
      });
      const one = people.get(person.userId);
      if (one !== undefined && one.sockets.size === 1) changed(one.organizationId, viewOf(one));
    },
    closed: (userId: string, socketId: string): void =>
      update(userId, (one) => one.sockets.delete(socketId)),
    set: (userId: string, wanted: "available" | "away"): void =>
      update(userId, (one) => {
        one.wanted = wanted;
        one.idleSince = clock.now();
      }),
    /** After every commit. */
    callChanged(state: CallState): void {
      const before = byCall.get(state.id) ?? { holder: null, rung: null };
      const holder = state.holder.kind === "operator" ? state.holder.operatorId : null;
      const rung = state.ring?.operatorId ?? null;
      if (state.status === "ended") byCall.delete(state.id);
      else byCall.set(state.id, { holder, rung });
      if (before.rung !== null && before.rung !== rung)
        update(before.rung, (one) => {
          one.ringingId = null;
        });
      if (rung !== null)
        update(rung, (one) => {
          one.ringingId = state.id;
        });
      if (before.holder !== null && before.holder !== holder)
        update(before.holder, (one) => {
          one.callId = null;
          one.idleSince = clock.now();
        });
      if (holder !== null)
        update(holder, (one) => {
          one.callId = state.id;
        });
    },
    of: (organizationId: string): OperatorView[] =>
      [...people.values()].filter((one) => one.organizationId === organizationId).map(viewOf),
    candidates(organizationId: string, language: Language): Operator[] {
      const ready = [...people.values()].filter(
        (one) =>
          one.organizationId === organizationId &&
          one.mayTake &&
          viewOf(one).presence === "available" &&
          one.ringingId === null &&
          one.languages.includes(language),
      );
      return byIdleTime(ready).map(({ userId, name }) => ({ userId, name }));
    },
  } satisfies Presence & Record<string, unknown>;
}
export type ConsolePresence = ReturnType<typeof createPresence>;
