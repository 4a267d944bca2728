import { Router } from "express";

/** A document the account keeps at the carrier itself: it is answered when nobody else answers. */
export interface TwimlBin {
  sid: string;
  twiml: string;
}

/** `/twiml/{EH…}`, by GET or POST, as the carrier's own host serves them. */
export function binRouter(bins: readonly TwimlBin[]): Router {
  const kept = new Map(bins.map(({ sid, twiml }) => [sid, twiml]));
  const router = Router();
  router.all("/:sid", (request, response) => {
    const twiml = kept.get(request.params.sid);
    if (twiml === undefined) response.status(404).type("text/plain").send("There is no such bin.");
    else response.type("text/xml").send(twiml);
  });
  return router;
}
