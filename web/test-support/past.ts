import type { CallDetail, CallView, CallsPage, RequestView } from "@patchbay/contracts";
import { callOf, detailOf, idOf, request } from "./people.ts";

const names = [
  "Marta Lindner",
  "Tom Ashcroft",
  null,
  "Zeynep Arslan",
  "Игорь Смирнов",
  "Greta Hansen",
  null,
  "Paul Becker",
];
const outcomes = [
  "request_taken",
  "bot_resolved",
  "abandoned",
  "taken_over",
  "callback_noted",
  "answered",
  "not_reached",
  "refused",
] as const;
const languages = ["de-DE", "en-US", "de-DE", "tr-TR", "ru-RU", "de-DE", "en-US", "de-DE"] as const;

type PastCall = CallsPage["calls"][number];

export function pastCalls(now: number, count = 60): PastCall[] {
  return Array.from({ length: count }, (_, i): PastCall => {
    const kind = i % 8;
    const taken = outcomes[kind] === "taken_over";
    const seconds = 40 + ((i * 37) % 260);
    const view: CallView = callOf(
      `past-${i}`,
      {
        status: "ended",
        callerName: names[kind] ?? null,
        fromNumber: `+4922155${String(50_000 + i * 37)}`,
        direction: kind === 5 ? "outbound" : "inbound",
        language: languages[kind]!,
        holder: taken
          ? { kind: "operator", operatorId: idOf("nora"), name: "Nora Falk" }
          : { kind: "nobody", place: "over" },
        outcome: outcomes[kind]!,
        takenOver: taken,
        durationSeconds: seconds,
        demo: i > 1,
        recording: "off",
      },
      now,
      (i + 1) * 5.2 * 3_600_000,
    );
    return {
      ...view,
      endedAt: new Date(Date.parse(view.startedAt) + seconds * 1000).toISOString(),
      hasRecording: i % 3 === 0,
      operatorName: taken || kind === 5 ? "Nora Falk" : null,
    };
  });
}

const SECONDS = 96;

/** A finished call with everything: takeover, hold, hint, recording, cost. */
export function pastDetail(now: number): CallDetail {
  const view = callOf(
    "past-3",
    {
      status: "ended",
      callerName: "Marta Lindner",
      engine: "stream",
      takenOver: true,
      holder: { kind: "operator", operatorId: idOf("nora"), name: "Nora Falk" },
      outcome: "taken_over",
      durationSeconds: SECONDS,
      demo: true,
      recording: "off",
    },
    now,
    4 * 3_600_000,
  );
  const call: CallView = {
    ...view,
    endedAt: new Date(Date.parse(view.startedAt) + SECONDS * 1000).toISOString(),
  };
  const detail = detailOf(call, now);
  let seq = detail.seq;
  const base = (atMs: number) => ({ callId: call.id, seq: ++seq, at: call.startedAt, atMs });
  const said: [CallDetail["utterances"][number]["speaker"], string, number, number][] = [
    [
      "operator",
      "Frau Lindner, hier spricht Nora Falk von AssetCare24. Ich bin jetzt selbst für Sie da.",
      50_000,
      55_500,
    ],
    ["caller", "Gut, dass jemand da ist. Wir stehen schon im Treppenhaus.", 57_000, 60_800],
    [
      "operator",
      "Sehr gut. Bleiben Sie dort, ich rufe den Notdienst und halte Sie kurz.",
      62_000,
      66_000,
    ],
    ["operator", "Der Notdienst ist in zwanzig Minuten bei Ihnen.", 79_000, 82_500],
    ["caller", "Vielen Dank, wir warten unten.", 84_000, 86_300],
  ];
  return {
    ...detail,
    seq: seq + 20,
    utterances: [
      ...detail.utterances.slice(0, -1),
      // The takeover cut the bot off.
      ...detail.utterances
        .slice(-1)
        .map((one) => ({ ...one, endedMs: 49_000, heard: "Sehr gut.", interrupted: true })),
      ...said.map(([speaker, text, startedMs, endedMs], i) => ({
        id: idOf(`later-${i}`),
        speaker,
        speakerName: speaker === "operator" ? "Nora Falk" : "Marta Lindner",
        text,
        language: "de-DE" as const,
        startedMs,
        endedMs,
        heard: null,
        interrupted: false,
        confidence: 0.9,
        untranscribed: false,
      })),
    ],
    events: [
      ...detail.events,
      { ...base(67_000), type: "noted", note: "held", byName: "Nora Falk" },
      { ...base(78_000), type: "noted", note: "unheld", byName: "Nora Falk" },
      {
        ...base(SECONDS * 1000),
        type: "baton.moved",
        call: { ...call, holder: { kind: "nobody", place: "over" } },
        cause: "ended",
        byName: null,
        silentAfterMs: null,
        audibleAfterMs: null,
      },
    ],
    collected: null,
    recordings: [
      {
        id: idOf("recording"),
        status: "ready",
        startedMs: 0,
        durationMs: SECONDS * 1000,
        channels: 2,
        peaks: peaks(detail, said),
      },
    ],
    cost: {
      currency: "EUR",
      simulated: true,
      lines: [
        { kind: "inbound", quantity: 2, unitPrice: 0.012, amount: 0.024 },
        { kind: "recording", quantity: 2, unitPrice: 0.004, amount: 0.008 },
        { kind: "storage", quantity: 1, unitPrice: 0.02, amount: 0.02 },
        { kind: "model", quantity: 3120, unitPrice: 0.000003, amount: 0.009 },
        { kind: "voice", quantity: 514, unitPrice: 0.000016, amount: 0.008 },
      ],
      total: 0.069,
    },
  };
}

function peaks(detail: CallDetail, later: [string, string, number, number][]): number[][] {
  const points = 960;
  const spoken = [
    ...detail.utterances.map((u) => [u.speaker, u.text, u.startedMs, u.endedMs] as const),
    ...later,
  ];
  return [true, false].map((caller) =>
    Array.from({ length: points }, (_, i) => {
      const ms = (i / points) * SECONDS * 1000;
      const talks = spoken.some(
        ([who, , from, to]) => (who === "caller") === caller && ms >= from && ms <= to,
      );
      return talks ? 18 + Math.round(62 * Math.abs(Math.sin(i * 1.7) * Math.cos(i * 0.61))) : 1;
    }),
  );
}

export function pastRequests(now: number): RequestView[] {
  const problems = [
    "Heizung kalt, leichter Gasgeruch",
    "Lift stuck on the second floor",
    "Wasser tropft aus der Decke",
    "Kapı otomatiği çalışmıyor",
    "Не работает домофон",
  ];
  const statuses = ["open", "open", "in_progress", "done", "cancelled"] as const;
  return problems.map((problem, i) => ({
    ...request(
      callOf(
        `past-${i}`,
        { callerName: names[i] ?? null, language: languages[i]!, demo: i > 0 },
        now,
        (i + 1) * 7_200_000,
      ),
    ),
    id: idOf(`past-request-${i}`),
    reference: `R-${2041 - i}`,
    problem,
    status: statuses[i]!,
    urgency: (["emergency", "today", "today", "this_week", "whenever"] as const)[i]!,
    callbackNumber: "+4922155501234",
    assigneeId: i === 2 ? idOf("nora") : null,
    assigneeName: i === 2 ? "Nora Falk" : null,
    demo: i > 0,
  }));
}

/** A stereo recording of soft tones where somebody speaks, as WAV. */
export function recordingWav(): Buffer {
  const rate = 8_000;
  const data = Buffer.alloc(rate * SECONDS * 2, 128);
  for (let i = 0; i < rate * SECONDS; i += 1) {
    const second = Math.floor(i / rate);
    const channel = Math.floor(second / 5) % 2;
    if (second % 5 !== 4)
      data[i * 2 + channel] =
        128 + Math.round(20 * Math.sin((i / rate) * 2 * Math.PI * (channel === 0 ? 220 : 330)));
  }
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}
