import type { Language } from "@patchbay/contracts";
import type { Clock } from "../../ports.ts";
import type { TextToSpeech } from "../../ports/speech.ts";
import type { Breaker } from "../breaker.ts";
import { clipName, createClips, type Clip, type ClipKey } from "./clips.ts";
import { render } from "./render.ts";

/** Calls come first: two vendors' connections at a time for what may come. */
const AT_ONCE = 2;
/** 200 bots with eight sentences each, and the fixed ones of four languages. */
const MAX_WAITING = 4_000;
const RETRY_MS = 30_000;
const MAX_TRIES = 5;

/** A sentence that will be said. */
export type ClipOrder = {
  /** In the organization's order. */
  readonly voices: readonly TextToSpeech[];
  /** The organization's choice, a name of its first vendor. */
  readonly voice: string | null;
  readonly language: Language;
  readonly text: string;
};

export type ClipCacheOptions = {
  readonly maxBytes: number;
  readonly breakers: (vendor: string) => Breaker;
  readonly clock: Clock;
};

export type ClipCache = {
  get(key: ClipKey): Clip | null;
  /** Renders in the background what is not there yet; what fails is tried again for some minutes. */
  prepare(orders: readonly ClipOrder[]): void;
  /** Nothing waits or is rendered any more. */
  idle(): Promise<void>;
  close(): void;
};

type Waiting = ClipOrder & { readonly name: string; readonly tries: number };

/** Sentences rendered before anybody waits for them; one cache for a worker's calls. */
export function createClipCache(options: ClipCacheOptions): ClipCache {
  const { breakers, clock } = options;
  const clips = createClips(options.maxBytes);
  const controller = new AbortController();
  const { signal } = controller;
  const queue: Waiting[] = [];
  /** Waiting, rendered now, or to be tried again. */
  const names = new Set<string>();
  let running = 0;
  let whenIdle: (() => void)[] = [];

  const keyOf = (order: ClipOrder, vendor: TextToSpeech): ClipKey => ({
    vendor: vendor.name,
    voice: vendor === order.voices[0] ? order.voice : null,
    language: order.language,
    text: order.text,
  });

  const renderBy = async (order: ClipOrder, vendor: TextToSpeech): Promise<boolean> => {
    const key = keyOf(order, vendor);
    if (clips.get(key)) return true;
    return render({ ...key, vendor }, signal).then(
      (clip) => (clips.put(key, clip), true),
      () => false,
    );
  };

  /** By the voice that would be asked first; where it cannot, the next for the time being. */
  const work = async (order: Waiting): Promise<void> => {
    const speaking = order.voices.filter((voice) => voice.speaks(order.language));
    for (const vendor of speaking) {
      if (breakers(vendor.name).open()) continue;
      if (!(await renderBy(order, vendor))) {
        if (signal.aborted) return;
        continue;
      }
      if (vendor === speaking[0]) return;
      break;
    }
    if (order.tries < MAX_TRIES) later(order);
  };

  const later = (order: Waiting): void => {
    names.add(order.name);
    const cancel = clock.after(RETRY_MS, () => {
      signal.removeEventListener("abort", cancel);
      queue.push({ ...order, tries: order.tries + 1 });
      next();
    });
    signal.addEventListener("abort", cancel, { once: true });
  };

  const next = (): void => {
    while (running < AT_ONCE && !signal.aborted) {
      const order = queue.shift();
      if (order === undefined) break;
      running += 1;
      names.delete(order.name);
      void work(order).finally(() => {
        running -= 1;
        next();
      });
    }
    if (running > 0 || (queue.length > 0 && !signal.aborted)) return;
    for (const idle of whenIdle) idle();
    whenIdle = [];
  };

  return {
    get: (key) => clips.get(key),
    prepare(orders) {
      for (const order of orders) {
        const first = order.voices.find((voice) => voice.speaks(order.language));
        if (first === undefined || queue.length >= MAX_WAITING) continue;
        const name = clipName(keyOf(order, first));
        if (names.has(name)) continue;
        names.add(name);
        queue.push({ ...order, name, tries: 1 });
      }
      next();
    },
    idle: () =>
      new Promise((resolve) => {
        whenIdle.push(resolve);
        next();
      }),
    close() {
      controller.abort();
      queue.length = 0;
    },
  };
}
