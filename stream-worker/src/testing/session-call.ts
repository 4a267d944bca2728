import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import type { Problem, TurnMeasured } from "@patchbay/contracts";
import { LISTENING_PRESETS } from "../domain/activity/presets.ts";
import type { Head, HeadOutput, KeptCommand, OpenAnswer, SessionLink } from "../ports.ts";
import type { EarsEvent } from "../runtime/ears/ears.ts";
import { openStreamSession } from "../runtime/stream-session.ts";
import { createTicker } from "../runtime/ticker.ts";
import { aConversation } from "./fake-api.ts";
import { manualClock } from "./manual-clock.ts";

const BYTES_PER_MS = 8;
const MS_PER_CHAR = 60;
const FRAME: Uint8Array = new Uint8Array(160).fill(0xff);
/** A sample loud enough to count as a voice. */
const LOUD = 0x20;

export type SessionCallOptions = {
  readonly speculates?: boolean;
  /** Of every text, before its sound. */
  readonly renderMs?: number;
};

/** One session of the bot's own engine on a clock that only moves when told to, everything around it fake. */
export function sessionCall(options: SessionCallOptions = {}) {
  const clock = manualClock();
  const callId = randomUUID();
  const kept: { name: KeptCommand; body: Record<string, unknown> }[] = [];
  const sent: string[] = [];
  const replies: { out: HeadOutput; signal: AbortSignal; end: (reason?: "done") => void }[] = [];
  const heardFrames: number[] = [];
  const answer = Promise.withResolvers<OpenAnswer>();
  let heads = 0;
  let hear: (event: EarsEvent) => void = () => undefined;
  let detect: (event: { type: "onset" | "offset"; agoMs: number }) => void = () => undefined;
  let flushes = 0;
  let closedAs: string | null = null;

  const link: SessionLink = {
    callId,
    sessionId: randomUUID(),
    open: (signal) =>
      new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new Error("over")));
        answer.promise.then(resolve, reject);
      }),
    keep: (name, body) => void kept.push({ name, body: { ...body } }),
    callTool: async () => ({ ok: false, why: "late" }),
    showPartial() {},
    showLevels() {},
    sendFrame() {},
    close: (cause) => {
      closedAs = cause;
    },
  };
  const head: Head = {
    speculates: () => options.speculates === true,
    reply: (_turn, out, signal) =>
      new Promise((resolve) => {
        replies.push({ out, signal, end: (reason) => resolve(reason ?? null) });
      }),
  };
  const rest = (ms: number, signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      signal.addEventListener("abort", () => (cancel(), resolve()));
    });

  const session = openStreamSession({
    callId,
    epoch: 1,
    language: "en-US",
    link,
    heads: () => {
      heads += 1;
      return head;
    },
    hints: { known() {}, heard() {}, close() {} },
    clock,
    metrics: { count() {}, answered() {} },
    log: { info() {}, warn() {}, error() {} },
    wire: {
      sendMedia: (audio) => void sent.push(`media ${audio.length / BYTES_PER_MS}`),
      sendMark: (name) => void sent.push(`mark ${name}`),
      sendClear: () => void sent.push("clear"),
      end: () => void sent.push("end"),
    },
    speech: {
      activity: {
        name: "fake",
        open(_settings, told) {
          detect = told;
          return { push() {}, playing() {}, close() {} };
        },
        close: () => Promise.resolve(),
      },
      setup: {
        speechToText: ["local"],
        textToSpeech: ["local"],
        voice: null,
        listening: LISTENING_PRESETS.balanced,
      },
      ears(_setup, _language, told) {
        hear = told;
        return {
          push: (audio) => void heardFrames.push(audio[0] ?? 0),
          speechStarted() {},
          flush: () => void (flushes += 1),
          close() {},
        };
      },
      voice: () =>
        async function* speak(text, _previous, signal) {
          if (options.renderMs !== undefined) await rest(options.renderMs, signal);
          const ms = text.trim().length * MS_PER_CHAR;
          yield { type: "audio", audio: new Uint8Array(ms * BYTES_PER_MS).fill(LOUD) };
        },
      ticker: createTicker(clock, 20),
    },
  });

  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) await setImmediate();
  };
  return {
    callId,
    clock,
    session,
    kept,
    /** What went to the carrier, in order. */
    sent,
    replies,
    /** First bytes of the frames that the ears were given. */
    heardFrames,
    heads: () => heads,
    closedAs: () => closedAs,
    settle,
    known: (over: Parameters<typeof aConversation>[1] = {}) =>
      answer.resolve({ ok: true, conversation: aConversation(callId, over) }),
    refused: (problem: Problem) => answer.resolve({ ok: false, problem }),
    frame: (index: number, byte?: number) =>
      session.media(index * 20, byte === undefined ? FRAME : new Uint8Array(160).fill(byte)),
    /** Virtual time, and all that is awaited in it. */
    async pass(ms: number) {
      for (let passed = 0; passed < ms; passed += 20) {
        clock.advance(20);
        await settle();
      }
    },
    /** Sound of `ms`, and its words at its end. */
    async says(text: string, ms: number) {
      detect({ type: "onset", agoMs: 0 });
      for (let passed = 0; passed < ms; passed += 20) clock.advance(20);
      const before = flushes;
      detect({ type: "offset", agoMs: 0 });
      if (text !== "") hear({ type: "final", text, confidence: null, words: [] });
      for (let asked = before; asked < flushes; asked += 1) hear({ type: "flushed" });
      await settle();
    },
    measured: () =>
      kept.flatMap(({ name, body }) =>
        name === "turn.measured" ? [body["turn"] as TurnMeasured] : [],
      ),
    finals: () =>
      kept.flatMap(({ name, body }) =>
        name === "utterance.finalised" ? [body["utterance"] as Record<string, unknown>] : [],
      ),
  };
}
