import { randomBytes, randomUUID } from "node:crypto";
import type {
  CommandInput,
  CommandOutput,
  ConsoleCommand,
  Grant,
  Partial as PartialWords,
  Ticket,
} from "@patchbay/contracts";
import type { CallReport } from "../domain/call-events.ts";
import type { CallState } from "../domain/call-state.ts";
import { AppError } from "../domain/errors.ts";
import { openOutbound } from "../domain/opening.ts";
import { checkDial } from "../domain/outbound.ts";
import { may, type Person } from "../domain/person.ts";
import { guessLanguage } from "../domain/spoken.ts";
import { voiceIdentity } from "../domain/voice-identity.ts";
import type {
  CallReading,
  CallStore,
  Clock,
  IssuedTicket,
  StoryStore,
  TestCall,
  TestCaller,
  Tickets,
  Workers,
} from "../ports.ts";
import type { Routing } from "../ports/routing.ts";
import type { CallRuntime } from "../runtime/call-runtime.ts";
import type { Listening } from "./listening.ts";
import type { ConsolePublisher } from "./publisher.ts";
import { callRoom, listenRoom } from "./sockets.ts";

export interface CallCommandDeps {
  runtime: CallRuntime;
  store: Pick<CallStore, "load">;
  story: Pick<StoryStore, "markHint">;
  reading: CallReading;
  routing: Pick<Routing, "routes" | "dialRules" | "contactName">;
  tickets: Tickets;
  testCaller: TestCaller;
  hashTicket(ticket: string): string;
  workers: Workers;
  publisher: Pick<ConsolePublisher, "saying">;
  clock: Clock;
}

/** A right to join is worth nothing later: the claim itself ends after 8 s. */
const TICKET_MS = 30_000;

interface Rooms {
  id: string;
  emit(type: "utterance.partial", partial: PartialWords): unknown;
  connected: boolean;
  join(room: string): unknown;
  leave(room: string): unknown;
}

type CallCommands = {
  [C in Exclude<ConsoleCommand, "presence.set">]: (
    input: CommandInput<C>,
  ) => Promise<CommandOutput<C>>;
};

/** What a person at a console may do with calls; everything is their own organization's. */
export function createCallCommands(
  socket: Rooms,
  person: Person,
  listening: Listening,
  deps: CallCommandDeps,
): CallCommands {
  const { runtime, clock } = deps;
  const organizationId = person.organization.id;
  const operator = { userId: person.userId, name: person.name };

  function need(grant: Grant): void {
    if (!may(person, grant)) throw new AppError("not_allowed");
  }

  /** A call of another organization is as good as none. */
  async function theirs(callId: string): Promise<CallState> {
    const state = runtime.latest(callId) ?? (await deps.store.load(callId))?.state;
    if (state?.organizationId !== organizationId) throw new AppError("not_found");
    return state;
  }

  async function tell(callId: string, report: CallReport): Promise<CallState> {
    await theirs(callId);
    const { state, refused } = await runtime.dispatch(callId, report);
    if (refused !== undefined)
      throw new AppError(
        refused.code,
        refused.detail === undefined ? {} : { detail: refused.detail },
      );
    return state;
  }

  async function ticketFor(state: CallState, mode: IssuedTicket["mode"]): Promise<Ticket> {
    const ticket = randomBytes(24).toString("base64url");
    const expiresAt = clock.now() + TICKET_MS;
    await deps.tickets.issue({
      tokenHash: deps.hashTicket(ticket),
      organizationId,
      callId: state.id,
      userId: person.userId,
      identity: voiceIdentity(person.userId),
      mode,
      epoch: state.epoch,
      expiresAt,
    });
    return {
      callId: state.id,
      epoch: state.epoch,
      ticket,
      expiresAt: new Date(expiresAt).toISOString(),
    };
  }

  /** The carrier knows everybody's numbers: a test call goes to one of the person's own organization. */
  async function ownTestCall(wanted: TestCall): Promise<TestCall> {
    const routes = await deps.routing.routes(null);
    const own = routes.filter(([, route]) => route.organizationId === organizationId);
    const { personaId } = wanted;
    const personas = personaId === undefined ? [] : (await deps.testCaller.choices()).personas;
    const language = personas.find((one) => one.id === personaId)?.language ?? "en-US";
    const number =
      wanted.toNumber === undefined
        ? (own.find(([, route]) => route.language === language) ?? own[0])
        : own.find(([e164]) => e164 === wanted.toNumber);
    if (number === undefined) throw new AppError("no_own_number");
    return { ...(personaId !== undefined && { personaId }), toNumber: number[0] };
  }

  return {
    "call.watch": async ({ callId, afterSeq }) => {
      need("calls.view");
      const missed =
        afterSeq === undefined
          ? undefined
          : await deps.reading.missed(callId, organizationId, afterSeq);
      if (missed !== undefined) {
        await socket.join(callRoom(callId));
        return { missed };
      }
      const detail = await deps.reading.detail(callId, organizationId);
      if (detail === undefined) throw new AppError("not_found");
      await socket.join(callRoom(callId));
      // After the answer: a console places words only in a call it knows.
      setImmediate(() => {
        for (const partial of deps.publisher.saying(callId))
          socket.emit("utterance.partial", partial);
      });
      return { detail };
    },
    "call.unwatch": async ({ callId }) => {
      await socket.leave(callRoom(callId));
      return null;
    },
    "call.listen": async ({ callId }) => {
      need("calls.listen");
      await theirs(callId);
      await listening.start(callId, socket.id, person, () => socket.connected);
      await socket.join(listenRoom(callId));
      return null;
    },
    "call.unlisten": async ({ callId }) => {
      await socket.leave(listenRoom(callId));
      await listening.stop(callId, socket.id, person.userId);
      return null;
    },
    "call.takeover": async ({ callId, epoch }) => {
      need("calls.take");
      return ticketFor(await tell(callId, { type: "takeover.asked", operator, epoch }), "take");
    },
    "call.answer": async ({ callId, offerId }) => {
      need("calls.take");
      return ticketFor(await tell(callId, { type: "offer.answered", operator, offerId }), "take");
    },
    "call.decline": async ({ callId, offerId }) => {
      await tell(callId, { type: "offer.declined", operatorId: person.userId, offerId });
      return null;
    },
    "call.rejoin": async ({ callId }) => {
      need("calls.take");
      return ticketFor(await tell(callId, { type: "rejoin.asked", operator }), "rejoin");
    },
    "call.abandonClaim": async ({ callId, epoch }) => {
      await tell(callId, { type: "claim.abandoned", operatorId: person.userId, epoch });
      return null;
    },
    "call.hold": async ({ callId, on }) => {
      await tell(callId, { type: "hold.asked", operatorId: person.userId, on });
      return null;
    },
    "call.hangUp": async ({ callId }) => {
      await tell(callId, { type: "hangup.asked", operatorId: person.userId });
      return null;
    },
    "call.dial": async ({ to }) => {
      need("calls.dial");
      const rules = await deps.routing.dialRules(organizationId);
      const check = checkDial(to, rules);
      if (!check.ok) throw new AppError(check.code);
      if (rules.callerId === null)
        throw new AppError("number_not_allowed", { detail: "no outbound number" });
      const { state } = await runtime.open(
        openOutbound({
          id: randomUUID(),
          organizationId,
          numberId: rules.callerId.numberId,
          botId: null,
          language: guessLanguage(check.e164) ?? rules.callerId.language,
          fromNumber: rules.callerId.e164,
          toNumber: check.e164,
          callerName: await deps.routing.contactName(organizationId, check.e164),
          record: rules.callerId.record,
          ringMs: rules.ringMs,
          operator,
          at: clock.now(),
        }),
        null,
      );
      return ticketFor(state, "dial");
    },
    "hint.mark": async ({ callId, hintId, state }) => {
      await theirs(callId);
      await runtime.tell(callId, () => deps.story.markHint(callId, hintId, state));
      return null;
    },
    "testCall.place": async (wanted) => {
      need("calls.view");
      await deps.testCaller.place(await ownTestCall(wanted));
      return { placed: true };
    },
  };
}
