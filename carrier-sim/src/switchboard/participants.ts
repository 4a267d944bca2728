import { tone } from "../audio/tones.ts";
import type { Conference, StatusCallback } from "../twiml/ast.ts";
import type { Member } from "./conference-words.ts";
import type { Room } from "./conference-room.ts";
import type { Exchange } from "./exchange.ts";
import { placeCall } from "./outgoing.ts";
import { waitMs, whenAborted } from "./waits.ts";

export interface ParticipantWish {
  to: string;
  from: string;
  timeoutMs: number;
  earlyMedia: boolean;
  statusCallback: StatusCallback | undefined;
  beep: boolean;
  waitUrl: string | undefined;
  maxParticipants: number;
  member: Omit<Member, "joinedAt" | "callSid">;
}

const RING_TONE_MS = 1_000;
const RING_PAUSE_MS = 4_000;

/** Rings somebody for a conference and seats them when they answer. Returns the CallSid. */
export function addParticipant(x: Exchange, room: Room, wish: ParticipantWish): string {
  const { leg, outcome } = placeCall(x, {
    to: wish.to,
    from: wish.from,
    direction: "outbound-api",
    timeoutMs: wish.timeoutMs,
    statusCallback: wish.statusCallback,
  });
  const { label } = wish.member;
  room.expected.set(leg.sid, {
    label,
    member: { ...wish.member, callSid: leg.sid },
    status: () => (leg.record().status === "ringing" ? "ringing" : "queued"),
  });
  const ringing = new AbortController();
  if (wish.earlyMedia) void ringInside(x, room, leg.ended, ringing.signal);
  void outcome.then((result) => {
    ringing.abort();
    if (result === "answered" && room.state().status !== "completed") {
      return x.run(leg, { from: "verbs", verbs: [seat(room.state().friendlyName, wish)] });
    }
    room.expected.delete(leg.sid);
    if (result === "answered") return leg.finish("completed");
    room.addFailed(leg.sid, label, result);
    if (room.state().members.length === 0 && room.expected.size === 0) room.end();
  });
  return leg.sid;
}

function seat(name: string, wish: ParticipantWish) {
  const noun: Conference = {
    noun: "Conference",
    name,
    muted: wish.member.muted,
    beep: wish.beep,
    startOnEnter: wish.member.startOnEnter,
    endOnExit: wish.member.endOnExit,
    label: wish.member.label,
    waitUrl: wish.waitUrl,
    waitMethod: "POST",
    maxParticipants: wish.maxParticipants,
    record: false,
    trim: true,
    coach: wish.member.coaching ? wish.member.callSidToCoach : undefined,
  };
  return {
    verb: "Dial" as const,
    method: "POST" as const,
    answerOnBridge: false,
    hangupOnStar: false,
    timeoutMs: 30_000,
    timeLimitMs: 14_400_000,
    trim: false,
    sequential: false,
    nouns: [noun],
  };
}

/** Early media: those inside hear that it rings. Before the conference starts they hear it by their own line. */
async function ringInside(
  x: Exchange,
  room: Room,
  ended: AbortSignal,
  answered: AbortSignal,
): Promise<void> {
  const signal = AbortSignal.any([ended, answered]);
  const ring = tone(425, RING_TONE_MS, 4_000);
  while (!signal.aborted) {
    if (room.state().status === "in-progress") room.audio.announce(ring);
    else for (const { callSid } of room.state().members) x.legs.get(callSid)?.sound().play(ring);
    await Promise.race([
      waitMs(RING_TONE_MS + RING_PAUSE_MS, signal).catch(() => undefined),
      whenAborted(signal),
    ]);
  }
}
