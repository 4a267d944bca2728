import type { StreamNoun } from "../twiml/ast.ts";
import type { Exchange } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import { newSid } from "../switchboard/sid.ts";
import { carryMedia, type MediaStream, type StreamEnd } from "./media-stream.ts";
import { openSocket } from "./open-socket.ts";
import { checkSocketAddress } from "./socket-address.ts";

export interface StreamRecord {
  sid: string;
  callSid: string;
  name: string;
  status: "in-progress" | "stopped";
  updatedAt: number;
}

type StreamWish = Omit<StreamNoun, "noun">;

/** A live socket of a call that trouble may cut. */
export interface DroppableSocket {
  callSid: string;
  kind: "stream" | "relay";
  drop(): void;
}

export interface Streams {
  /** Starts a one-way copy of the call's sound beside its document. undefined: the wish was refused (and an alert raised). */
  fork(leg: Leg, wish: StreamWish): StreamRecord | undefined;
  /** Runs a two-way stream until it ends; resolves with how. */
  converse(leg: Leg, wish: StreamWish, signal: AbortSignal): Promise<StreamEnd>;
  stop(leg: Leg, sidOrName: string): StreamRecord | undefined;
  sockets: Set<DroppableSocket>;
}

const MAX_RECORDS = 1_000;
/** Both tracks count as two. */
const MAX_FORKED_TRACKS = 4;

export function createStreams(exchange: () => Exchange): Streams {
  const records = new Map<string, StreamRecord>();
  const sockets = new Set<DroppableSocket>();

  const save = (record: StreamRecord): StreamRecord => {
    records.set(record.sid, record);
    if (records.size > MAX_RECORDS) records.delete(records.keys().next().value ?? "");
    return record;
  };

  function teller(leg: Leg, sid: string, wish: StreamWish) {
    const x = exchange();
    return (event: "started" | "stopped" | "error", error?: string): void => {
      if (wish.statusCallback === undefined) return;
      x.post.send(sid, {
        ...wish.statusCallback,
        params: {
          AccountSid: x.account.sid,
          CallSid: leg.sid,
          StreamSid: sid,
          StreamName: wish.name ?? sid,
          StreamEvent: `stream-${event}`,
          Timestamp: new Date().toISOString(),
          ...(error === undefined ? {} : { StreamError: error }),
        },
      });
    };
  }

  /** Opens the socket and carries sound until it ends. `ready` gives the stream as soon as it runs. */
  async function run(
    leg: Leg,
    sid: string,
    wish: StreamWish,
    both: boolean,
    ready: (stream: MediaStream) => void,
  ): Promise<StreamEnd> {
    const x = exchange();
    const tell = teller(leg, sid, wish);
    const address = checkSocketAddress(wish.url);
    const failed = (code: number, message: string): StreamEnd => {
      x.alerts.raise(code, message, leg.sid);
      tell("error", `${code}: ${message}`);
      return { why: "error", code, message };
    };
    if (!address.ok) return failed(address.code, address.message);
    if (both && wish.track !== "inbound_track")
      return failed(31_941, "Stream: <Connect> carries the inbound track only");
    const opening = await openSocket(address.url, wish.url, x.account.authToken);
    if (!opening.ok) {
      const code =
        opening.reason === "timeout" ? 31_901 : opening.reason === "handshake" ? 31_920 : 31_902;
      return failed(code, `Stream: ${opening.message}`);
    }
    if (leg.ended.aborted) {
      opening.socket.terminate();
      return { why: "stopped" };
    }
    const tracks: ("inbound" | "outbound")[] =
      wish.track === "both_tracks"
        ? ["inbound", "outbound"]
        : wish.track === "outbound_track"
          ? ["outbound"]
          : ["inbound"];
    const identity = {
      accountSid: x.account.sid,
      callSid: leg.sid,
      streamSid: sid,
      tracks,
      customParameters: wish.params,
    };
    const stream = carryMedia(x, leg, opening.socket, identity, both);
    const droppable: DroppableSocket = { callSid: leg.sid, kind: "stream", drop: stream.drop };
    sockets.add(droppable);
    tell("started");
    ready(stream);
    const end = await stream.ended;
    sockets.delete(droppable);
    if (end.why === "socket-closed" && !end.clean) {
      x.alerts.raise(31_903, "Stream: the socket broke", leg.sid);
      tell("error", "31903: the socket broke");
    } else if (end.why !== "error") {
      tell("stopped");
    }
    return end;
  }

  return {
    sockets,
    fork(leg, wish) {
      const tracks = (track: StreamWish["track"]): number => (track === "both_tracks" ? 2 : 1);
      const used = [...leg.attachments.values()].filter((one) => one.kind === "stream").length * 2;
      if (used + tracks(wish.track) > MAX_FORKED_TRACKS) {
        exchange().alerts.raise(31_941, "Stream: too many tracks", leg.sid);
        return undefined;
      }
      const sid = newSid("MZ");
      const record = save({
        sid,
        callSid: leg.sid,
        name: wish.name ?? sid,
        status: "in-progress",
        updatedAt: Date.now(),
      });
      let stream: MediaStream | undefined;
      let stopped = false;
      leg.attachments.set(sid, {
        kind: "stream",
        sid,
        name: wish.name,
        stop() {
          stopped = true;
          leg.attachments.delete(sid);
          save({ ...record, status: "stopped", updatedAt: Date.now() });
          stream?.stop();
        },
      });
      void run(leg, sid, wish, false, (ready) => {
        stream = ready;
        if (stopped) ready.stop();
      })
        .catch(() => exchange().alerts.raise(31_921, "Stream: it could not be run", leg.sid))
        .then(() => leg.attachments.get(sid)?.stop());
      return record;
    },
    async converse(leg, wish, signal) {
      const x = exchange();
      const { language } = x.numbers.get(leg.record().phoneNumberSid ?? "") ?? {};
      if (language !== undefined) x.speech?.prepare(language);
      let stream: MediaStream | undefined;
      const stop = (): void => stream?.stop();
      signal.addEventListener("abort", stop, { once: true });
      const end = await run(leg, newSid("MZ"), wish, true, (ready) => {
        stream = ready;
        if (signal.aborted) stop();
      });
      signal.removeEventListener("abort", stop);
      return end;
    },
    stop(leg, sidOrName) {
      const found = [...leg.attachments.values()].find(
        (attachment) =>
          attachment.kind === "stream" &&
          (attachment.sid === sidOrName || attachment.name === sidOrName),
      );
      found?.stop();
      return found === undefined ? undefined : records.get(found.sid);
    },
  };
}
