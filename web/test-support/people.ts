import type {
  CallDetail,
  CallEvent,
  CallView,
  Me,
  OperatorView,
  Utterance,
} from "@patchbay/contracts";
import { botEvents } from "./bot-events.ts";

/** A stable uuid for a word, so that fixtures can refer to one another. */
export function idOf(word: string): string {
  let hash = 2166136261;
  let hex = "";
  for (let round = 0; round < 4; round += 1) {
    for (const char of word + round) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619);
    hex += (hash >>> 0).toString(16).padStart(8, "0");
  }
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const operators: OperatorView[] = [
  { userId: idOf("nora"), name: "Nora Falk", presence: "available", callId: null },
  { userId: idOf("emre"), name: "Emre Aydın", presence: "on_call", callId: idOf("call-aylin") },
  { userId: idOf("pavel"), name: "Pavel Orlow", presence: "on_call", callId: idOf("call-huber") },
  { userId: idOf("june"), name: "June Carter", presence: "away", callId: null },
];

export const nora: Me = {
  userId: idOf("nora"),
  email: "operator@demo.test",
  name: "Nora Falk",
  role: "operator",
  grants: [
    "calls.view",
    "calls.listen",
    "calls.take",
    "calls.dial",
    "calls.monitor",
    "recordings.play",
    "requests.edit",
  ],
  languages: ["de-DE", "en-US"],
  organization: { id: idOf("organization"), name: "AssetCare24", currency: "EUR" },
};

export function callOf(
  word: string,
  changes: Partial<CallView>,
  now: number,
  agoMs: number,
): CallView {
  const startedAt = new Date(now - agoMs).toISOString();
  return {
    id: idOf(`call-${word}`),
    direction: "inbound",
    status: "live",
    fromNumber: "+4922198765432",
    toNumber: "+493023125024",
    callerName: null,
    language: "de-DE",
    engine: "relay",
    holder: { kind: "bot" },
    phase: "connected",
    epoch: 1,
    startedAt,
    answeredAt: startedAt,
    endedAt: null,
    durationSeconds: null,
    outcome: null,
    recording: "on",
    onHold: false,
    ringing: null,
    listeners: [],
    demo: false,
    takenOver: false,
    requestId: null,
    ...changes,
  };
}

export function liveCalls(now: number): CallView[] {
  const operator = (word: string, name: string) => ({
    kind: "operator" as const,
    operatorId: idOf(word),
    name,
  });
  return [
    callOf(
      "huber",
      {
        callerName: "Theresa Huber",
        fromNumber: "+4989558712345",
        holder: operator("pavel", "Pavel Orlow"),
        onHold: true,
        takenOver: true,
      },
      now,
      125_000,
    ),
    callOf(
      "aylin",
      {
        callerName: "Aylin Şahin",
        fromNumber: "+902125550188",
        language: "tr-TR",
        holder: operator("emre", "Emre Aydın"),
        takenOver: true,
      },
      now,
      251_000,
    ),
    callOf("marta", { callerName: "Marta Lindner", engine: "stream" }, now, 66_000),
    callOf(
      "olga",
      {
        callerName: "Ольга Кузнецова",
        fromNumber: "+493023125077",
        language: "ru-RU",
        ringing: {
          offerId: idOf("offer-olga"),
          operatorId: idOf("june"),
          reason: "caller_asked",
          brief: "",
          offeredAt: new Date(now - 8_000).toISOString(),
          expiresAt: new Date(now + 12_000).toISOString(),
        },
      },
      now,
      48_000,
    ),
    callOf(
      "london",
      {
        fromNumber: "+442079460018",
        language: "en-US",
        holder: { kind: "nobody", place: "queue" },
      },
      now,
      36_000,
    ),
    callOf("felix", { callerName: "Felix Brandl", fromNumber: "+4315550123" }, now, 23_000),
  ];
}

const script: [Utterance["speaker"], string, number, number, Partial<Utterance>?][] = [
  [
    "bot",
    "Guten Tag, hier ist der Telefonbot von AssetCare24. Dieses Gespräch wird aufgezeichnet. Was ist passiert?",
    400,
    7_200,
  ],
  [
    "caller",
    "Lindner, guten Tag. Unsere Heizung ist seit heute Nacht kalt, und meine Mutter ist krank.",
    8_600,
    14_900,
  ],
  ["bot", "Das tut mir leid, Frau Lindner. In welcher Straße ist das?", 16_100, 19_800],
  ["caller", "Am Kirchplatz 7, erster Stock, in Sülz.", 21_300, 24_700, { confidence: 0.54 }],
  [
    "bot",
    "Am Kirchplatz 7, erster Stock. Sind nur Ihre Räume kalt, oder ist das ganze Haus betroffen?",
    26_400,
    31_400,
    { heard: "Am Kirchplatz 7, erster Stock. Sind nur Ihre Räume kalt,", interrupted: true },
  ],
  ["caller", "Moment, es riecht hier auch ein bisschen komisch, wie nach Gas.", 31_200, 35_600],
  [
    "bot",
    "Danke, dass Sie das sagen. Öffnen Sie bitte gleich ein Fenster. Hören Sie ein Zischen?",
    39_000,
    43_900,
  ],
  ["caller", "Nein, kein Zischen. Das Fenster ist jetzt offen.", 44_600, 47_300],
  [
    "bot",
    "Sehr gut. Bleiben Sie am offenen Fenster, ich hole einen Menschen dazu.",
    48_200,
    52_600,
  ],
];

export function utterances(word: string): Utterance[] {
  return script.map(([speaker, text, startedMs, endedMs, changes], index) => ({
    id: idOf(`${word}-${index}`),
    speaker,
    speakerName: speaker === "caller" ? "Marta Lindner" : null,
    text,
    language: "de-DE",
    startedMs,
    endedMs,
    heard: null,
    interrupted: false,
    confidence: 0.93,
    untranscribed: false,
    ...changes,
  }));
}

export function request(call: CallView) {
  return {
    id: idOf(`request-${call.id}`),
    reference: "R-2041",
    status: "open" as const,
    callId: call.id,
    callerNumber: call.fromNumber,
    callerName: call.callerName,
    assigneeId: null,
    assigneeName: null,
    kind: "request" as const,
    language: call.language,
    createdAt: call.startedAt,
    demo: call.demo,
    problem: "Heizung kalt seit heute Nacht, leichter Gasgeruch",
    address: "Am Kirchplatz 7, 1. Stock",
    urgency: "today" as const,
    callbackNumber: null,
  };
}

export function detailOf(call: CallView, now: number): CallDetail {
  const start = Date.parse(call.startedAt);
  let seq = 0;
  const base = (atMs: number) => {
    seq += 1;
    return { callId: call.id, seq, at: new Date(start + atMs).toISOString(), atMs };
  };
  const bot: CallView = {
    ...call,
    holder: { kind: "bot" },
    takenOver: false,
    onHold: false,
    status: "live",
  };
  const hint = {
    id: idOf(`hint-${call.id}`),
    kind: "warning" as const,
    title: "Gas smell: out of the flat first",
    say: "Bitte verlassen Sie mit Ihrer Mutter die Wohnung, fassen Sie keinen Lichtschalter an und warten Sie draußen.",
    restsOn: { utteranceId: idOf("marta-5"), words: "wie nach Gas", atMs: 31_200 },
    source: "Heating, first steps",
    atMs: 36_000,
    state: "shown" as const,
  };
  const events: CallEvent[] = [
    {
      ...base(0),
      type: "baton.moved",
      call: bot,
      cause: "answered",
      byName: null,
      silentAfterMs: null,
      audibleAfterMs: null,
    },
    { ...base(300), type: "noted", note: "recording_started", byName: null },
    { ...base(7_200), type: "noted", note: "disclosure_heard", byName: null },
    ...botEvents(base, (at) => idOf(`marta-${at}`)),
    { ...base(36_000), type: "hint.shown", hint },
    { ...base(36_300), type: "request.saved", request: request(call) },
  ];
  if (call.takenOver && call.holder.kind === "operator") {
    events.push({
      ...base(49_000),
      type: "baton.moved",
      call,
      cause: "takeover",
      byName: call.holder.name,
      silentAfterMs: 120,
      audibleAfterMs: 640,
    });
  }
  return {
    call,
    seq: seq + script.length,
    utterances: utterances("marta").filter((u) => u.startedMs < now - start),
    hints: [hint],
    request: request(call),
    collected: null,
    recordings: [],
    cost: null,
    events,
  };
}
