import { Router } from "express";
import type { Room } from "../switchboard/conference-room.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import { addParticipant } from "../switchboard/participants.ts";
import { announce, beginHold, endHold } from "../switchboard/side-documents.ts";
import { checkAddresses } from "./calls.ts";
import { type Form, formOf } from "./form.ts";
import { pageOf } from "./page.ts";
import { RestProblem, badParameter, notFound } from "./problem.ts";
import { participantShape } from "./shapes.ts";

export function participantRoutes(x: Exchange): Router {
  const router = Router();
  const roomOf = (name: string, path: string): Room => {
    const room = x.conferences.find(name) ?? x.conferences.running(name);
    if (room === undefined) throw notFound(path);
    return room;
  };
  /** A live member, or one who is being rung, by CallSid or label. */
  const shapeOf = (room: Room, key: string): object | undefined => {
    const { sid, members } = room.state();
    const member = members.find((one) => one.callSid === key || one.label === key);
    if (member !== undefined) return participantShape(x, sid, member, "connected");
    for (const [callSid, expected] of room.expected) {
      if (callSid === key || expected.label === key)
        return participantShape(x, sid, expected.member, expected.status());
    }
    return undefined;
  };
  const keysOf = (room: Room): string[] => [
    ...room.state().members.map((one) => one.callSid),
    ...room.expected.keys(),
  ];

  router.post("/Conferences/:conference/Participants.json", (request, response) => {
    const form = formOf(request.body);
    const [to, from] = [form.required("To"), form.required("From")];
    checkAddresses(x, to, from);
    const room =
      x.conferences.find(request.params.conference) ??
      createRoom(x, request.params.conference, form);
    const label = form.text("Label");
    const used =
      room.state().members.some((one) => one.label === label) ||
      [...room.expected.values()].some((one) => one.label === label);
    if (label !== undefined && used)
      throw new RestProblem(400, 16_025, "Participant label is already in use in this conference");
    const callSid = addParticipant(x, room, {
      to,
      from,
      timeoutMs: form.count("Timeout", 60, 1, 600) * 1000,
      earlyMedia: form.flag("EarlyMedia", true),
      statusCallback: form.statusCallback("StatusCallback", ["completed"]),
      beep: form.text("Beep") !== "false",
      waitUrl: form.text("WaitUrl"),
      maxParticipants: form.count("MaxParticipants", 250, 2, 250),
      member: {
        label,
        muted: form.flag("Muted", false),
        hold: false,
        coaching: form.flag("Coaching", false),
        callSidToCoach: form.text("CallSidToCoach"),
        startOnEnter: form.flag("StartConferenceOnEnter", true),
        endOnExit: form.flag("EndConferenceOnExit", false),
      },
    });
    response.status(201).json(shapeOf(room, callSid));
  });

  router.get("/Conferences/:conference/Participants.json", (request, response) => {
    const room = roomOf(request.params.conference, request.originalUrl);
    const query = formOf(request.query);
    const shapes = keysOf(room)
      .filter((key) => {
        const member = room.state().members.find((one) => one.callSid === key);
        return ["Muted", "Hold", "Coaching"].every((name) => {
          if (!query.has(name)) return true;
          const flag =
            name === "Muted" ? member?.muted : name === "Hold" ? member?.hold : member?.coaching;
          return query.flag(name, false) === (flag ?? false);
        });
      })
      .map((key) => shapeOf(room, key) ?? {});
    response.json(pageOf(request, "participants", shapes));
  });

  router.get("/Conferences/:conference/Participants/:key.json", (request, response) => {
    const shape = shapeOf(
      roomOf(request.params.conference, request.originalUrl),
      request.params.key,
    );
    if (shape === undefined) throw notFound(request.originalUrl);
    response.json(shape);
  });

  router.post("/Conferences/:conference/Participants/:key.json", (request, response) => {
    const room = roomOf(request.params.conference, request.originalUrl);
    const member = room
      .state()
      .members.find(
        (one) => one.callSid === request.params.key || one.label === request.params.key,
      );
    if (member === undefined) throw notFound(request.originalUrl);
    update(x, room, member.callSid, formOf(request.body));
    response.json(shapeOf(room, member.callSid));
  });

  router.delete("/Conferences/:conference/Participants/:key.json", (request, response) => {
    const room = roomOf(request.params.conference, request.originalUrl);
    const { key } = request.params;
    const member = room.state().members.find((one) => one.callSid === key || one.label === key);
    const expected = [...room.expected].find(
      ([callSid, one]) => callSid === key || one.label === key,
    );
    if (member !== undefined) room.kick(member.callSid);
    else if (expected !== undefined) x.legs.get(expected[0])?.finish("canceled");
    else throw notFound(request.originalUrl);
    response.status(204).end();
  });
  return router;
}

function createRoom(x: Exchange, name: string, form: Form): Room {
  return x.conferences.room(name, {
    statusCallback: form.statusCallback("ConferenceStatusCallback", []),
    record: ["true", "record-from-start"].includes(form.text("ConferenceRecord") ?? "")
      ? {
          trim: form.text("ConferenceTrim") !== "do-not-trim",
          statusCallback: form.statusCallback("ConferenceRecordingStatusCallback", ["completed"]),
        }
      : undefined,
  });
}

function update(x: Exchange, room: Room, callSid: string, form: Form): void {
  const leg = x.legs.get(callSid);
  const coach = form.text("CallSidToCoach");
  const coached = room.state().members.find((one) => one.callSid === callSid)?.callSidToCoach;
  if (form.flag("Coaching", false) && coach === undefined && coached === undefined) {
    throw badParameter("CallSidToCoach", "it is required to coach");
  }
  if (
    coach !== undefined &&
    coach !== "" &&
    !room.state().members.some((one) => one.callSid === coach)
  ) {
    throw new RestProblem(400, 13_240, "CallSidToCoach is not a participant of this conference");
  }
  const optional = (name: string): boolean | undefined =>
    form.has(name) ? form.flag(name, false) : undefined;
  const change = {
    muted: optional("Muted"),
    hold: optional("Hold"),
    coaching: optional("Coaching"),
    callSidToCoach: coach,
    endOnExit: optional("EndConferenceOnExit"),
  };
  const given = Object.fromEntries(
    Object.entries(change).filter(([, value]) => value !== undefined),
  );
  room.update(callSid, given);
  if (leg === undefined) return;
  const holdUrl = form.url("HoldUrl");
  if (change.hold === true && holdUrl !== undefined)
    beginHold(x, leg, holdUrl, form.method("HoldMethod"));
  if (change.hold === false) endHold(leg);
  const announceUrl = form.url("AnnounceUrl");
  if (announceUrl === undefined) return;
  const params = { ConferenceSid: room.state().sid, CallSid: callSid, AccountSid: x.account.sid };
  void announce(x, announceUrl, form.method("AnnounceMethod"), params, (pcm) =>
    leg.sound().play(pcm),
  ).then((whole) =>
    room.tell(whole ? "announcement-end" : "announcement-fail", "announcement", {
      CallSid: callSid,
      AnnounceUrl: announceUrl,
    }),
  );
}
