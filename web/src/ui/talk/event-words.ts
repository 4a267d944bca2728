import type { CallEvent } from "@patchbay/contracts";
import { tenths } from "../format.ts";
import type { Translate, WordKey } from "../words/words.ts";
import { toolName } from "./tool-words.ts";

export interface EventWords {
  title: string;
  detail: string | null;
}

type Moved = Extract<CallEvent, { type: "baton.moved" }>;

const moves: Record<Moved["cause"], WordKey> = {
  answered: "event.answered",
  takeover: "event.tookOver",
  takeover_failed: "event.takeoverFailed",
  handover: "event.handover",
  hand_back: "event.handBack",
  transfer: "event.transfer",
  operator_lost: "event.operatorLost",
  rejoined: "event.rejoined",
  bot_resumed: "event.botResumed",
  queued: "event.queued",
  ended: "event.ended",
};

/** Tools whose success is an event of its own. */
const toldOtherwise = new Set(["save_request", "offer_handover", "end_call"]);

/** One line for the timeline; null for events that only update other parts of the page. */
export function eventWords(
  event: CallEvent,
  t: Translate,
  locale: string,
  selfName: string | null,
): EventWords | null {
  switch (event.type) {
    case "baton.moved":
      return moved(event, t, locale, selfName);
    case "hint.shown":
      return { title: t("event.hint", { title: event.hint.title }), detail: null };
    case "request.saved":
      return {
        title: t(event.request.kind === "callback" ? "event.callbackSaved" : "event.requestSaved", {
          reference: event.request.reference,
        }),
        detail: null,
      };
    case "noted": {
      const name = event.byName ?? t("who.somebody");
      return { title: t(`note.${event.note}`, { name }), detail: null };
    }
    case "recording.ready":
      return { title: t("event.recordingReady"), detail: null };
    case "tool.used":
      if (event.result !== null && toldOtherwise.has(event.tool)) return null;
      return {
        title: toolName(event.tool, t),
        detail: event.result === null ? t("tool.failed") : null,
      };
    case "call.changed":
    case "hint.cleared":
    case "turn.measured":
    case "fields.collected":
    case "cost.counted":
    case "utterance.finalised":
      return null;
  }
}

/** The timeline's lines in the order things happened, which is not always that of their arrival. */
export function timeline(
  events: CallEvent[],
  t: Translate,
  locale: string,
  selfName: string | null,
): { seq: number; atMs: number; words: EventWords }[] {
  return events
    .flatMap((event) => {
      const words = eventWords(event, t, locale, selfName);
      return words === null ? [] : [{ seq: event.seq, atMs: event.atMs, words }];
    })
    .toSorted((one, other) => one.atMs - other.atMs || one.seq - other.seq);
}

function moved(event: Moved, t: Translate, locale: string, selfName: string | null): EventWords {
  const mine = selfName !== null && event.byName === selfName;
  const name = event.byName ?? t("who.somebody");
  const title =
    event.cause === "takeover" && mine
      ? t("event.youTookOver")
      : event.cause === "handover" && mine
        ? t("event.youAnswered")
        : t(moves[event.cause], { name });
  const parts: string[] = [];
  if (event.silentAfterMs !== null) {
    parts.push(t("event.silentAfter", { seconds: tenths(event.silentAfterMs, locale) }));
  }
  if (event.audibleAfterMs !== null) {
    parts.push(t("event.audibleAfter", { seconds: tenths(event.audibleAfterMs, locale) }));
  }
  return { title, detail: parts.length === 0 ? null : parts.join(", ") };
}
