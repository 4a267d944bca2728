import type { CallView, Engine, Language, Outcome, Urgency } from "@patchbay/contracts";
import type { WhoKind } from "./who.tsx";
import { clock } from "./format.ts";
import type { Translate } from "./words/words.ts";

/** What to call the person outside: the name, else the number. */
export function personOf(
  call: Pick<CallView, "callerName" | "direction" | "fromNumber" | "toNumber">,
): {
  name: string | null;
  number: string;
} {
  return {
    name: call.callerName,
    number: call.direction === "inbound" ? call.fromNumber : call.toNumber,
  };
}

export function holderShape(call: CallView): WhoKind {
  if (call.ringing !== null || call.status === "ringing") return "ringing";
  switch (call.holder.kind) {
    case "bot":
      return "bot";
    case "operator":
      return "operator";
    case "outside":
      return "outside";
    case "nobody":
      return "nobody";
  }
}

/** The second line of a row: who holds the call, and in what state. */
export function holderWords(
  call: CallView,
  t: Translate,
  context: { meId: string; listening: boolean; nameOf(userId: string): string | null },
): string {
  const { ringing, holder } = call;
  if (ringing !== null) {
    if (ringing.operatorId === context.meId) return t("row.ringsForYou");
    const name = context.nameOf(ringing.operatorId);
    return name === null ? t("row.ringing") : t("row.rings", { name });
  }
  const parts: string[] = [];
  switch (holder.kind) {
    case "bot":
      parts.push(t("who.bot"));
      break;
    case "outside":
      parts.push(t("who.outside"));
      break;
    case "nobody":
      parts.push(call.status === "ringing" ? t("row.dialling") : t(`place.${holder.place}`));
      break;
    case "operator": {
      const mine = holder.operatorId === context.meId;
      parts.push(mine ? t("who.you") : holder.name);
      if (call.phase === "claimed") parts.push(t("row.connecting"));
      else if (call.phase === "lost") parts.push(t("row.lost"));
      else if (call.status === "ringing") parts.push(t("row.calling"));
      else if (mine && !call.onHold) parts.push(t("row.live"));
      break;
    }
  }
  if (call.onHold) parts.push(t("row.onHold"));
  if (context.listening) parts.push(t("row.listening"));
  return parts.join(" · ");
}

export function languageWords(language: Language, t: Translate): string {
  return t(`language.${language}`);
}

export function languageTag(language: Language): string {
  return language.slice(0, 2).toUpperCase();
}

/** Whose ears and voice the bot has. */
export function engineWords(engine: Engine, t: Translate): string {
  return t(`engine.${engine}`);
}

export function outcomeWords(outcome: Outcome, t: Translate): string {
  return t(`outcome.${outcome}`);
}

/** What came of a call that is over: `Taken over · 02:12`. */
export function endWords(
  call: Pick<CallView, "outcome" | "durationSeconds">,
  t: Translate,
): string | null {
  if (call.outcome === null) return null;
  const words = outcomeWords(call.outcome, t);
  return call.durationSeconds ? `${words} · ${clock(call.durationSeconds * 1000)}` : words;
}

export function urgencyWords(urgency: Urgency, t: Translate): string {
  return t(`urgency.${urgency}`);
}
