/** At most so many in any window of time; answers whether one more is allowed. */
export function createRateLimit(
  limit: { most: number; perMs: number },
  now: () => number,
): () => boolean {
  let recent: number[] = [];
  return () => {
    const at = now();
    recent = recent.filter((one) => at - one < limit.perMs);
    if (recent.length >= limit.most) return false;
    recent.push(at);
    return true;
  };
}
