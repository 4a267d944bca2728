import type {
  CallDetail,
  CallEvent,
  CallView,
  OperatorView,
  Partial as PartialWords,
  Ringing,
  Utterance,
} from "@patchbay/contracts";
import { fold } from "./fold-event.ts";

/** One call whose words and events the console follows. */
export interface WatchedCall {
  detail: CallDetail;
  /** Events that came before the one they follow; ordered, without doubles. */
  early: CallEvent[];
  /** An event is missing: ask again from `detail.seq`. */
  gap: boolean;
}

export interface CallState {
  calls: Readonly<Record<string, CallView>>;
  /** Number of the newest event each call view was taken from. */
  viewSeq: Readonly<Record<string, number>>;
  watched: Readonly<Record<string, WatchedCall>>;
  partials: Readonly<Record<string, readonly PartialWords[]>>;
  operators: Readonly<Record<string, OperatorView>>;
  /** Calls that ring for this operator, oldest first. */
  rings: readonly { call: CallView; ringing: Ringing }[];
  /** Server clock minus ours. */
  skewMs: number;
  loaded: boolean;
}

export const emptyCallState: CallState = {
  calls: {},
  viewSeq: {},
  watched: {},
  partials: {},
  operators: {},
  rings: [],
  skewMs: 0,
  loaded: false,
};

/** Events kept while one is missing; beyond that the call is asked for from the start. */
export const MAX_EARLY = 200;
const MAX_PARTIALS = 6;

/** Folds a list of calls and operators in; what is not in it is over, unless it is watched. */
export function applySnapshot(
  state: CallState,
  snapshot: { calls: CallView[]; operators: OperatorView[]; serverTime: string },
  nowMs: number,
): CallState {
  const calls: Record<string, CallView> = {};
  for (const call of snapshot.calls) calls[call.id] = call;
  for (const watched of Object.values(state.watched)) {
    const { call } = watched.detail;
    calls[call.id] ??= call;
  }
  const viewSeq: Record<string, number> = {};
  for (const id of Object.keys(calls)) {
    const seq = state.viewSeq[id];
    if (seq !== undefined) viewSeq[id] = seq;
  }
  return {
    ...state,
    calls,
    viewSeq,
    operators: Object.fromEntries(snapshot.operators.map((o) => [o.userId, o])),
    skewMs: Date.parse(snapshot.serverTime) - nowMs,
    loaded: true,
  };
}

/** A numbered event, in any order and any number of times: the result depends on the set only. */
export function applyEvent(state: CallState, event: CallEvent): CallState {
  let next = applyToList(state, event);
  const watched = next.watched[event.callId];
  if (watched === undefined) return next;
  const folded = receive(watched, event);
  if (folded === watched) return next;
  next = withWatched(next, folded);
  if (event.type === "utterance.finalised") {
    next = withoutPartials(next, event.callId, (p) => isSettledBy(p, event.utterance));
  } else if (folded.detail.call.status === "ended") {
    next = withoutPartials(next, event.callId, () => true);
  }
  return next;
}

/** The full answer to `call.watch`. Events that came meanwhile are kept. */
export function applyDetail(state: CallState, detail: CallDetail): CallState {
  const before = state.watched[detail.call.id];
  if (before !== undefined && before.detail.seq > detail.seq) return state;
  const early = (before?.early ?? []).filter((event) => event.seq > detail.seq);
  const next = withWatched(state, settle({ detail, early: [], gap: false }, early));
  return withView(next, next.watched[detail.call.id]!.detail.call, detail.seq);
}

/** The short answer to `call.watch` with `afterSeq`. */
export function applyMissed(state: CallState, callId: string, missed: CallEvent[]): CallState {
  let next = state;
  for (const event of missed) next = applyEvent(next, event);
  const watched = next.watched[callId];
  if (watched === undefined) return next;
  return withWatched(next, { ...watched, gap: watched.early.length > 0 });
}

/** After a reconnect every watched call may have missed something. */
export function suspectGaps(state: CallState): CallState {
  const watched = Object.fromEntries(
    Object.entries(state.watched).map(([id, one]) => [id, { ...one, gap: true }]),
  );
  return { ...state, watched };
}

export function unwatch(state: CallState, callId: string): CallState {
  const { [callId]: gone, ...watched } = state.watched;
  const { [callId]: _words, ...partials } = state.partials;
  if (gone === undefined) return state;
  const next = { ...state, watched, partials };
  return gone.detail.call.status === "ended" ? withoutCall(next, callId) : next;
}

export function applyPartial(state: CallState, partial: PartialWords): CallState {
  const known = state.watched[partial.callId]?.detail.utterances;
  if (known === undefined || known.some((u) => u.id === partial.id)) return state;
  const others = (state.partials[partial.callId] ?? []).filter(
    (p) => p.id !== partial.id && p.speaker !== partial.speaker,
  );
  const list = [...others, partial].slice(-MAX_PARTIALS);
  return { ...state, partials: { ...state.partials, [partial.callId]: list } };
}

export function applyOperator(state: CallState, operator: OperatorView): CallState {
  return { ...state, operators: { ...state.operators, [operator.userId]: operator } };
}

export function applyRing(state: CallState, ring: { call: CallView; ringing: Ringing }): CallState {
  const others = state.rings.filter((r) => r.ringing.offerId !== ring.ringing.offerId);
  return { ...state, rings: [...others, ring] };
}

export function withdrawRing(state: CallState, offerId: string): CallState {
  return { ...state, rings: state.rings.filter((r) => r.ringing.offerId !== offerId) };
}

function applyToList(state: CallState, event: CallEvent): CallState {
  if (event.type !== "call.changed" && event.type !== "baton.moved") return state;
  if (event.seq <= (state.viewSeq[event.callId] ?? 0)) return state;
  const next = withView(state, event.call, event.seq);
  const over = event.call.status === "ended";
  const rings = over ? next.rings.filter((r) => r.call.id !== event.callId) : next.rings;
  if (over && next.watched[event.callId] === undefined) {
    return { ...withoutCall(next, event.callId), rings };
  }
  return rings === next.rings ? next : { ...next, rings };
}

function receive(watched: WatchedCall, event: CallEvent): WatchedCall {
  if (event.seq <= watched.detail.seq) return watched;
  if (watched.early.some((e) => e.seq === event.seq)) return watched;
  return settle(watched, [event]);
}

/** Folds what follows without a hole and keeps the rest in order. */
function settle(watched: WatchedCall, arrived: CallEvent[]): WatchedCall {
  const queue = [...watched.early, ...arrived].sort((a, b) => a.seq - b.seq);
  let detail = watched.detail;
  while (queue[0] !== undefined && queue[0].seq <= detail.seq + 1) {
    const event = queue.shift()!;
    if (event.seq === detail.seq + 1) detail = fold(detail, event);
  }
  return { detail, early: queue.slice(0, MAX_EARLY), gap: queue.length > 0 };
}

function withWatched(state: CallState, watched: WatchedCall): CallState {
  return { ...state, watched: { ...state.watched, [watched.detail.call.id]: watched } };
}

function withView(state: CallState, call: CallView, seq: number): CallState {
  if (seq < (state.viewSeq[call.id] ?? 0)) return state;
  return {
    ...state,
    calls: { ...state.calls, [call.id]: call },
    viewSeq: { ...state.viewSeq, [call.id]: seq },
  };
}

function withoutCall(state: CallState, callId: string): CallState {
  const { [callId]: _call, ...calls } = state.calls;
  return { ...state, calls };
}

/** Its own final settles it, and so does a later one of the same voice: nobody says two at once. */
function isSettledBy(partial: PartialWords, said: Utterance): boolean {
  if (partial.id === said.id) return true;
  return partial.speaker === said.speaker && partial.startedMs <= said.startedMs;
}

function withoutPartials(
  state: CallState,
  callId: string,
  settled: (partial: PartialWords) => boolean,
): CallState {
  const list = state.partials[callId];
  if (list === undefined || !list.some(settled)) return state;
  const partials = { ...state.partials, [callId]: list.filter((partial) => !settled(partial)) };
  return { ...state, partials };
}
