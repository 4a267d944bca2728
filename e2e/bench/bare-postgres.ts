import { root } from "../../scripts/start/config.ts";
import { startCluster } from "../../supabase/embedded/cluster.ts";
import { findFreePort } from "../../supabase/embedded/free-port.ts";
import { discard, throwawayFolder } from "../../supabase/test-support/throwaway.ts";

/** Our Postgres with nothing around it, ms until it takes connections: first with `initdb`, then without. */
export async function timePostgres(): Promise<{ coldMs: number; warmMs: number }> {
  const dataDir = await throwawayFolder();
  const start = async (): Promise<number> => {
    const began = performance.now();
    const cluster = await startCluster({
      home: root,
      dataDir,
      port: await findFreePort(),
      password: "only-for-the-bench",
      log: () => undefined,
    });
    const took = performance.now() - began;
    await cluster.stop();
    return took;
  };
  try {
    return { coldMs: await start(), warmMs: await start() };
  } finally {
    await discard(dataDir);
  }
}
