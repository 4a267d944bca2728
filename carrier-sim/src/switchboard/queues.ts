import type { Leg } from "./leg.ts";
import { newSid } from "./sid.ts";

export type QueueResult = "bridged" | "hangup" | "leave" | "redirected" | "queue-full" | "error";

export interface QueueMember {
  leg: Leg;
  enqueuedAt: number;
  /** Takes the member out of the line; `bridged` is told by whoever serves it. */
  take(result: QueueResult): void;
  /** Told by that server when the conversation is over. */
  release(): void;
}

export interface Queue {
  sid: string;
  friendlyName: string;
  maxSize: number;
  createdAt: number;
  updatedAt: number;
  members: QueueMember[];
  /** Seconds that those who left had waited, for the average. */
  waitedSeconds: number;
  served: number;
  /** Called when somebody joins, by a `<Dial><Queue>` that waits for them. */
  hungry: Set<() => void>;
}

export interface Queues {
  named(friendlyName: string): Queue | undefined;
  get(sid: string): Queue | undefined;
  list(): Queue[];
  /** undefined when the carrier's limit of queues is reached. */
  create(friendlyName: string, maxSize?: number): Queue | undefined;
  remove(sid: string): boolean;
  memberOf(callSid: string): { queue: Queue; member: QueueMember } | undefined;
}

const MAX_QUEUES = 200;

export function createQueues(): Queues {
  const queues = new Map<string, Queue>();
  return {
    named: (friendlyName) =>
      [...queues.values()].find((queue) => queue.friendlyName === friendlyName),
    get: (sid) => queues.get(sid),
    list: () => [...queues.values()],
    create(friendlyName, maxSize = 1000) {
      if (queues.size >= MAX_QUEUES) return undefined;
      const now = Date.now();
      const queue: Queue = {
        sid: newSid("QU"),
        friendlyName,
        maxSize,
        createdAt: now,
        updatedAt: now,
        members: [],
        waitedSeconds: 0,
        served: 0,
        hungry: new Set(),
      };
      queues.set(queue.sid, queue);
      return queue;
    },
    remove: (sid) => queues.get(sid)?.members.length === 0 && queues.delete(sid),
    memberOf(callSid) {
      for (const queue of queues.values()) {
        const member = queue.members.find((one) => one.leg.sid === callSid);
        if (member !== undefined) return { queue, member };
      }
      return undefined;
    },
  };
}

/** What waiting documents and results are told about a place in the line. Times in seconds. */
export function queueParams(
  queue: Queue,
  member: QueueMember,
  now: number,
): Record<string, string> {
  return {
    QueueSid: queue.sid,
    QueueTime: String(Math.floor((now - member.enqueuedAt) / 1000)),
    QueuePosition: String(queue.members.indexOf(member) + 1),
    AvgQueueTime: String(queue.served === 0 ? 0 : Math.round(queue.waitedSeconds / queue.served)),
    CurrentQueueSize: String(queue.members.length),
    MaxQueueSize: String(queue.maxSize),
  };
}
