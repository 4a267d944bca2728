import type { CallDetail, CallEvent, Hint, Utterance } from "@patchbay/contracts";

const MAX_TIMELINE = 2_000;

/** The call as it is after its next event; numbers are the caller's business. */
export function fold(detail: CallDetail, event: CallEvent): CallDetail {
  const next: CallDetail = { ...detail, seq: event.seq };
  if (event.type === "utterance.finalised") {
    next.utterances = placed(detail.utterances, event.utterance);
    return next;
  }
  next.events = [...detail.events, event].slice(-MAX_TIMELINE);
  switch (event.type) {
    case "call.changed":
    case "baton.moved":
      next.call = event.call;
      return next;
    case "hint.shown":
      next.hints = [...detail.hints.filter((h) => h.id !== event.hint.id), event.hint];
      return next;
    case "hint.cleared":
      next.hints = detail.hints.map((h): Hint =>
        h.id === event.hintId ? { ...h, state: event.state } : h,
      );
      return next;
    case "fields.collected":
      next.collected = event.fields;
      return next;
    case "request.saved":
      next.request = event.request;
      return next;
    case "recording.ready":
      next.recordings = [
        ...detail.recordings.filter((r) => r.id !== event.recording.id),
        event.recording,
      ];
      return next;
    case "cost.counted":
      next.cost = event.cost;
      return next;
    case "turn.measured":
    case "tool.used":
    case "noted":
      return next;
  }
}

function placed(list: Utterance[], utterance: Utterance): Utterance[] {
  const others = list.filter((u) => u.id !== utterance.id);
  return [...others, utterance].sort((a, b) => a.startedMs - b.startedMs);
}
