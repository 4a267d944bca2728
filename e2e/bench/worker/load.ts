import type { Usage } from "../../../stream-worker/src/testing/usage.ts";
import { startChild, type Child } from "./child.ts";
import type { CrowdCounts, CrowdOrder } from "./crowd.ts";
import { openPlace, type Place } from "./place.ts";
import { pass } from "./waiting.ts";

/** A worker and its callers, each a process of its own. */
export interface Load {
  readonly place: Place;
  readonly crowd: Child;
  close(): Promise<void>;
}

const CROWD = new URL("./crowd-process.ts", import.meta.url);
const ECHO = new URL("./echo-process.ts", import.meta.url);
const FRAME_MS = 20;
/** The api of a bench remembers what nobody asks for any more. */
const FORGET_EVERY_MS = 1_000;

/** Some nine seconds of speech. */
const SENTENCE =
  "A technician will come to you tomorrow morning, have a look at the boiler, and tell you what it costs before any work is done, as we always do.";
const SENTENCE_EVERY_MS = 8_500;
const PROMPT_EVERY_MS = 100;

/** A colleague who has every bot say sentence after sentence. */
function promptAll(place: Place, calls: Set<string>): NodeJS.Timeout {
  const due = new Map<string, number>();
  return setInterval(() => {
    const now = performance.now();
    for (const callId of calls) {
      if ((due.get(callId) ?? 0) > now) continue;
      due.set(callId, now + SENTENCE_EVERY_MS);
      place.api
        .command("bot.whisper", { callId, epoch: 1, kind: "say", text: SENTENCE })
        .then((answer) => (answer as { ok: boolean }).ok || calls.delete(callId))
        .catch(() => undefined);
    }
  }, PROMPT_EVERY_MS);
}

export const startCrowd = (): Promise<Child> => startChild(CROWD);
export const startEcho = (): Promise<Child> => startChild(ECHO);
export const echoUrl = (echo: Child): string => `ws://127.0.0.1:${String(echo.ready["port"])}/`;

/** `loud`: what is loud is speech; `deaf`: nobody is heard, and the bot talks all the time. */
export type Detector = "silero" | "loud" | "deaf";

export async function openLoad(detector: Detector): Promise<Load> {
  const crowd = await startCrowd();
  const calls = new Set<string>();
  const place = await openPlace({
    args: [detector],
    talk(callId) {
      calls.add(callId);
      return {};
    },
    env: {
      DEEPGRAM_API_KEY: "key",
      DEEPGRAM_URL: String(crowd.ready["earUrl"]),
      LOCAL_VOICE_URL: String(crowd.ready["url"]),
    },
  });
  const prompter = detector === "deaf" ? promptAll(place, calls) : undefined;
  const forget = setInterval(() => {
    place.api.seen.length = 0;
  }, FORGET_EVERY_MS);
  return {
    place,
    crowd,
    async close() {
      clearInterval(forget);
      clearInterval(prompter);
      await crowd.end();
      await place.close();
    },
  };
}

export const countsOf = (crowd: Child): Promise<CrowdCounts> => crowd.ask<CrowdCounts>("counts");

export const openCalls = (crowd: Child, order: CrowdOrder): Promise<void> =>
  crowd.ask("open", order);

/** What a server took while it was served so much. */
export interface Taken {
  /** Of one core, all threads of the process together. */
  share: number;
  /** Calls that spoke for all of that time; a crowd that was held up itself speaks less. */
  streams: number;
}

export async function takenOver(server: Child, crowd: Child, overMs: number): Promise<Taken> {
  const [before, sentBefore] = [await server.ask<Usage>("usage"), (await countsOf(crowd)).sent];
  const at = performance.now();
  await pass(overMs);
  const [after, { sent }] = [await server.ask<Usage>("usage"), await countsOf(crowd)];
  const ms = performance.now() - at;
  return {
    share: (after.cpuMs - before.cpuMs) / ms,
    streams: ((sent - sentBefore) * FRAME_MS) / ms,
  };
}
