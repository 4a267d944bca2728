import type {
  CallEvent,
  CallView,
  Levels,
  Partial as PartialWords,
  Problem,
} from "@patchbay/contracts";
import { createStore } from "zustand/vanilla";
import type { StoreApi } from "zustand/vanilla";
import {
  applyDetail,
  applyEvent,
  applyMissed,
  applyOperator,
  applyPartial,
  applyRing,
  applySnapshot,
  emptyCallState,
  suspectGaps,
  unwatch,
  withdrawRing,
} from "./call-state.ts";
import type { CallState } from "./call-state.ts";
import type { Link } from "./socket.ts";

export type LevelsById = Readonly<Record<string, Levels & { receivedAt: number }>>;

export interface CallStore {
  calls: StoreApi<CallState>;
  /** Apart from the calls: ten changes a second must not redraw the lists. */
  levels: StoreApi<LevelsById>;
  /** Follows a call until the returned function is called; several may follow the same one. */
  watch(callId: string): () => void;
  /** Why a call could not be followed, by call. */
  unwatchable: StoreApi<Readonly<Record<string, Problem>>>;
  dispose(): void;
}

/** Words change on screen at most four times a second: more cannot be read. */
const PARTIALS_EVERY_MS = 250;

export function createCallStore(link: Link): CallStore {
  const calls = createStore<CallState>(() => emptyCallState);
  const levels = createStore<LevelsById>(() => ({}));
  const unwatchable = createStore<Readonly<Record<string, Problem>>>(() => ({}));
  const followers = new Map<string, number>();
  const asking = new Set<string>();
  const update = (change: (state: CallState) => CallState) => calls.setState(change, true);

  async function ask(callId: string): Promise<void> {
    if (asking.has(callId)) return;
    asking.add(callId);
    const known = calls.getState().watched[callId];
    const afterSeq = known?.detail.seq;
    const answer = await link.command(
      "call.watch",
      afterSeq === undefined ? { callId } : { callId, afterSeq },
    );
    asking.delete(callId);
    if (!followers.has(callId)) {
      void link.command("call.unwatch", { callId });
      return;
    }
    if (!answer.ok) {
      // A lost line is no refusal: the reconnect asks again.
      if (answer.problem.detail !== "unreachable") {
        unwatchable.setState((all) => ({ ...all, [callId]: answer.problem }));
      }
      return;
    }
    const { data } = answer;
    if ("detail" in data) update((state) => applyDetail(state, data.detail));
    else update((state) => applyMissed(state, callId, data.missed));
    if (calls.getState().watched[callId]?.gap === true) void ask(callId);
  }

  function receive(event: CallEvent): void {
    update((state) => applyEvent(state, event));
    if (calls.getState().watched[event.callId]?.gap === true) void ask(event.callId);
  }

  let waiting: PartialWords[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  function flush(): void {
    timer = null;
    const batch = waiting;
    waiting = [];
    update((state) => batch.reduce(applyPartial, state));
  }
  function receivePartial(partial: PartialWords): void {
    waiting = [...waiting.filter((p) => p.id !== partial.id), partial].slice(-50);
    timer ??= setTimeout(flush, PARTIALS_EVERY_MS);
  }

  const stop = [
    link.on("calls.snapshot", (snapshot) => {
      update((state) => suspectGaps(applySnapshot(state, snapshot, Date.now())));
      for (const callId of followers.keys()) void ask(callId);
    }),
    link.on("call.event", receive),
    link.on("utterance.partial", receivePartial),
    link.on("level.measured", (level) =>
      levels.setState((all) => ({ ...all, [level.callId]: { ...level, receivedAt: Date.now() } })),
    ),
    link.on("operator.changed", (operator) => update((state) => applyOperator(state, operator))),
    link.on("ring.offered", (ring) => update((state) => applyRing(state, ring))),
    link.on("ring.withdrawn", ({ offerId }) => update((state) => withdrawRing(state, offerId))),
    link.onState((state) => {
      // Rings are offered anew after a reconnect; an old one might be answered by nobody.
      if (state === "lost") update((s) => ({ ...s, rings: [] }));
    }),
  ];

  return {
    calls,
    levels,
    unwatchable,
    watch: (callId) => {
      followers.set(callId, (followers.get(callId) ?? 0) + 1);
      if (followers.get(callId) === 1 && link.state() === "up") void ask(callId);
      return () => {
        const left = (followers.get(callId) ?? 1) - 1;
        if (left > 0) {
          followers.set(callId, left);
          return;
        }
        followers.delete(callId);
        // While the question is on its way, its answer will find nobody and end the watch itself.
        if (!asking.has(callId)) void link.command("call.unwatch", { callId });
        update((state) => unwatch(state, callId));
        levels.setState((all) => {
          const { [callId]: _gone, ...rest } = all;
          return rest;
        }, true);
      };
    },
    dispose: () => {
      for (const end of stop) end();
      if (timer !== null) clearTimeout(timer);
    },
  };
}

/** Live calls, oldest first; what rings for somebody stands above. */
export function liveCalls(state: Pick<CallState, "calls">): CallView[] {
  return Object.values(state.calls)
    .filter((call) => call.status !== "ended")
    .sort(
      (a, b) =>
        Number(b.ringing !== null) - Number(a.ringing !== null) ||
        a.startedAt.localeCompare(b.startedAt),
    );
}
