import type { Route, Routing } from "../ports/routing.ts";
import { isAway } from "./while-away.ts";

/** A change in the settings is heard by callers after this time. */
const FRESH_MS = 5000;
const UNKNOWN_MOST = 1000;

export interface RouteCache {
  /** undefined: not one of our numbers. Throws `database_away` only for a number never seen. */
  find(e164: string): Promise<Route | undefined>;
  /** What is known without asking. */
  known(e164: string): Route | undefined;
  /** All that is known, without asking. */
  all(): Iterable<Route>;
  /** Learns all our numbers, so that an outage finds them known. */
  refresh(): Promise<void>;
}

/** Numbers and their bots, remembered: a caller must not wait for, nor suffer with, the database. */
export function createRouteCache(routing: Pick<Routing, "routes">, now: () => number): RouteCache {
  const routes = new Map<string, { route: Route; at: number }>();
  const unknown = new Map<string, number>();

  function learn(found: [string, Route][]): void {
    for (const [e164, route] of found) routes.set(e164, { route, at: now() });
  }

  async function ask(e164: string): Promise<Route | undefined> {
    const found = await routing.routes(e164);
    learn(found);
    if (found.length > 0) return found[0]?.[1];
    routes.delete(e164);
    if (unknown.size >= UNKNOWN_MOST) unknown.clear();
    unknown.set(e164, now());
    return undefined;
  }

  return {
    known: (e164) => routes.get(e164)?.route,
    *all() {
      for (const { route } of routes.values()) yield route;
    },
    async find(e164) {
      const known = routes.get(e164);
      if (known !== undefined && now() - known.at < FRESH_MS) return known.route;
      const unknownSince = unknown.get(e164);
      if (unknownSince !== undefined && now() - unknownSince < FRESH_MS) return undefined;
      try {
        return await ask(e164);
      } catch (error) {
        if (known === undefined || !isAway(error)) throw error;
        return known.route;
      }
    },
    async refresh() {
      const found = await routing.routes(null);
      routes.clear();
      learn(found);
    },
  };
}
