import express, { type Express, type Router } from "express";
import { restRouter } from "./rest/router.ts";
import { API_VERSION } from "./switchboard/call-params.ts";
import type { Exchange } from "./switchboard/exchange.ts";
import { binRouter, type TwimlBin } from "./twiml/bins.ts";
import { type ControlDeps, controlRouter } from "./trouble/control.ts";

export interface AppDeps extends ControlDeps {
  bins: readonly TwimlBin[];
  /** Whatever pages people bring. */
  pages?: Router;
}

/** The simulator's HTTP face, not listening: REST, control, health, pages. */
export function createApp(x: Exchange, deps: AppDeps): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.get("/healthz", (_request, response) => void response.json({ ok: true, calls: x.legs.size }));
  app.use(`/${API_VERSION}`, restRouter(x));
  app.use("/twiml", binRouter(deps.bins));
  app.use("/sim", controlRouter(x, deps));
  if (deps.pages !== undefined) app.use(deps.pages);
  return app;
}
