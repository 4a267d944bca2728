import type { Exchange } from "../switchboard/exchange.ts";
import type { Leg } from "../switchboard/leg.ts";
import type { Method } from "../webhooks/request.ts";
import type { Verb } from "./ast.ts";

/** Where a document comes from. */
export type Source =
  | { from: "url"; url: string; method: Method; params?: Record<string, string> | undefined }
  | { from: "text"; twiml: string }
  /** Verbs the switchboard itself wants run, e.g. a participant added by REST. */
  | { from: "verbs"; verbs: Verb[] };

/** Where the document goes on after a verb. */
export type Flow = { go: "next" } | { go: "to"; source: Source } | { go: "end" } | { go: "leave" };

export interface Run {
  x: Exchange;
  leg: Leg;
  signal: AbortSignal;
  /** The address the running document came from; relative addresses and the default action are taken from it. */
  documentUrl: string | undefined;
  documentMethod: Method;
  /** The call's status when the document was asked for. */
  statusAtFetch: string;
  /** Wait, hold and whisper documents may use only some verbs, and add parameters to their requests. */
  limits?: { verbs: readonly Verb["verb"][]; params: () => Record<string, string> } | undefined;
}

export type Outcome = "finished" | "left" | "broken";

/** What a run has before its first document. */
export type Base = Omit<Run, "documentUrl" | "documentMethod" | "statusAtFetch">;

/**
 * Runs documents until one ends. Rejects with `Aborted` when the signal fires. Verbs that run documents of
 * their own (wait, hold, whisper) reach it through the exchange, so that verbs and interpreter know each other one way only.
 */
export type Interpret = (base: Base, first: Source) => Promise<Outcome>;
