import type { Language, Preparation } from "@patchbay/contracts";
import { engineFor } from "../domain/engine.ts";
import type { Route } from "../ports/routing.ts";

/** Workers refuse more, and a text that is longer. */
const MOST = 200;
const TEXT_MOST = 2000;

/**
 * What workers may render before anybody calls: how each bot with a number of our own engine
 * begins a call, once for each language. `isStreamed`: some worker has vendors for it.
 */
export function preparations(
  routes: Iterable<Route>,
  isStreamed: (language: Language) => boolean,
): Preparation[] {
  const wanted = new Map<string, Preparation>();
  for (const { bot, engine, language } of routes) {
    if (wanted.size >= MOST) break;
    if (bot === null || engineFor(engine, isStreamed(language)) !== "stream") continue;
    if (bot.greeting === "" || bot.greeting.length > TEXT_MOST) continue;
    wanted.set(`${bot.id} ${language}`, { language, speech: bot.speech, texts: [bot.greeting] });
  }
  return [...wanted.values()];
}
