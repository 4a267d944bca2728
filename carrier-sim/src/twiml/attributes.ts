import type { Method } from "../webhooks/request.ts";
import type { Fetch, StatusCallback, Warning } from "./ast.ts";
import { type Element, elementsOf } from "./xml.ts";

/** Typed looks at one element's attributes. A value of the wrong shape is warned about (12200) and its default used. */
export interface Attributes {
  text(name: string): string | undefined;
  flag(name: string, otherwise: boolean): boolean;
  count(name: string, otherwise: number, low: number, high: number): number;
  /** Whole seconds in the document, milliseconds out. */
  seconds(name: string, otherwise: number, low: number, high: number): number;
  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T;
  method(name: string): Method;
  fetch(name: string): Fetch | undefined;
  statusCallback(name: string, otherwise: string[]): StatusCallback | undefined;
  words(name: string): string[];
}

export function attributesOf(element: Element, warnings: Warning[]): Attributes {
  const given = element.attributes;
  const wrong = (name: string): void => {
    warnings.push({
      code: 12_200,
      message: `<${element.name} ${name}> has a value that is not allowed`,
    });
  };
  const attributes: Attributes = {
    text: (name) => given[name],
    flag(name, otherwise) {
      const value = given[name]?.toLowerCase();
      if (value === "true" || value === "false") return value === "true";
      if (value !== undefined) wrong(name);
      return otherwise;
    },
    count(name, otherwise, low, high) {
      const value = given[name];
      if (value === undefined) return otherwise;
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (number >= low && number <= high) return number;
      wrong(name);
      return otherwise;
    },
    seconds: (name, otherwise, low, high) => attributes.count(name, otherwise, low, high) * 1000,
    oneOf(name, allowed, otherwise) {
      const value = given[name];
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined && value !== undefined) wrong(name);
      return found ?? otherwise;
    },
    method(name) {
      const value = given[name]?.toUpperCase() ?? "POST";
      if (value !== "GET" && value !== "POST") wrong(name);
      return value === "GET" ? "GET" : "POST";
    },
    fetch(name) {
      const url = given[name];
      return url === undefined || url === ""
        ? undefined
        : { url, method: attributes.method(`${name}Method`) };
    },
    statusCallback(name, otherwise) {
      const fetch = attributes.fetch(name);
      const events = attributes.words(`${name}Event`);
      return fetch === undefined
        ? undefined
        : { ...fetch, events: events.length > 0 ? events : otherwise };
    },
    words: (name) => (given[name] ?? "").split(/[\s,]+/).filter((word) => word !== ""),
  };
  return attributes;
}

/** `<Parameter name value>` children. Names and values beyond 500 characters together are left out, as the carrier does. */
export function parametersOf(element: Element, warnings: Warning[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const child of elementsOf(element)) {
    if (child.name !== "Parameter") continue;
    const { name = "", value = "" } = child.attributes;
    if (name === "" || name.length + value.length >= 500) {
      warnings.push({
        code: 12_200,
        message: `<Parameter> of <${element.name}> is unnamed or too long`,
      });
    } else {
      found[name] = value;
    }
  }
  return found;
}
