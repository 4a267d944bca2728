import { randomBytes, randomInt } from "node:crypto";
import {
  createClientCall,
  type ClientCall,
  type ClientCallOptions,
  type Wire,
} from "./client-call.ts";
import type { PeerFactory } from "./rtc-peer.ts";

/** The running calls of all voice clients, found by either of their ids. */
export interface CallBook {
  open(input: Omit<ClientCallOptions, "peers" | "onCallSid" | "onReleased">): ClientCall;
  find(callSid: string): ClientCall | undefined;
  /** The call, if it belongs to this socket: nobody steers another page's call. */
  own(wire: Wire, callSid: string): ClientCall | undefined;
  ofWire(wire: Wire): ClientCall[];
  all(): ClientCall[];
}

export function createCallBook(peers: PeerFactory): CallBook {
  const calls = new Set<ClientCall>();
  const bySid = new Map<string, ClientCall>();
  return {
    open(input) {
      const call: ClientCall = createClientCall({
        ...input,
        peers,
        onCallSid: (sid) => bySid.set(sid, call),
        onReleased: () => {
          calls.delete(call);
          const { callSid, temporarySid } = call.state();
          if (callSid !== undefined) bySid.delete(callSid);
          if (temporarySid !== undefined) bySid.delete(temporarySid);
        },
      });
      const { callSid, temporarySid } = call.state();
      calls.add(call);
      if (callSid !== undefined) bySid.set(callSid, call);
      if (temporarySid !== undefined) bySid.set(temporarySid, call);
      return call;
    },
    find: (callSid) => bySid.get(callSid),
    own(wire, callSid) {
      const call = bySid.get(callSid);
      return call?.wire() === wire ? call : undefined;
    },
    ofWire: (wire) => [...calls].filter((call) => call.wire() === wire),
    all: () => [...calls],
  };
}

/** What a page shows to get its call back on a new socket. */
export function newReconnectToken(): string {
  return randomBytes(24).toString("base64url");
}

export function newSsrc(): number {
  return randomInt(1, 0xffff_ffff);
}
