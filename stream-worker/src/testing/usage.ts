/** What this process has taken of the machine. */
export type Usage = {
  /** Of all its threads, since it began. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** JavaScript's heap and what hangs on it outside, such as sound. */
  readonly heapBytes: number;
  /** What keeps its loop alive, counted by kind. */
  readonly resources: Readonly<Record<string, number>>;
};

export function usage(): Usage {
  const { user, system } = process.cpuUsage();
  const { rss, heapUsed, external } = process.memoryUsage();
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  return {
    cpuMs: (user + system) / 1_000,
    rssBytes: rss,
    heapBytes: heapUsed + external,
    resources,
  };
}

/** The same after everything unreachable was collected. Needs `--expose-gc`; throws without. */
export async function usageCollected(): Promise<Usage> {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error("Started without --expose-gc.");
  // Finalisers run between two collections, and what they held goes with the second.
  for (let times = 0; times < 2; times += 1) {
    gc();
    await new Promise((resolve) => void setImmediate(resolve));
  }
  return usage();
}
