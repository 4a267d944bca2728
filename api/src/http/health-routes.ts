import { Router } from "express";
import type { Registry } from "prom-client";

export interface Readiness {
  database: boolean;
  worker: boolean;
  carrier: boolean;
}

/** /healthz: the process lives. /readyz: it can serve a call. /metrics: numbers for Prometheus. */
export function healthRoutes(deps: {
  build: string;
  metrics: Registry;
  readiness(): Promise<Readiness>;
}): Router {
  const router = Router();
  router.get("/healthz", (_request, response) => response.json({ alive: true, build: deps.build }));
  router.get("/readyz", async (_request, response) => {
    const parts = await deps.readiness();
    response.status(Object.values(parts).every(Boolean) ? 200 : 503).json(parts);
  });
  router.get("/metrics", async (_request, response) => {
    response.type(deps.metrics.contentType).send(await deps.metrics.metrics());
  });
  return router;
}
