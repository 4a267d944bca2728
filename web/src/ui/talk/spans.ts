import type { CallEvent, CallView, Holder } from "@patchbay/contracts";

export type Hand = "bot" | "operator" | "outside" | "nobody";

/** Who held the conversation, and from when to when on the call's clock. */
export interface Span {
  hand: Hand;
  name: string | null;
  fromMs: number;
  toMs: number;
}

function handOf(holder: Holder): { hand: Hand; name: string | null } {
  return holder.kind === "operator"
    ? { hand: "operator", name: holder.name }
    : { hand: holder.kind, name: null };
}

/** Before the first move: what the first event says, else what fits how the call began. */
function beginning(
  call: CallView,
  events: readonly CallEvent[],
): { hand: Hand; name: string | null } {
  for (const event of events) {
    if (event.type === "baton.moved") break;
    if (event.type === "call.changed") return handOf(event.call.holder);
  }
  if (call.status !== "ended" && !events.some((e) => e.type === "baton.moved")) {
    return handOf(call.holder);
  }
  return { hand: call.direction === "inbound" ? "bot" : "nobody", name: null };
}

/** Neighbouring spans never have the same hand and name; the end of the call cuts the last one. */
export function spans(call: CallView, events: readonly CallEvent[], endMs: number): Span[] {
  const list: Span[] = [];
  const open = (hand: Hand, name: string | null, atMs: number) => {
    const last = list.at(-1);
    if (last !== undefined && last.hand === hand && last.name === name) return;
    if (last !== undefined) last.toMs = Math.max(last.fromMs, atMs);
    list.push({ hand, name, fromMs: atMs, toMs: endMs });
  };
  const first = beginning(call, events);
  open(first.hand, first.name, 0);
  for (const event of events) {
    if (event.type !== "baton.moved" || event.cause === "ended") continue;
    const { holder } = event.call;
    if (holder.kind === "nobody" && holder.place === "over") continue;
    const { hand, name } = handOf(holder);
    open(hand, name, event.atMs);
  }
  return list.filter((span) => span.toMs > span.fromMs || list.length === 1);
}

export function handAt(list: readonly Span[], atMs: number): Hand {
  let hand: Hand = list[0]?.hand ?? "nobody";
  for (const span of list) if (span.fromMs <= atMs) hand = span.hand;
  return hand;
}
