import type { CallEvent, TurnMeasured } from "@patchbay/contracts";

type Base = Pick<CallEvent, "callId" | "seq" | "at" | "atMs">;
type Part<E> = E extends unknown ? Omit<E, keyof Base> : never;

const turn = (utteranceId: string, changes: Partial<TurnMeasured>): Part<CallEvent> => ({
  type: "turn.measured",
  turn: {
    utteranceId,
    reason: "silence",
    expectation: "open",
    patienceMs: 520,
    silenceMs: 547,
    speculated: false,
    headMs: 240,
    voiceMs: 110,
    totalMs: 900,
    ...changes,
  },
});

/** Longer than any card shows at once, and not to be taken for markup. */
const longAnswer = `<b>Zone 3</b>: ${"Regler geprüft, Ventil geschlossen, Zulauf frei. ".repeat(12)}`;

/** What the bot's own engine tells of the call with Marta: waits of every kind, tools of every kind. */
export function botEvents(
  base: (atMs: number) => Base,
  utteranceAt: (index: number) => string,
): CallEvent[] {
  const told: [number, Part<CallEvent>][] = [
    [
      16_100,
      turn(utteranceAt(1), {
        reason: "recogniser",
        speculated: true,
        silenceMs: 310,
        headMs: 0,
        voiceMs: 120,
        totalMs: 460,
      }),
    ],
    [
      25_300,
      {
        type: "tool.used",
        tool: "look_up_request",
        input: { reference: null },
        result: {
          found: [
            {
              reference: "R-1987",
              status: "in_progress",
              problem: "Heizkörper im Schlafzimmer bleibt kalt",
              createdAt: "2026-11-12T09:20:00.000Z",
            },
          ],
        },
        tookMs: 84,
      },
    ],
    [
      26_400,
      turn(utteranceAt(3), {
        expectation: "address",
        patienceMs: 1_240,
        silenceMs: 1_270,
        headMs: 290,
        voiceMs: 140,
        totalMs: 1_700,
      }),
    ],
    [31_200, { type: "noted", note: "bot_interrupted", byName: null }],
    [
      36_200,
      {
        type: "tool.used",
        tool: "save_request",
        input: {
          problem: "Heizung kalt seit heute Nacht, leichter Gasgeruch",
          address: "Am Kirchplatz 7, 1. Stock",
          urgency: "today",
          callbackNumber: "+4922198765432",
        },
        result: { reference: "R-2041" },
        tookMs: 182,
      },
    ],
    [
      36_900,
      {
        type: "tool.used",
        tool: "check_heating_zone",
        input: { zone: 3, building: { street: "Am Kirchplatz", number: "7" } },
        result: { reachable: true, report: longAnswer, sensors: ["S-11", "S-12"] },
        tookMs: 1_240,
      },
    ],
    [38_300, { type: "noted", note: "voice_fell_back", byName: null }],
    [
      39_000,
      turn(utteranceAt(5), { silenceMs: 560, headMs: 1_310, voiceMs: 1_480, totalMs: 3_400 }),
    ],
    [
      47_700,
      {
        type: "tool.used",
        tool: "offer_handover",
        input: { reason: "caller_asked", brief: "Gasgeruch, Fenster offen, Mutter krank." },
        result: null,
        tookMs: 5_000,
      },
    ],
    [48_200, turn(utteranceAt(7), { expectation: "yes_no", patienceMs: 280, silenceMs: 300 })],
  ];
  return told.map(([atMs, event]) => ({ ...base(atMs), ...event }));
}
