import type { CallEvent } from "@patchbay/contracts";

export type ToolEvent = Extract<CallEvent, { type: "tool.used" }>;

/** One value of a tool's input or result and the names that lead to it; list items count from 1. */
export interface Fact {
  path: readonly (string | number)[];
  value: string | number | boolean;
}

export interface Facts {
  facts: Fact[];
  /** Values beyond the limits, which are not shown. */
  left: number;
}

/** A tool of an organization may return anything; a person reads about this much of it. */
const MAX_FACTS = 24;
const MAX_DEPTH = 4;
const MAX_LETTERS = 2_000;

/** The database keeps no order of names; people read a request in this one, and what else there is after it. */
const familiar = ["reference", "status", "problem", "address", "urgency", "callbackNumber"];

/** Whatever a tool took or gave as a flat list to read; what is empty is left out. */
export function factsOf(record: Readonly<Record<string, unknown>>): Facts {
  const facts: Fact[] = [];
  let left = 0;
  const keep = (path: Fact["path"], value: Fact["value"]) => {
    if (facts.length < MAX_FACTS) facts.push({ path, value });
    else left += 1;
  };
  const visit = (value: unknown, path: Fact["path"]): void => {
    if (value === null || value === undefined || value === "") return;
    if (typeof value === "string") return keep(path, cut(value));
    if (typeof value === "number" || typeof value === "boolean") return keep(path, value);
    if (typeof value !== "object") return;
    const inner: unknown[] = Object.values(value);
    if (Array.isArray(value) && inner.length > 0 && inner.every(isPlain)) {
      return keep(path, cut(inner.join(", ")));
    }
    if (path.length >= MAX_DEPTH) {
      left += inner.length > 0 ? 1 : 0;
      return;
    }
    for (const [key, one] of Object.entries(value).toSorted(byFamiliarity)) {
      visit(one, [...path, Array.isArray(value) ? Number(key) + 1 : key]);
    }
  };
  visit(record, []);
  return { facts, left };
}

function byFamiliarity([one]: [string, unknown], [other]: [string, unknown]): number {
  const place = (key: string) => (familiar.includes(key) ? familiar.indexOf(key) : familiar.length);
  return place(one) - place(other);
}

function isPlain(value: unknown): value is string | number {
  return typeof value === "string" || typeof value === "number";
}

function cut(text: string): string {
  return text.length > MAX_LETTERS ? `${text.slice(0, MAX_LETTERS)}…` : text;
}

/** Neighbours under the same name, such as one entry of a list, belong together. */
export function groupsOf(facts: readonly Fact[]): { path: Fact["path"]; facts: Fact[] }[] {
  const groups: { path: Fact["path"]; facts: Fact[] }[] = [];
  for (const fact of facts) {
    const path = fact.path.slice(0, -1);
    const last = groups.at(-1);
    if (last?.path.join("/") === path.join("/")) last.facts.push(fact);
    else groups.push({ path, facts: [fact] });
  }
  return groups;
}

/** The request a successful save told the number of; the transcript then needs no second line for it. */
export function savedReference(event: CallEvent): string | null {
  if (event.type !== "tool.used" || event.tool !== "save_request") return null;
  const reference = event.result?.["reference"];
  return typeof reference === "string" ? reference : null;
}
