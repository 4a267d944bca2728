import type { Commit } from "../../src/domain/floor/state.ts";
import { newStreamState, type StreamEvent } from "../../src/domain/stream/state.ts";
import { streamTransition } from "../../src/domain/stream/transition.ts";
import type { Feed } from "./carrier.ts";

/** What the engine decided, and when; replayed from the events it tells. Instants of its clock, ms. */
export type Decision =
  | { readonly type: "commit"; readonly at: number; readonly commit: Commit }
  | { readonly type: "held"; readonly at: number }
  | { readonly type: "resumed"; readonly at: number }
  | { readonly type: "cleared"; readonly at: number }
  | { readonly type: "onset" | "offset"; readonly at: number }
  | { readonly type: "murmured" | "misheard"; readonly at: number }
  /** A reply of the bot's went on record: these are its words, and those that were heard. */
  | {
      readonly type: "said";
      readonly at: number;
      readonly gen: number;
      readonly text: string;
      readonly heard: string | null;
    };

export type Watch = {
  readonly decisions: Decision[];
  /** What each sound says, and in which reply. */
  readonly sounds: ReadonlyMap<number, { readonly text: string; readonly gen: number }>;
  /** Of media that are about to be sent. */
  readonly feeds: Feed[];
  take(event: StreamEvent): void;
};

/** Follows an engine by its events alone: the machines are pure, so it sees what they see. */
export function createWatch(options: Parameters<typeof newStreamState>[0]): Watch {
  let state = newStreamState(options);
  const decisions: Decision[] = [];
  const sounds = new Map<number, { text: string; gen: number }>();
  const feeds: Feed[] = [];

  return {
    decisions,
    sounds,
    feeds,
    take(happened) {
      const { at } = happened.event;
      const before = state;
      const done = streamTransition(state, happened);
      state = done.state;
      if (happened.to === "floor") {
        const { event } = happened;
        if (event.type === "speechBegan") decisions.push({ type: "onset", at: at - event.agoMs });
        if (event.type === "speechEnded") decisions.push({ type: "offset", at: at - event.agoMs });
      }
      const [was, is] = [before.voice.gate, state.voice.gate];
      if (was === "open" && is === "held") decisions.push({ type: "held", at });
      let cleared = false;
      for (const effect of done.effects) {
        switch (effect.type) {
          case "render":
            sounds.set(effect.id, {
              text: effect.text,
              gen: state.voice.pieces.find(({ id }) => id === effect.id)?.gen ?? 0,
            });
            break;
          case "feed":
            feeds.push({ id: effect.id, fromMs: effect.fromMs, ms: effect.ms });
            break;
          case "clear":
            cleared = true;
            decisions.push({ type: "cleared", at });
            break;
          case "commit":
            decisions.push({ type: "commit", at, commit: effect });
            break;
          case "finalise":
            if (effect.speaker === "bot") {
              const gen = Number(effect.key.replace("bot-", ""));
              decisions.push({ type: "said", at, gen, text: effect.text, heard: effect.heard });
            }
            break;
          default:
        }
      }
      if (was === "held" && is === "open" && !cleared) decisions.push({ type: "resumed", at });
    },
  };
}
