import { randomUUID } from "node:crypto";
import type { Conversation, Language, Listening, SpeechSetup } from "@patchbay/contracts";
import type { FloorEvent, FloorTimer } from "../domain/floor/state.ts";
import { newStreamState, type StreamEffect, type StreamEvent } from "../domain/stream/state.ts";
import { streamTransition } from "../domain/stream/transition.ts";
import type { VoiceEvent } from "../domain/voice/state.ts";
import type { StreamWire } from "../ports.ts";
import type {
  TranscriptEvent,
  TranscriptStream,
  VoiceActivity,
  VoiceActivityStream,
} from "../ports/speech.ts";
import { createBotSide, type BotDeps, type BotSession, type TurnNews } from "./bot-side.ts";
import { createCallSound } from "./call-sound.ts";
import { createMouth, type Mouth, type Speak } from "./mouth.ts";
import { createPlayedFrames } from "./played-frames.ts";
import type { Ticker } from "./ticker.ts";
import { createTimers } from "./timers.ts";
import { createTurnMeasures } from "./turn-measures.ts";
import { createTurnQueue } from "./turn-queue.ts";

/** Sound that came before anybody knew whose call it is: five seconds, twice the api's patience. */
const MAX_EARLY_FRAMES = 250;

/** What ears tell: a recogniser's events, or that there is no recogniser left. */
export type EarsEvent = Exclude<TranscriptEvent, { type: "failed" }> | { readonly type: "deaf" };

/** Ears and voice for one call, by the organization's order of vendors. */
export type SpeechParts = {
  readonly activity: VoiceActivity;
  /** Where nobody can be asked: every vendor there is, and our own thresholds. */
  readonly setup: SpeechSetup;
  ears(
    setup: SpeechSetup,
    language: Language,
    hear: (event: EarsEvent) => void,
    fellBack: () => void,
  ): TranscriptStream;
  voice(setup: SpeechSetup, language: Language, fellBack: () => void): Speak;
  readonly ticker: Ticker;
};

export type StreamSessionDeps = BotDeps & {
  readonly epoch: number;
  readonly wire: StreamWire;
  readonly speech: SpeechParts;
  /** Everything that was decided upon, for who wants to replay it. */
  readonly record?: (event: StreamEvent) => void;
};

export type StreamSession = BotSession & {
  /** What the caller says, in mu-law; `timestampMs` counts from the stream's start. */
  media(timestampMs: number, audio: Uint8Array): void;
  mark(name: string): void;
  key(digit: string): void;
  listen(on: boolean): void;
};

type WithoutInstant<E> = E extends unknown ? Omit<E, "at"> : never;
type Senses = {
  readonly ears: TranscriptStream;
  readonly activity: VoiceActivityStream;
  readonly mouth: Mouth;
};

/** One bot conversation by our own ears and voice: the machines decide, we perform. */
export function openStreamSession(deps: StreamSessionDeps): StreamSession {
  const { clock, wire, metrics, link, speech } = deps;
  const language = deps.language ?? "en-US";
  let state = newStreamState({ language, listening: speech.setup.listening });
  let senses: Senses | null = null;
  let early: { timestampMs: number; audio: Uint8Array }[] = [];
  let untick: (() => void) | null = null;
  let newestMs = 0;
  let closed = false;
  let callerUtterance: string = randomUUID();

  const take = createTurnQueue<StreamEvent>((event) => {
    deps.record?.(event);
    const done = streamTransition(state, event);
    state = done.state;
    for (const effect of done.effects) perform(effect);
  });
  const toFloor = (event: WithoutInstant<FloorEvent>): void =>
    take({ to: "floor", event: { ...event, at: clock.now() } });
  const toVoice = (event: WithoutInstant<VoiceEvent>): void =>
    take({ to: "voice", event: { ...event, at: clock.now() } });
  const toTurn = (event: TurnNews): void => {
    if (event.type === "headSaid") measures.worded(clock.now());
    take({ to: "turn", event: { ...event, at: clock.now() } });
  };

  const floorTimers = createTimers<FloorTimer>(clock, (timer) =>
    toFloor({ type: "floorTimer", timer }),
  );
  const measures = createTurnMeasures((turn) => {
    if (turn.headMs !== null) metrics.answered(turn.headMs + (turn.voiceMs ?? 0));
    link.keep("turn.measured", { turn });
  });
  const played = createPlayedFrames();

  /** Without ears or voice we are no bot: the carrier asks the api, which has another one. */
  const fail = (): void => {
    bot.setCause("failed");
    wire.end();
  };

  const perform = (effect: StreamEffect): void => {
    switch (effect.type) {
      case "render":
        return senses?.mouth.render(effect.id, effect.text, effect.previousText);
      case "prepareText":
        return senses?.mouth.prepare(effect.text);
      case "forget":
        return senses?.mouth.forget(effect.id);
      case "feed":
        return feed(effect);
      case "mark":
        return wire.sendMark(String(effect.name));
      case "clear":
        played.cleared();
        return wire.sendClear();
      case "tickEvery":
        untick?.();
        untick = effect.on ? speech.ticker.add(() => toVoice({ type: "tick" })) : null;
        return;
      case "playing":
        return senses?.activity.playing(effect.on);
      case "failed":
        return fail();
      case "flushEars":
        return senses?.ears.flush();
      case "commit":
        return measures.committed(effect, callerUtterance, clock.now());
      case "setFloorTimer":
        return floorTimers.set(effect.timer, effect.afterMs);
      case "clearFloorTimer":
        return floorTimers.clear(effect.timer);
      case "startHead":
        measures.begun();
        return bot.perform(effect);
      default:
        return bot.perform(effect);
    }
  };

  const feed = ({ id, fromMs, ms }: Extract<StreamEffect, { type: "feed" }>): void => {
    const audio = senses?.mouth.take(id, fromMs, ms);
    if (audio === undefined) return;
    measures.sounded(clock.now());
    played.fed(audio, newestMs);
    wire.sendMedia(audio);
  };

  const hear = (event: EarsEvent): void => {
    if (closed) return;
    if (event.type === "deaf") return fail();
    if (event.type === "final") return toFloor({ type: "final", text: event.text });
    toFloor(event);
  };

  const openActivity = (listening: Listening, ears: TranscriptStream): VoiceActivityStream =>
    speech.activity.open(listening, (event) => {
      if (closed) return;
      if (event.type === "onset") {
        ears.speechStarted(event.agoMs);
        toFloor({ type: "speechBegan", agoMs: event.agoMs });
      } else toFloor({ type: "speechEnded", agoMs: event.agoMs });
    });

  const known = (conversation: Conversation | null, spoken: Language): void => {
    if (closed) return;
    const setup = conversation?.speech ?? speech.setup;
    toFloor({ type: "tuned", language: spoken, listening: setup.listening });
    const ears = speech.ears(setup, spoken, hear, () =>
      link.keep("note.made", { note: "ears_fell_back" }),
    );
    const speak = speech.voice(setup, spoken, () =>
      link.keep("note.made", { note: "voice_fell_back" }),
    );
    senses = {
      ears,
      activity: openActivity(setup.listening, ears),
      mouth: createMouth(speak, spoken, toVoice),
    };
    for (const { audio } of early) sense(audio);
    early = [];
  };

  const sense = (audio: Uint8Array): void => {
    senses?.ears.push(audio);
    senses?.activity.push(audio);
  };

  const bot = createBotSide(deps, {
    state: () => state.turn,
    dispatch: toTurn,
    known,
    stored(final) {
      if (final.speaker === "caller") callerUtterance = final.utteranceId;
    },
    endWire: () => wire.end(),
  });
  const sound = createCallSound({ callId: deps.callId, link, clock, callClock: bot.callClock });

  return {
    callId: deps.callId,
    epoch: deps.epoch,
    media(timestampMs, audio) {
      newestMs = Math.max(newestMs, timestampMs);
      sound.frame("caller", timestampMs, audio);
      sound.frame("other", timestampMs, played.at(timestampMs));
      if (senses !== null) sense(audio);
      else if (early.length < MAX_EARLY_FRAMES) early.push({ timestampMs, audio });
    },
    mark(name) {
      toVoice({ type: "markBack", name: Number(name) });
    },
    key(digit) {
      toFloor({ type: "keyPressed" });
      toTurn({ type: "digitPressed", digit });
    },
    listen: (on) => sound.listen(on),
    whisper: (kind, text) => toTurn({ type: "whispered", kind, text }),
    stop(reason) {
      bot.setCause("stopped");
      toTurn({ type: "stopCommanded", over: reason === "call_over" });
    },
    resume(reason) {
      bot.setCause("dropped");
      toTurn({ type: "resumeCommanded", reason });
    },
    closed(code) {
      bot.closed(code);
      closed = true;
      measures.close();
      sound.close();
      floorTimers.clearAll();
      untick?.();
      untick = null;
      senses?.ears.close();
      senses?.activity.close();
      senses?.mouth.close();
      senses = null;
    },
  };
}
