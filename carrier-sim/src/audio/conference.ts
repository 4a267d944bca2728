import { type ConferenceAudio, FRAME_SAMPLES, type LegAudio, type MemberFlags } from "../ports.ts";
import { holdMusic } from "./hold-music.ts";
import type { Leg } from "./leg.ts";
import { createPlayer } from "./player.ts";
import { createRecorder, type FrameRecorder } from "./recorder.ts";

export interface Conference extends ConferenceAudio {
  /** Writes each member's `room` frame for this tick. */
  mix(): void;
  settle(): void;
}

interface Member {
  leg: Leg;
  flags: MemberFlags;
  musicAt: number;
}

const MAX_MEMBERS = 250;

/**
 * A mixed room: the sum of all voices is made once, and each member gets it less their own. A coach is
 * left out of the sum and added for the coached member alone; a held member hears music alone.
 */
export function createConference(life: { onBusy(): void; onIdle(): void }): Conference {
  const sum = new Int32Array(FRAME_SAMPLES);
  const announcement = new Int16Array(FRAME_SAMPLES);
  const first = new Int16Array(FRAME_SAMPLES);
  const others = new Int16Array(FRAME_SAMPLES);
  const announcements = createPlayer();
  let members: readonly Member[] = [];
  let recorders: readonly FrameRecorder[] = [];

  const audible = (member: Member): boolean =>
    !member.flags.muted && !member.flags.hold && member.leg.saidSomething();
  const inSum = (member: Member): boolean => audible(member) && member.flags.coach === undefined;

  function remove(member: Member): void {
    if (!members.includes(member)) return;
    members = members.filter((other) => other !== member);
    member.leg.leaveRoom = undefined;
    member.leg.room.fill(0);
    idleWhenEmpty();
  }

  function idleWhenEmpty(): void {
    if (members.length === 0 && recorders.length === 0 && !announcements.busy()) life.onIdle();
  }

  function mixFor(member: Member): void {
    const { room, said } = member.leg;
    if (member.flags.hold) return playMusic(member);
    const own = inSum(member);
    for (let i = 0; i < FRAME_SAMPLES; i += 1) {
      room[i] = clamp(sum[i]! - (own ? said[i]! : 0) + announcement[i]!);
    }
    for (let i = 0; i < members.length; i += 1) {
      const coach = members[i]!;
      if (coach.flags.coach !== member.leg.callSid || coach === member || !audible(coach)) continue;
      for (let k = 0; k < FRAME_SAMPLES; k += 1) room[k] = clamp(room[k]! + coach.leg.said[k]!);
    }
  }

  function record(): void {
    const head = members[0];
    const own = head !== undefined && inSum(head);
    for (let i = 0; i < FRAME_SAMPLES; i += 1) {
      first[i] = own ? head.leg.said[i]! : 0;
      others[i] = clamp(sum[i]! - first[i]! + announcement[i]!);
    }
    for (let i = 0; i < recorders.length; i += 1) recorders[i]!.write(first, others);
  }

  return {
    join(legAudio: LegAudio, flags) {
      const leg = legAudio as Leg;
      if (members.length >= MAX_MEMBERS) throw new Error("the conference is full");
      leg.leaveRoom?.();
      const member: Member = { leg, flags: { ...flags }, musicAt: 0 };
      members = [...members, member];
      leg.leaveRoom = () => remove(member);
      life.onBusy();
      return {
        set(change) {
          if (change.hold === true && !member.flags.hold) member.musicAt = 0;
          Object.assign(member.flags, change);
        },
        leave: () => remove(member),
      };
    },
    announce(pcm) {
      life.onBusy();
      return announcements.play(pcm);
    },
    record({ channels }) {
      const recorder = createRecorder(channels, () => {
        recorders = recorders.filter((other) => other !== recorder);
        idleWhenEmpty();
      });
      recorders = [...recorders, recorder];
      life.onBusy();
      return recorder;
    },
    mix() {
      sum.fill(0);
      for (let i = 0; i < members.length; i += 1) {
        const member = members[i]!;
        if (!inSum(member)) continue;
        const { said } = member.leg;
        for (let k = 0; k < FRAME_SAMPLES; k += 1) sum[k]! += said[k]!;
      }
      announcement.fill(0);
      announcements.mixInto(announcement);
      for (let i = 0; i < members.length; i += 1) mixFor(members[i]!);
      if (recorders.length > 0) record();
    },
    settle() {
      announcements.settle();
      idleWhenEmpty();
    },
  };
}

/** A hold document of the account plays through the leg's own queue and then replaces ours. */
function playMusic(member: Member): void {
  const { room, player } = member.leg;
  if (player.busy()) {
    room.fill(0);
    return;
  }
  const music = holdMusic();
  for (let i = 0; i < FRAME_SAMPLES; i += 1) {
    room[i] = music[member.musicAt]!;
    member.musicAt = (member.musicAt + 1) % music.length;
  }
}

function clamp(value: number): number {
  return value > 32_767 ? 32_767 : value < -32_768 ? -32_768 : value;
}
