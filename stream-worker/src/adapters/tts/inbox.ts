/** What comes in by events, taken out one after the other. Whoever fills it keeps it bounded. */
export type Inbox<T> = {
  put(item: T): void;
  /** After what was put before. */
  end(): void;
  fail(cause: Error): void;
  taken(): AsyncGenerator<T>;
};

export function createInbox<T>(): Inbox<T> {
  const items: T[] = [];
  let over: { readonly cause: Error | null } | null = null;
  let wake = (): void => undefined;
  const finish = (cause: Error | null): void => {
    over ??= { cause };
    wake();
  };
  return {
    put(item) {
      if (over !== null) return;
      items.push(item);
      wake();
    },
    end: () => finish(null),
    fail: (cause) => finish(cause),
    async *taken() {
      for (;;) {
        const item = items.shift();
        if (item !== undefined) {
          yield item;
          continue;
        }
        if (over?.cause != null) throw over.cause;
        if (over !== null) return;
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
  };
}
