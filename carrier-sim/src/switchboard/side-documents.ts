import type { Pcm8k, Playback } from "../ports.ts";
import { readReply } from "../twiml/reply.ts";
import { loadMedia } from "../twiml/run/play.ts";
import type { Method } from "../webhooks/request.ts";
import type { Exchange } from "./exchange.ts";
import type { Leg } from "./leg.ts";
import { Aborted } from "./waits.ts";

/** Hold documents running beside the document of their call, by CallSid. Bounded by the live calls. */
const holds = new WeakMap<Leg, AbortController>();

/** Plays a hold document to a member until `endHold`; when it is over the carrier's music goes on. */
export function beginHold(x: Exchange, leg: Leg, url: string, method: Method): void {
  endHold(leg);
  const abort = new AbortController();
  const stop = (): void => abort.abort(new Aborted());
  holds.set(leg, abort);
  leg.ended.addEventListener("abort", stop, { once: true });
  const dispose = leg.redirected.on(stop);
  const limits = { verbs: ["Say", "Play", "Pause", "Redirect"] as const, params: () => ({}) };
  x.interpret({ x, leg, signal: abort.signal, limits }, { from: "url", url, method })
    .catch(() => undefined)
    .finally(() => {
      dispose();
      leg.ended.removeEventListener("abort", stop);
    });
}

export function endHold(leg: Leg): void {
  holds.get(leg)?.abort(new Aborted());
  holds.delete(leg);
}

/** Fetches an announcement (Say and Play only) and plays it. Resolves to whether all of it was played. */
export async function announce(
  x: Exchange,
  url: string,
  method: Method,
  params: Record<string, string>,
  play: (pcm: Pcm8k) => Playback,
): Promise<boolean> {
  const reply = await x.request({ url, method, params });
  const reading = reply.ok ? readReply(reply) : reply;
  if (!reading.ok) {
    x.alerts.raise(reading.code, reading.message);
    return false;
  }
  for (const verb of reading.verbs) {
    const pcm =
      verb.verb === "Say"
        ? (await x.voices.speak(verb.text, verb.language).catch(() => undefined))?.pcm
        : verb.verb === "Play"
          ? URL.canParse(verb.url, url)
            ? await loadMedia(x, new URL(verb.url, url).toString())
            : undefined
          : undefined;
    if (pcm !== undefined && !(await play(pcm).done).complete) return false;
  }
  return true;
}
