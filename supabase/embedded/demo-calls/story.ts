import type { CallEvent, CallView, Cost, Hint, RequestView, Utterance } from "@patchbay/contracts";
import { demoId, type PlannedCall } from "./plan.ts";
import { savedAtMs, toldOf, type Happening } from "./told.ts";

/** What the plan needs from the database. */
export interface Surroundings {
  operator: { id: string; name: string };
  /** The number of ours that was called. */
  toNumber: string;
  prices: { inbound: number; recording: number; storage: number };
}

export interface Story {
  view: CallView;
  utterances: Utterance[];
  hint: Hint | null;
  request: RequestView | null;
  cost: Cost;
  events: CallEvent[];
}

const iso = (call: PlannedCall, ms: number): string =>
  new Date(call.startedAt.getTime() + ms).toISOString();

function viewAt(
  call: PlannedCall,
  around: Surroundings,
  ms: number,
  requestId: string | null,
): CallView {
  const ended = ms >= call.durationMs;
  const human = call.takenOverMs !== null && ms >= call.takenOverMs;
  return {
    id: call.id,
    direction: "inbound",
    status: ended ? "ended" : "live",
    fromNumber: call.caller.number,
    toNumber: around.toNumber,
    callerName: call.caller.name,
    language: call.scenario.language,
    engine: call.scenario.stream === undefined ? "relay" : "stream",
    holder: ended
      ? { kind: "nobody", place: "over" }
      : human
        ? { kind: "operator", operatorId: around.operator.id, name: around.operator.name }
        : { kind: "bot" },
    phase: "connected",
    epoch: human ? 1 : 0,
    startedAt: iso(call, -2000),
    answeredAt: iso(call, 0),
    endedAt: ended ? iso(call, call.durationMs) : null,
    durationSeconds: ended ? Math.round(call.durationMs / 1000) : null,
    outcome: ended ? call.scenario.outcome : null,
    recording: ended || call.recordingSid === null ? "off" : "on",
    onHold: false,
    ringing: null,
    listeners: [],
    demo: true,
    takenOver: human,
    requestId,
  };
}

function utterancesOf(call: PlannedCall, around: Surroundings): Utterance[] {
  return call.lines.map((line, at) => ({
    id: demoId(`utterance ${call.index} ${at}`),
    speaker: line.speaker,
    speakerName:
      line.speaker === "operator"
        ? around.operator.name
        : line.speaker === "caller"
          ? call.caller.name
          : null,
    text: line.text,
    language: call.scenario.language,
    startedMs: line.startedMs,
    endedMs: line.endedMs,
    heard: line.heard,
    interrupted: line.heard !== null,
    confidence: line.speaker === "caller" ? 0.94 : null,
    untranscribed: false,
  }));
}

function hintOf(call: PlannedCall, utterances: Utterance[]): Hint | null {
  const wanted = call.scenario.hint;
  if (!wanted) return null;
  const said = utterances[wanted.line]!;
  return {
    id: demoId(`hint ${call.index}`),
    kind: wanted.kind,
    title: wanted.title,
    say: wanted.say,
    restsOn: { utteranceId: said.id, words: wanted.words, atMs: said.startedMs },
    source: wanted.source,
    atMs: said.endedMs + 150,
    state: call.takenOverMs === null ? "shown" : "used",
  };
}

/** Where no tool tells when, a request is saved as the bot says goodbye. */
const requestedMs = (call: PlannedCall): number => savedAtMs(call) ?? call.durationMs - 2000;

/** Newer requests are still open, older ones done. */
function requestOf(call: PlannedCall, reference: string): RequestView | null {
  const wanted = call.scenario.request;
  if (!wanted) return null;
  return {
    id: demoId(`request ${call.index}`),
    reference,
    status: call.index < 8 ? "open" : call.index < 20 ? "in_progress" : "done",
    callId: call.id,
    callerNumber: call.caller.number,
    callerName: call.caller.name,
    assigneeId: null,
    assigneeName: null,
    kind: wanted.kind,
    language: call.scenario.language,
    problem: wanted.problem,
    address: wanted.kind === "request" ? call.caller.address : null,
    urgency: wanted.urgency,
    callbackNumber: call.caller.number,
    createdAt: iso(call, requestedMs(call)),
    demo: true,
  };
}

function costOf(call: PlannedCall, prices: Surroundings["prices"]): Cost {
  const minutes = Math.max(1, Math.ceil(call.durationMs / 60_000));
  const line = (
    kind: "inbound" | "recording" | "storage",
    quantity: number,
    unitPrice: number,
  ) => ({ kind, quantity, unitPrice, amount: Number((quantity * unitPrice).toFixed(6)) });
  const lines = [
    line("inbound", minutes, prices.inbound),
    ...(call.recordingSid
      ? [line("recording", minutes, prices.recording), line("storage", 1, prices.storage)]
      : []),
  ];
  return {
    currency: "EUR",
    simulated: true,
    lines,
    total: Number(lines.reduce((sum, one) => sum + one.amount, 0).toFixed(6)),
  };
}

/** Everything a stored call consists of, in the order it happened. */
export function tell(call: PlannedCall, around: Surroundings): Story {
  const utterances = utterancesOf(call, around);
  const hint = hintOf(call, utterances);
  const request = requestOf(call, `R-${1900 + call.index}`);
  const cost = costOf(call, around.prices);
  const requestId = request?.id ?? null;
  const happened: Happening[] = [
    {
      ms: 0,
      event: {
        type: "baton.moved",
        call: viewAt(call, around, 0, null),
        cause: "answered",
        byName: null,
        silentAfterMs: null,
        audibleAfterMs: null,
      },
    },
    ...(call.recordingSid
      ? [
          {
            ms: 300,
            event: { type: "noted" as const, note: "recording_started" as const, byName: null },
          },
        ]
      : []),
    ...utterances.map((utterance) => ({
      ms: utterance.endedMs,
      event: { type: "utterance.finalised" as const, utterance },
    })),
    {
      ms: utterances[0]!.endedMs + 1,
      event: { type: "noted", note: "disclosure_heard", byName: null },
    },
    ...(hint ? [{ ms: hint.atMs, event: { type: "hint.shown" as const, hint } }] : []),
    ...toldOf(call, utterances, request?.reference ?? null),
    ...(call.takenOverMs === null
      ? []
      : [
          {
            ms: call.takenOverMs,
            event: {
              type: "baton.moved" as const,
              call: viewAt(call, around, call.takenOverMs, null),
              cause: "takeover" as const,
              byName: around.operator.name,
              silentAfterMs: 140 + call.index,
              audibleAfterMs: 520 + call.index * 7,
            },
          },
        ]),
    ...(request
      ? [{ ms: requestedMs(call) + 1, event: { type: "request.saved" as const, request } }]
      : []),
    {
      ms: call.durationMs,
      event: {
        type: "baton.moved",
        call: viewAt(call, around, call.durationMs, requestId),
        cause: "ended",
        byName: null,
        silentAfterMs: null,
        audibleAfterMs: null,
      },
    },
    { ms: call.durationMs + 1, event: { type: "cost.counted", cost } },
  ];
  const events = happened
    .toSorted((one, other) => one.ms - other.ms)
    .map(({ ms, event }, at): CallEvent => ({
      ...event,
      callId: call.id,
      seq: at + 1,
      at: iso(call, ms),
      atMs: ms,
    }));
  return {
    view: viewAt(call, around, call.durationMs, requestId),
    utterances,
    hint,
    request,
    cost,
    events,
  };
}
