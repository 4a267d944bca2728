import express, { Router, type Express } from "express";
import type { Logger } from "pino";
import { carrierCallbackRoutes, type CallbackDeps } from "./http/carrier-callbacks.ts";
import { carrierCallRoutes, type CarrierCallDeps } from "./http/carrier-calls.ts";
import { carrierClientRoutes, type ClientDeps } from "./http/carrier-client.ts";
import { carrierDoor, plainLine } from "./http/carrier-door.ts";
import {
  carrierTranscriptionRoutes,
  type TranscriptionDeps,
} from "./http/carrier-transcription.ts";
import { problemHandler } from "./http/problem-handler.ts";

const SOCKET_PATH = "/socket.io/";

export type CarrierDeps = CarrierCallDeps & CallbackDeps & ClientDeps & TranscriptionDeps;

/** What the carrier asks and reports; nothing unsigned passes the door. */
export function carrierRoutes(deps: CarrierDeps & { build: string }): Router {
  const router = Router();
  router.get("/{*any}", plainLine(deps.build));
  router.use(...carrierDoor(deps));
  router.use(carrierCallRoutes(deps));
  router.use(carrierCallbackRoutes(deps));
  router.use(carrierClientRoutes(deps));
  router.use(carrierTranscriptionRoutes(deps));
  return router;
}

/** The whole application; it does not listen. */
export function createApp(parts: {
  carrier: Router;
  console: Router;
  health: Router;
  /** The built console, where there is one. */
  web: Router | null;
  headers: express.RequestHandler;
  log: Logger;
}): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", "loopback");
  // The socket server hears every request as well, and has answered these.
  app.use((request, _response, next) => {
    if (!request.url.startsWith(SOCKET_PATH)) next();
  });
  app.use("/carrier/twilio", parts.carrier);
  app.use(parts.health);
  app.use(parts.headers);
  app.use("/api", parts.console);
  if (parts.web !== null) app.use(parts.web);
  app.use(problemHandler(parts.log));
  return app;
}
