import type { Dispose } from "../ports.ts";

export interface Listeners<Value> {
  add(listener: (value: Value) => void): Dispose;
  emit(value: Value): void;
}

/** More listeners than this on one thing are a leak. */
const MAX_LISTENERS = 100;

export function createListeners<Value>(): Listeners<Value> {
  let all: readonly ((value: Value) => void)[] = [];
  return {
    add(listener) {
      if (all.length >= MAX_LISTENERS) throw new Error("too many listeners");
      all = [...all, listener];
      return () => {
        all = all.filter((other) => other !== listener);
      };
    },
    emit(value) {
      for (const listener of all) listener(value);
    },
  };
}
