import type { Expectation } from "@patchbay/contracts";
import { expectationOf } from "../endpointing/expectation.ts";
import type { FloorEffect, FloorState } from "../floor/state.ts";
import { floorTransition } from "../floor/transition.ts";
import { sentenceEnds } from "../sentence-ends.ts";
import { splitSpeech } from "../speakable.ts";
import { isGuarded, unheardText } from "../turn/speech.ts";
import type { TurnEffect } from "../turn/effects.ts";
import type { TurnEvent, TurnState } from "../turn/state.ts";
import { transition as turnTransition } from "../turn/transition.ts";
import type { VoiceEffect } from "../voice/state.ts";
import { voiceTransition } from "../voice/transition.ts";
import type { StreamEffect, StreamEvent, StreamState, StreamStep } from "./state.ts";

/** No more than a minute of sound is kept for one text; slow voices take 80 ms a character. */
const MAX_TEXT_CHARS = 700;

/** Four seconds that have sounded, and a little that has not: a recogniser tells echoes that late. */
const ECHO_CHARS = 80;
const NEXT_CHARS = 40;

/** What the floor must know of our voice, from who owns it. */
function withBot(floor: FloorState, turn: TurnState): FloorState {
  const [speech] = turn.speeches;
  if (speech === undefined) {
    const { bot } = floor;
    return bot.guarded || bot.asks !== null
      ? { ...floor, bot: { ...bot, guarded: false, asks: null } }
      : floor;
  }
  const guarded = isGuarded(speech);
  const unheard = turn.speeches.map(unheardText).join(" ");
  const heard = turn.speeches.map((one) => one.sent.slice(0, one.heardChars)).join(" ");
  const text = `${heard.slice(-ECHO_CHARS)} ${unheard.slice(0, NEXT_CHARS)}`;
  const { bot } = floor;
  if (bot.guarded === guarded && bot.text === text) return floor;
  return { ...floor, bot: { ...bot, guarded, text, asks: lastQuestion(turn, unheard) } };
}

/** What is asked by the sentence of which `unheard` is left; null while there is more than that. */
function lastQuestion(turn: TurnState, unheard: string): Expectation | null {
  const asking = turn.speeches.filter((one) => !one.stopgap);
  const last = asking.at(-1);
  const isLast =
    asking.every((one) => one.complete) && sentenceEnds(unheard, turn.language).length === 0;
  return isLast && last !== undefined ? expectationOf(last.sent, turn.language) : null;
}

/** A human's word, or the end, silences us before anything else is thought of. */
function silences(event: TurnEvent): boolean {
  return event.type === "stopCommanded" || event.type === "socketClosed";
}

/**
 * Lets one thing happen and the machines tell one another what follows, depth first: what was
 * heard is known before the cut that it belongs to.
 */
export function streamTransition(before: StreamState, first: StreamEvent): StreamStep {
  let { floor, voice, turn } = before;
  const effects: StreamEffect[] = [];
  const { at } = first.event;

  const take = (happened: StreamEvent): void => {
    switch (happened.to) {
      case "floor": {
        const done = floorTransition(withBot(floor, turn), happened.event);
        floor = done.state;
        for (const effect of done.effects) fromFloor(effect);
        return;
      }
      case "voice": {
        const done = voiceTransition(voice, happened.event);
        voice = done.state;
        for (const effect of done.effects) fromVoice(effect);
        return;
      }
      case "turn": {
        if (silences(happened.event)) take({ to: "voice", event: { type: "cut", at } });
        const done = turnTransition(turn, happened.event);
        turn = done.state;
        for (const effect of done.effects) fromTurn(effect);
      }
    }
  };
  const tellTurn = (event: TurnEvent): void => take({ to: "turn", event });

  const fromFloor = (effect: FloorEffect): void => {
    switch (effect.type) {
      case "holdVoice":
        return take({ to: "voice", event: { type: "hold", at } });
      case "resumeVoice":
        return take({ to: "voice", event: { type: "resume", at } });
      case "cutVoice":
        take({ to: "voice", event: { type: "cut", at } });
        return tellTurn({ type: "interrupted", heard: "", at });
      case "callerAudible":
        return tellTurn({ type: "callerAudible", on: effect.on, at: effect.at });
      case "showWords":
        return tellTurn({ type: "prompted", text: effect.text, last: false, at });
      case "guess":
        return tellTurn({ type: "guessed", text: effect.text, at });
      case "dropGuess":
        return tellTurn({ type: "guessDropped", at });
      case "commit": {
        const { text, reason } = effect;
        tellTurn({ type: "prompted", text, last: true, cutIn: reason === "cap", at });
        effects.push(effect);
        return;
      }
      case "murmur":
        return tellTurn({ type: "murmured", text: effect.text, at });
      case "mishear":
        return tellTurn({ type: "misheard", at });
      case "noise":
        return tellTurn({ type: "wasNoise", at });
      case "flushEars":
      case "setFloorTimer":
      case "clearFloorTimer":
        effects.push(effect);
    }
  };

  const fromVoice = (effect: VoiceEffect): void => {
    switch (effect.type) {
      case "audible":
        effects.push({ type: "playing", on: effect.on });
        tellTurn({ type: "botAudible", on: effect.on, at });
        return take({ to: "floor", event: { type: "botAudible", on: effect.on, at } });
      case "played":
        return tellTurn({ type: "played", gen: effect.gen, text: effect.text, at });
      case "drained":
        return tellTurn({ type: "allPlayed", at });
      default:
        effects.push(effect);
    }
  };

  const fromTurn = (effect: TurnEffect): void => {
    if (effect.type === "sendText") {
      const { gen, ahead = false } = effect;
      for (const text of splitSpeech(effect.text, turn.language, MAX_TEXT_CHARS)) {
        take({ to: "voice", event: { type: "say", gen, text, ahead, at } });
      }
      return;
    }
    effects.push(effect);
    // The question before a stopgap stands.
    if (effect.type === "finalise" && effect.speaker === "bot" && effect.stopgap !== true) {
      const text = effect.heard ?? effect.text;
      const cut = effect.heard !== null;
      take({ to: "floor", event: { type: "botHeard", text, cut, at } });
    }
  };

  take(first);
  return { state: { floor, voice, turn }, effects };
}
