import { Router } from "express";
import type { Room } from "../switchboard/conference-room.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import { announce } from "../switchboard/side-documents.ts";
import { formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { notFound } from "./problem.ts";
import { conferenceShape } from "./shapes.ts";

export function conferenceRoutes(x: Exchange): Router {
  const router = Router();
  const find = (sid: string, path: string): Room => {
    const room = x.conferences.find(sid);
    if (room === undefined) throw notFound(path);
    return room;
  };

  router.get("/Conferences.json", (request, response) => {
    const form = formOf(request.query);
    const [name, status] = [form.text("FriendlyName"), form.text("Status")];
    const states = x.conferences
      .list()
      .map((room) => room.state())
      .filter(
        (state) =>
          (name === undefined || state.friendlyName === name) &&
          (status === undefined || state.status === status),
      );
    response.json(
      pageOf(
        request,
        "conferences",
        states.map((state) => conferenceShape(x, state)),
      ),
    );
  });

  router.get("/Conferences/:sid.json", (request, response) => {
    response.json(conferenceShape(x, find(request.params.sid, request.originalUrl).state()));
  });

  router.post("/Conferences/:sid.json", (request, response) => {
    const room = find(request.params.sid, request.originalUrl);
    const form = formOf(request.body);
    const url = form.url("AnnounceUrl");
    if (form.text("Status") === "completed") room.end();
    if (url !== undefined) {
      const params = { ConferenceSid: room.state().sid, AccountSid: x.account.sid };
      void announce(x, url, form.method("AnnounceMethod"), params, (pcm) =>
        room.audio.announce(pcm),
      ).then((whole) =>
        room.tell(whole ? "announcement-end" : "announcement-fail", "announcement", {
          AnnounceUrl: url,
        }),
      );
    }
    response.json(conferenceShape(x, room.state()));
  });
  return router;
}
