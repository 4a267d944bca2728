import { runRelay } from "../../streams/relay.ts";
import { Aborted, waitMs } from "../../switchboard/waits.ts";
import type { Connect } from "../ast.ts";
import type { Flow, Run } from "../running.ts";
import { absolute, absoluteFetch, goTo, notify } from "./address.ts";

/** Observed: the action comes 0.7 s after the application's `end`, 1.2 s after a lost socket, 0.4 s after a hang-up. */
const AFTER_END_MS = 700;
const AFTER_LOSS_MS = 1_200;
const AFTER_HANGUP_MS = 400;

/**
 * Runs the session and then the action. Without an action the call goes on at the next verb, or hangs up at the
 * document's end: the documentation says both that and that a lost socket disconnects; wire captures show the call alive.
 * A call that is updated meanwhile gets its new document and no action (whether the carrier asks is unconfirmed).
 */
export async function runConnect(run: Run, connect: Connect): Promise<Flow> {
  return connect.session.noun === "Stream"
    ? connectStream(run, connect, connect.session)
    : connectRelay(run, connect, connect.session);
}

async function connectStream(
  run: Run,
  connect: Connect,
  noun: Connect["session"] & { noun: "Stream" },
): Promise<Flow> {
  await run.x.streams.converse(
    run.leg,
    { ...noun, statusCallback: absoluteFetch(run, noun.statusCallback) },
    run.signal,
  );
  if (run.leg.ended.aborted) notify(run, connect.action, connect.method, {});
  if (run.signal.aborted) throw new Aborted();
  return goTo(run, connect.action, connect.method, {});
}

async function connectRelay(
  run: Run,
  connect: Connect,
  noun: Connect["session"] & { noun: "ConversationRelay" },
): Promise<Flow> {
  const { x, leg } = run;
  const url = absolute(run, noun.url) ?? "";
  const { sessionId, durationSeconds, end } = await runRelay(
    x,
    leg,
    { ...noun, url },
    run.statusAtFetch,
    run.signal,
  );
  const common = { SessionId: sessionId, SessionDuration: String(durationSeconds) };
  if (end.status === "abandoned") {
    if (leg.ended.aborted) {
      const told = { ...common, SessionStatus: "completed" };
      setTimeout(() => notify(run, connect.action, connect.method, told), AFTER_HANGUP_MS);
    }
    throw new Aborted();
  }
  await waitMs(end.status === "ended" ? AFTER_END_MS : AFTER_LOSS_MS, run.signal);
  return goTo(run, connect.action, connect.method, {
    ...common,
    SessionStatus: end.status,
    ...(end.status === "ended"
      ? end.handoffData === undefined
        ? {}
        : { HandoffData: end.handoffData }
      : { ErrorCode: String(end.code), ErrorMessage: end.message }),
  });
}
