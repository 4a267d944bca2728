import type { Method } from "../webhooks/request.ts";
import type { StatusCallback } from "../twiml/ast.ts";
import { RestProblem, badParameter } from "./problem.ts";

/** Typed looks at a form body or query. Throws `RestProblem` for values of the wrong shape. */
export interface Form {
  has(name: string): boolean;
  text(name: string): string | undefined;
  required(name: string): string;
  list(name: string): string[];
  flag(name: string, otherwise: boolean): boolean;
  count(name: string, otherwise: number, low: number, high: number): number;
  oneOf<T extends string>(name: string, allowed: readonly T[], otherwise: T): T;
  method(name: string): Method;
  url(name: string): string | undefined;
  statusCallback(name: string, otherwise: string[]): StatusCallback | undefined;
  /** Epoch milliseconds of a date or instant. */
  instant(name: string): number | undefined;
  names(): string[];
}

export function formOf(body: unknown): Form {
  const fields: { [name: string]: unknown } =
    typeof body === "object" && body !== null ? { ...body } : {};
  const list = (name: string): string[] =>
    [fields[name]].flat().filter((value) => typeof value === "string");
  const form: Form = {
    has: (name) => fields[name] !== undefined,
    text: (name) => list(name)[0],
    required(name) {
      const value = form.text(name);
      if (value === undefined || value === "") throw badParameter(name, "it is required");
      return value;
    },
    // Callback events come as repeated fields, and from some clients as one with spaces.
    list: (name) =>
      list(name)
        .flatMap((value) => value.split(/[\s,]+/))
        .filter((value) => value !== ""),
    flag(name, otherwise) {
      const value = form.text(name)?.toLowerCase();
      if (value === undefined || value === "") return otherwise;
      if (value !== "true" && value !== "false") throw badParameter(name, "true or false");
      return value === "true";
    },
    count(name, otherwise, low, high) {
      const value = form.text(name);
      if (value === undefined || value === "") return otherwise;
      const number = /^\d+$/.test(value) ? Number(value) : Number.NaN;
      if (number >= low && number <= high) return number;
      throw badParameter(name, `a whole number from ${low} to ${high}`);
    },
    oneOf(name, allowed, otherwise) {
      const value = form.text(name);
      if (value === undefined || value === "") return otherwise;
      const found = allowed.find((candidate) => candidate === value);
      if (found === undefined) throw badParameter(name, allowed.join(", "));
      return found;
    },
    method: (name) => form.oneOf(name, ["GET", "POST"], "POST"),
    url(name) {
      const value = form.text(name);
      if (value === undefined || value === "") return undefined;
      if (!/^https?:\/\//i.test(value) || !URL.canParse(value))
        throw new RestProblem(400, 21_205, `${name} is not a valid URL`);
      return value;
    },
    statusCallback(name, otherwise) {
      const url = form.url(name);
      const events = form.list(`${name}Event`);
      return url === undefined
        ? undefined
        : {
            url,
            method: form.method(`${name}Method`),
            events: events.length > 0 ? events : otherwise,
          };
    },
    instant(name) {
      const value = form.text(name);
      const at = value === undefined ? Number.NaN : Date.parse(value);
      return Number.isNaN(at) ? undefined : at;
    },
    names: () => Object.keys(fields),
  };
  return form;
}
