import fc from "fast-check";
import { expect, it } from "vitest";
import { newStreamState, type StreamEvent } from "./state.ts";
import { streamTransition } from "./transition.ts";

const LISTENING = { threshold: 0.5, level: 0, onsetMs: 64, offsetMs: 200, patienceMs: null };
/** A few seconds' worth of everything: what grows with the events would be megabytes. */
const MOST_CHARS = 250_000;

const words = fc.constantFrom("", "Yes.", "mm-hm", "My tap drips and drips. ", "x ".repeat(300));
const id = fc.nat({ max: 40 });
const ms = fc.constantFrom(0, 20, 333, 1_000, 60_000, 1e9);
const floor = fc.oneof(
  fc.record({ type: fc.constantFrom("speechBegan", "speechEnded"), agoMs: fc.nat(400) }),
  fc.record({ type: fc.constantFrom("partial", "final"), text: words }),
  fc.record({ type: fc.constantFrom("flushed", "turnResumed", "keyPressed") }),
  fc.record({ type: fc.constant("turnEnded"), eager: fc.boolean() }),
  fc.record({
    type: fc.constant("floorTimer"),
    timer: fc.constantFrom("patience", "words", "overlap", "still", "cap"),
  }),
);
const voice = fc.oneof(
  fc.record({
    type: fc.constant("rendered"),
    id,
    ms,
    voicedFromMs: fc.constant(0),
    voicedToMs: ms,
  }),
  fc.record({ type: fc.constant("timed"), id, timing: fc.record({ ms, chars: fc.nat(100) }) }),
  fc.record({ type: fc.constantFrom("renderDone", "renderFailed"), id }),
  fc.record({
    type: fc.constant("markBack"),
    name: fc.oneof(fc.nat(2_000), fc.constantFrom(Number.NaN, 1e300, -1, 0.5)),
  }),
  fc.record({ type: fc.constant("tick") }),
);
const gen = fc.nat(2_000);
const turn = fc.oneof(
  fc.record({ type: fc.constantFrom("headSaid"), gen, text: words }),
  fc.record({ type: fc.constant("toolStarted"), gen }),
  fc.record({ type: fc.constant("headFinished"), gen, end: fc.constant(null) }),
  fc.record({ type: fc.constant("headFailed"), gen }),
  fc.record({ type: fc.constant("handoverOffered"), ringing: fc.boolean() }),
  fc.record({ type: fc.constant("whispered"), kind: fc.constantFrom("note", "say"), text: words }),
  fc.record({ type: fc.constant("digitPressed"), digit: fc.constantFrom("1", "#") }),
  fc.record({ type: fc.constant("stopCommanded"), over: fc.boolean() }),
  fc.record({ type: fc.constant("resumeCommanded"), reason: fc.constant("takeover_failed") }),
  fc.record({
    type: fc.constant("timerFired"),
    timer: fc.constantFrom(
      "flush",
      "filler",
      "silence",
      "settle",
      "noise",
      "digits",
      "callerStuck",
    ),
  }),
);
const happens = fc.oneof(
  floor.map((event) => ({ to: "floor", event })),
  voice.map((event) => ({ to: "voice", event })),
  turn.map((event) => ({ to: "turn", event })),
);

it("keeps its size over ten thousand events, whatever they are and whatever they hold", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(happens, fc.nat(400)), { minLength: 2_000, maxLength: 2_000 }),
      (events) => {
        let state = newStreamState({ language: "en-US", listening: LISTENING });
        const tell = (one: { to: string; event: object }, at: number): void => {
          ({ state } = streamTransition(state, {
            to: one.to,
            event: { ...one.event, at },
          } as StreamEvent));
        };
        const opened = {
          type: "opened",
          language: "en-US",
          greeting: "Hello.",
          disclosureChars: 6,
        };
        tell({ to: "turn", event: { ...opened, resumed: null, memory: [], unheard: "" } }, 0);
        let at = 0;
        for (let round = 0; round < 5; round += 1) {
          for (const [one, afterMs] of events) {
            at += afterMs;
            // The newest of each kind is as likely as an old one.
            const newest = { id: state.voice.nextId - 1, gen: state.turn.gen };
            const isNewest = afterMs % 2 === 0;
            const event = { ...one.event } as Record<string, unknown>;
            if (isNewest && "id" in event) event["id"] = newest.id;
            if (isNewest && "gen" in event) event["gen"] = newest.gen;
            tell({ to: one.to, event }, at);
          }
          expect(JSON.stringify(state).length).toBeLessThan(MOST_CHARS);
          expect(state.voice.pieces.length).toBeLessThanOrEqual(64);
          expect(state.turn.speeches.length).toBeLessThanOrEqual(8);
        }
      },
    ),
    { numRuns: 2 },
  );
});
