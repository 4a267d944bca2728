import type { CallReading, CallStore, StoryStore, Tickets } from "../../ports.ts";
import type { Routing } from "../../ports/routing.ts";
import { findRequests, saveRequest } from "./call-requests.ts";
import { createCall, loadCall, saveCall } from "./call-rows.ts";
import {
  effectDone,
  effectTried,
  findReply,
  issueTicket,
  keepReply,
  pendingEffects,
  useTicket,
} from "./carrier-side.ts";
import type { Sql } from "./connection.ts";
import { conversationOf } from "./conversation.ts";
import { countCost } from "./costs.ts";
import {
  addHint,
  addNote,
  addUsage,
  addUtterance,
  announceOnce,
  keepFields,
  markHint,
} from "./delivered.ts";
import { callDetailOf, callEventsAfter, liveCalls, liveCallsOf } from "./reading.ts";
import { tidy } from "./tidy.ts";
import { startedRecording } from "./recordings.ts";
import { findContactName, findDialRules, findRoutes, refuseCall } from "./routing.ts";

export type Stores = CallStore & StoryStore & CallReading & Routing;

/** Every store over one connection. */
export function createStores(sql: Sql): Stores & { tickets: Tickets } {
  return {
    load: (callId) => loadCall(sql, callId),
    create: (change) => createCall(sql, change),
    save: (change, version) => saveCall(sql, change, version),
    countCost: (callId) => countCost(sql, callId),
    startedRecording: (callId, sid, startedMs) => startedRecording(sql, callId, sid, startedMs),
    reply: (key) => findReply(sql, key),
    keepReply: (key, body) => keepReply(sql, key, body),
    effectDone: (id, state) => effectDone(sql, id, state),
    effectTried: (id) => effectTried(sql, id),
    pendingEffects: (olderThanMs) => pendingEffects(sql, olderThanMs),
    live: () => liveCalls(sql),
    tidy: () => tidy(sql),
    addUtterance: (callId, receipt, said) => addUtterance(sql, callId, receipt, said),
    addHint: (callId, receipt, hint) => addHint(sql, callId, receipt, hint),
    markHint: (callId, hintId, state) => markHint(sql, callId, hintId, state),
    addNote: (callId, receipt, facts) => addNote(sql, callId, receipt, facts),
    announceOnce: (callId, key, fact) => announceOnce(sql, callId, key, fact),
    addUsage: (callId, receipt, usage) => addUsage(sql, callId, receipt, usage),
    keepFields: (callId, receipt, kept) => keepFields(sql, callId, receipt, kept),
    saveRequest: (callId, receipt, wanted) => saveRequest(sql, callId, receipt, wanted),
    findRequests: (callId, reference) => findRequests(sql, callId, reference),
    conversation: (callId, nowMs) => conversationOf(sql, callId, nowMs),
    liveOf: (organizationId) => liveCallsOf(sql, organizationId),
    detail: (callId, organizationId) => callDetailOf(sql, callId, organizationId),
    missed: (callId, organizationId, afterSeq) =>
      callEventsAfter(sql, callId, organizationId, afterSeq),
    routes: (e164) => findRoutes(sql, e164),
    contactName: (organizationId, e164) => findContactName(sql, organizationId, e164),
    dialRules: (organizationId) => findDialRules(sql, organizationId),
    refused: (sid, reason, organizationId) => refuseCall(sql, sid, reason, organizationId),
    tickets: {
      issue: (ticket) => issueTicket(sql, ticket),
      use: (tokenHash, identity, sid) => useTicket(sql, tokenHash, identity, sid),
    },
  };
}
