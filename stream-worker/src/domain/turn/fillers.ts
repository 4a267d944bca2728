import { phrases } from "../phrases.ts";
import { chain, step, type Step } from "./effects.ts";
import { MAX_SPEECHES, say, send } from "./playback.ts";
import { abortHead } from "./reply.ts";
import { fullyHeard, newSpeech } from "./speech.ts";
import type { TurnState } from "./state.ts";
import { armWait, endWait, isPending } from "./waiting.ts";

/** The caller has waited for long enough to be told something, or to be given to a colleague. */
export function filler(state: TurnState, at: number): Step {
  const { head, wait } = state;
  const isComing = state.voice === "own" && isPending(state);
  if (wait === null || (head === null && !isComing) || state.control !== "bot")
    return endWait(state);
  // While words still sound, nobody waits in silence; of our own their end is told.
  if (state.botAudible && state.voice === "own") return step(state);
  const next: TurnState = { ...state, wait: { ...wait, fillers: wait.fillers + 1 } };
  const text = phrases(state.language).fillers[wait.fillers];
  if (text === undefined) return isComing ? endWait(state) : giveUp(state);
  const isSpeaking =
    state.botAudible || state.speeches.some((one) => one.stopgap && !fullyHeard(one));
  const said = isSpeaking ? step(next) : sayFiller(next, `${text} `);
  return chain(said, (ready) => armWait(ready, at));
}

/** By our own voice it is said before words whose sound is not there yet. */
function sayFiller(state: TurnState, text: string): Step {
  if (state.voice === "carrier") {
    if (state.head === null) return step(state);
    return chain(send(state, state.head.gen, text, false), (sent) =>
      step(sent, { type: "fillerSaid" }),
    );
  }
  if (state.speeches.length >= MAX_SPEECHES) return step(state);
  const gen = state.gen + 1;
  const speech = { ...newSpeech(gen, { stopgap: true }), sent: text, complete: true };
  const waiting = state.speeches.findIndex((one) => one.heardChars === 0);
  const place = waiting < 0 ? state.speeches.length : waiting;
  const speeches = state.speeches.toSpliced(place, 0, speech);
  return step(
    { ...state, gen, speeches },
    { type: "sendText", gen, text, last: true, ahead: true },
    { type: "fillerSaid" },
  );
}

function giveUp(state: TurnState): Step {
  return chain(abortHead(state), (next) =>
    chain(say(next, phrases(next.language).stuck), (said) => step(said, { type: "offerHandover" })),
  );
}
