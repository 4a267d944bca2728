import { urgency } from "@patchbay/contracts";
import { moment, quantity } from "../format.ts";
import type { Translate, WordKey } from "../words/words.ts";
import { factsOf } from "./tool-model.ts";
import type { Fact, ToolEvent } from "./tool-model.ts";

/** What turning a tool's data into words needs. */
export interface Tongue {
  t: Translate;
  locale: string;
  /** How telephone numbers are written. */
  show(e164: string): string;
}

const names: Readonly<Record<string, WordKey>> = {
  save_request: "tool.save_request",
  look_up_request: "tool.look_up_request",
  offer_handover: "tool.offer_handover",
  end_call: "tool.end_call",
};

const labels: Readonly<Record<string, WordKey>> = {
  problem: "request.problem",
  address: "request.address",
  urgency: "request.urgency",
  callbackNumber: "request.callback",
  reference: "request.reference",
  status: "request.status",
  createdAt: "request.created",
  brief: "ring.brief",
  reason: "tool.reason",
  found: "tool.found",
  outcome: "filter.outcome",
  ending: "tool.ending",
};

const values: Readonly<Record<string, Readonly<Record<string, WordKey>>>> = {
  urgency: Object.fromEntries(urgency.options.map((one) => [one, `urgency.${one}`])),
  status: {
    open: "requestStatus.open",
    in_progress: "requestStatus.in_progress",
    done: "requestStatus.done",
    cancelled: "requestStatus.cancelled",
  },
  reason: {
    caller_asked: "ring.caller_asked",
    bot_stuck: "ring.bot_stuck",
    model_down: "ring.model_down",
    done: "tool.reason.done",
    silent_caller: "tool.reason.silent_caller",
    abuse: "tool.reason.abuse",
    apology: "tool.reason.apology",
  },
  outcome: { ringing: "row.ringing", nobody_available: "tool.nobody_available" },
};

/** `send_sms` and `sendSms` → `Send sms`: the name of something nobody has worded. */
function plainName(name: string): string {
  const words = name
    .replaceAll(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .replaceAll(/[_\s-]+/gu, " ")
    .trim()
    .toLocaleLowerCase();
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}

export function toolName(tool: string, t: Translate): string {
  const key = Object.hasOwn(names, tool) ? names[tool] : undefined;
  return key === undefined ? plainName(tool) : t(key);
}

/** What a path of names is called: `["found", 1]` → `Found 1`. */
export function pathWords(path: Fact["path"], t: Translate): string {
  return path
    .map((part) => {
      if (typeof part === "number") return String(part);
      const key = Object.hasOwn(labels, part) ? labels[part] : undefined;
      return key === undefined ? plainName(part) : t(key);
    })
    .join(" ");
}

export function factValue({ path, value }: Fact, { t, locale, show }: Tongue): string {
  if (typeof value === "boolean") return t(value ? "tool.yes" : "tool.no");
  if (typeof value === "number") return quantity(value, locale);
  const name = path.findLast((part) => typeof part === "string") ?? "";
  const known = Object.hasOwn(values, name) ? values[name] : undefined;
  const key = known !== undefined && Object.hasOwn(known, value) ? known[value] : undefined;
  if (key !== undefined) return t(key);
  if (/^\+\d{7,15}$/.test(value)) return show(value);
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value) && !Number.isNaN(Date.parse(value));
  return isInstant ? moment(value, locale) : value;
}

/** The one thing worth reading on a folded card; null where the name says it all. */
export function toolGist(event: ToolEvent, tongue: Tongue): string | null {
  const { t } = tongue;
  const given = factsOf(event.input).facts;
  const came = factsOf(event.result ?? {}).facts;
  const references = came
    .filter((fact) => fact.path.at(-1) === "reference")
    .map((fact) => factValue(fact, tongue))
    .join(", ");
  switch (event.tool) {
    case "save_request": {
      const fields = given.map((fact) => pathWords(fact.path, t)).join(", ");
      return [references, fields].filter((part) => part !== "").join(" · ") || null;
    }
    case "look_up_request":
      return references || (event.result === null ? null : t("tool.nothing_found"));
    case "offer_handover":
    case "end_call": {
      const [first] = event.tool === "end_call" ? given : came;
      return first === undefined ? null : factValue(first, tongue);
    }
    default: {
      // Of a tool nobody has worded, a value alone would say nothing.
      const first = came[0] ?? given[0];
      return first === undefined
        ? null
        : `${pathWords(first.path, t)}: ${factValue(first, tongue)}`;
    }
  }
}
