import type { Telling } from "./telling.ts";

/** Longer than a minute of fast speech; a vendor that never stops must not fill our memory. */
const MAX_CHARS = 8_000;

/** One committed stretch of audio; `id` is the vendor's, known once it has acknowledged. */
type Item = { readonly flush: number; id: string | null; text: string; done: boolean };

/**
 * Stretches of speech in the order they were spoken. The vendor transcribes them independently and
 * may finish a later one first; it is told in our order.
 */
export type Items = {
  committed(flush: number): void;
  /** A flush with nothing to transcribe: told by the next `tell`, after those before it. */
  empty(flush: number): void;
  tell(): void;
  acknowledged(id: string): void;
  /** The vendor had no audio for this commit; null: it does not say which. */
  rejected(flush: number | null): void;
  delta(id: string, text: string): void;
  completed(id: string, text: string): void;
};

/** @param answered told of every flush after its words */
export function createItems(telling: Telling, answered: (flush: number) => void): Items {
  let items: Item[] = [];
  /** Words of speech that goes on: the vendor names the item before we commit it. */
  let ahead = { id: "", text: "" };

  const show = (): void => {
    const said = [...items.map(({ text }) => text), ahead.text];
    telling.partial(said.filter((text) => text !== "").join(" "));
  };
  const drain = (): void => {
    while (items[0]?.done === true) {
      const [first] = items;
      items = items.slice(1);
      if (first.text.trim() === "") show();
      else telling.final(first.text);
      answered(first.flush);
    }
    show();
  };

  return {
    committed: (flush) => void items.push({ flush, id: null, text: "", done: false }),
    empty: (flush) => void items.push({ flush, id: null, text: "", done: true }),
    tell: drain,
    acknowledged(id) {
      const item = items.find((one) => one.id === null && !one.done);
      if (!item) return;
      item.id = id;
      if (ahead.id !== id) return;
      item.text = ahead.text;
      ahead = { id: "", text: "" };
    },
    rejected(flush) {
      const item = items.find(
        (one) => one.id === null && !one.done && (flush === null || one.flush === flush),
      );
      if (!item) return;
      item.done = true;
      ahead = { id: "", text: "" };
      drain();
    },
    delta(id, text) {
      const item = items.find((one) => one.id === id);
      if (item) item.text = (item.text + text).slice(0, MAX_CHARS);
      else ahead = { id, text: ((ahead.id === id ? ahead.text : "") + text).slice(0, MAX_CHARS) };
      show();
    },
    completed(id, text) {
      const item = items.find((one) => one.id === id);
      if (!item) return;
      item.text = text.slice(0, MAX_CHARS);
      item.done = true;
      drain();
    },
  };
}
