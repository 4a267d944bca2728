import type { Request, RequestHandler } from "express";
import type { Grant } from "@patchbay/contracts";
import { AppError } from "../domain/errors.ts";
import { may, type Person } from "../domain/person.ts";
import type { PersonalDesk } from "../ports/memory.ts";

export interface Visitor {
  person: Person;
  desk: PersonalDesk;
}

export interface Doorkeeper {
  verify(token: string): Promise<Person | undefined>;
  deskFor(token: string): PersonalDesk;
}

const visitors = new WeakMap<Request, Visitor>();

/** Lets signed-in people through; `visitorOf` gives them to the routes behind. */
export function signedIn(people: Doorkeeper): RequestHandler {
  return async (request, _response, next) => {
    const token = /^Bearer ([\w.-]{20,4096})$/.exec(request.headers.authorization ?? "")?.[1];
    const person = token ? await people.verify(token) : undefined;
    if (!token || !person) throw new AppError("not_signed_in");
    visitors.set(request, { person, desk: people.deskFor(token) });
    next();
  };
}

/** The signed-in person of a request behind `signedIn`; with `wanted`, only if they hold that grant. */
export function visitorOf(request: Request, wanted?: Grant): Visitor {
  const visitor = visitors.get(request);
  if (!visitor) throw new AppError("not_signed_in");
  if (wanted && !may(visitor.person, wanted)) throw new AppError("not_allowed");
  return visitor;
}
