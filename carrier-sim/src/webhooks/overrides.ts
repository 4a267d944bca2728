/** What the fragment of a webhook address may change (`#rc=2&ct=2000`). Milliseconds and counts. */
export interface ConnectionOverrides {
  connectMs: number;
  totalMs: number;
  retries: number;
  /** Which failures are tried again: `ct` connect, `rt` read timeout, `4xx`, `5xx`, `all`. */
  policy: string[];
}

const within = (text: string | null, low: number, high: number, otherwise: number): number => {
  const value = text === null || !/^\d+$/.test(text) ? Number.NaN : Number(text);
  return value >= low && value <= high ? value : otherwise;
};

/** Defaults are the documented ones: 5 s to connect, 15 s in all, one retry and only of a failed connection. */
export function connectionOverrides(url: string): ConnectionOverrides {
  const fragment = new URLSearchParams(url.split("#", 2)[1] ?? "");
  return {
    connectMs: within(fragment.get("ct"), 100, 10_000, 5_000),
    totalMs: Math.min(
      within(fragment.get("tt"), 100, 15_000, 15_000),
      within(fragment.get("rt"), 100, 15_000, 15_000),
    ),
    retries: within(fragment.get("rc"), 0, 5, 1),
    policy: (fragment.get("rp") ?? "ct").split(","),
  };
}
