import type { Usage } from "../../../stream-worker/src/testing/usage.ts";
import { startChild, type Child } from "./child.ts";
import type { CrowdCounts, CrowdOrder } from "./crowd.ts";
import { openPlace, type Place, type Talk } from "./place.ts";
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

export const startCrowd = (): Promise<Child> => startChild(CROWD);
export const startEcho = (): Promise<Child> => startChild(ECHO);
export const echoUrl = (echo: Child): string => `ws://127.0.0.1:${String(echo.ready["port"])}/`;

/** `loud`: what is loud is speech; `deaf`: nobody is heard, so that the bot talks alone. */
export type Detector = "silero" | "loud" | "deaf";

/** @param talk what the api knows of a call, beyond the usual */
export async function openLoad(
  detector: Detector,
  talk: (callId: string) => Talk = () => ({}),
): Promise<Load> {
  const crowd = await startCrowd();
  const place = await openPlace({
    args: [detector],
    talk,
    env: {
      DEEPGRAM_API_KEY: "key",
      DEEPGRAM_URL: String(crowd.ready["earUrl"]),
      LOCAL_VOICE_URL: String(crowd.ready["url"]),
    },
  });
  const forget = setInterval(() => {
    place.api.seen.length = 0;
  }, FORGET_EVERY_MS);
  return {
    place,
    crowd,
    async close() {
      clearInterval(forget);
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
