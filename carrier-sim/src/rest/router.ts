import { Router, urlencoded } from "express";
import { API_VERSION } from "../switchboard/call-params.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import { isAuthorised } from "./auth.ts";
import { callRoutes } from "./calls.ts";
import { conferenceRoutes } from "./conferences.ts";
import { numberRoutes } from "./numbers.ts";
import { participantRoutes } from "./participants.ts";
import { RestProblem, answerProblem, notFound } from "./problem.ts";
import { queueRoutes } from "./queues.ts";
import { recordingRoutes } from "./recordings.ts";
import { streamRoutes } from "./streams.ts";

/** Everything under `/2010-04-01`: form-encoded in, the carrier's JSON out, Basic authentication. */
export function restRouter(x: Exchange): Router {
  const router = Router();
  router.use((request, _response, next) => {
    const refusal = x.trouble.takeRefusal();
    if (refusal === 429) throw new RestProblem(429, 20_429, "Too Many Requests");
    if (refusal === 500)
      throw new RestProblem(500, 20_500, "An internal server error has occurred");
    if (!isAuthorised(x.account, request.headers.authorization))
      throw new RestProblem(401, 20_003, "Authenticate");
    next();
  });
  router.use(urlencoded({ extended: false, limit: "64kb", parameterLimit: 500 }));
  router.get("/Accounts/:account.json", (request, response) => {
    if (request.params.account !== x.account.sid) throw notFound(request.originalUrl);
    response.json({
      sid: x.account.sid,
      friendly_name: "Simulated account",
      status: "active",
      type: "Full",
      owner_account_sid: x.account.sid,
      uri: `/${API_VERSION}/Accounts/${x.account.sid}.json`,
    });
  });
  const account = Router();
  account.use(
    callRoutes(x),
    participantRoutes(x),
    recordingRoutes(x),
    conferenceRoutes(x),
    streamRoutes(x),
    queueRoutes(x),
    numberRoutes(x),
  );
  router.use("/Accounts/:account", (request, response, next) => {
    if (request.params["account"] !== x.account.sid) throw notFound(request.originalUrl);
    account(request, response, next);
  });
  router.use((request) => {
    throw notFound(request.originalUrl);
  });
  router.use(answerProblem);
  return router;
}
