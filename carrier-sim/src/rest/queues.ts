import { Router } from "express";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Queue, QueueMember } from "../switchboard/queues.ts";
import { formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { RestProblem, badParameter, notFound } from "./problem.ts";
import { queueMemberShape, queueShape } from "./shapes.ts";

export function queueRoutes(x: Exchange): Router {
  const router = Router();
  const find = (sid: string, path: string): Queue => {
    const queue = x.queues.get(sid);
    if (queue === undefined) throw notFound(path);
    return queue;
  };
  const memberOf = (queue: Queue, key: string, path: string): QueueMember => {
    const member =
      key === "Front" ? queue.members[0] : queue.members.find((one) => one.leg.sid === key);
    if (member === undefined) throw notFound(path);
    return member;
  };

  router.post("/Queues.json", (request, response) => {
    const form = formOf(request.body);
    const name = form.required("FriendlyName");
    if (x.queues.named(name) !== undefined)
      throw new RestProblem(400, 22_003, "A queue with this name exists");
    const queue = x.queues.create(name, form.count("MaxSize", 1000, 1, 5000));
    if (queue === undefined) throw new RestProblem(400, 22_001, "Too many queues");
    response.status(201).json(queueShape(x, queue));
  });
  router.get("/Queues.json", (request, response) => {
    response.json(
      pageOf(
        request,
        "queues",
        x.queues.list().map((queue) => queueShape(x, queue)),
      ),
    );
  });
  router.get("/Queues/:sid.json", (request, response) => {
    response.json(queueShape(x, find(request.params.sid, request.originalUrl)));
  });
  router.post("/Queues/:sid.json", (request, response) => {
    const queue = find(request.params.sid, request.originalUrl);
    const form = formOf(request.body);
    queue.friendlyName = form.text("FriendlyName") ?? queue.friendlyName;
    queue.maxSize = form.count("MaxSize", queue.maxSize, 1, 5000);
    queue.updatedAt = Date.now();
    response.json(queueShape(x, queue));
  });
  router.delete("/Queues/:sid.json", (request, response) => {
    const queue = find(request.params.sid, request.originalUrl);
    if (!x.queues.remove(queue.sid))
      throw new RestProblem(400, 22_002, "Only an empty queue can be removed");
    response.status(204).end();
  });

  router.get("/Queues/:sid/Members.json", (request, response) => {
    const queue = find(request.params.sid, request.originalUrl);
    response.json(
      pageOf(
        request,
        "queue_members",
        queue.members.map((member) => queueMemberShape(x, queue, member)),
      ),
    );
  });
  router.get("/Queues/:sid/Members/:key.json", (request, response) => {
    const queue = find(request.params.sid, request.originalUrl);
    response.json(
      queueMemberShape(x, queue, memberOf(queue, request.params.key, request.originalUrl)),
    );
  });
  router.post("/Queues/:sid/Members/:key.json", (request, response) => {
    const queue = find(request.params.sid, request.originalUrl);
    const member = memberOf(queue, request.params.key, request.originalUrl);
    const form = formOf(request.body);
    const url = form.url("Url");
    if (url === undefined) throw badParameter("Url", "it is required");
    const shape = queueMemberShape(x, queue, member);
    x.run(member.leg, { from: "url", url, method: form.method("Method") });
    response.json(shape);
  });
  return router;
}
