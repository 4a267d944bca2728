import type { Leg } from "../../domain/call-state.ts";
import type { CallState } from "../../domain/call-state.ts";
import { AppError } from "../../domain/errors.ts";
import type { Change, Saved, Stored, StoredEffect } from "../../ports.ts";
import { ask, inTransaction, violatedConstraint, type Sql, type Tx } from "./connection.ts";
import { addFacts, type Numbered } from "./story.ts";

const when = (at: number | null): Date | null => (at === null ? null : new Date(at));

/** What is asked for in queries has a column; the state itself is one document. */
function columns(tx: Tx, state: CallState) {
  return {
    status: state.status,
    caller_name: state.callerName,
    carrier_sid: state.callerSid,
    holder: state.holder.kind,
    phase: state.phase,
    epoch: state.epoch,
    state: tx.json(state as never),
    taken_over: state.takenOver,
    recording: state.recording === "asked" ? "off" : state.recording,
    outcome: state.outcome,
    answered_at: when(state.answeredAt),
    ended_at: when(state.endedAt),
    duration_seconds: state.durationSeconds,
    engine: state.engine,
    // Afterwards the row still names who talked last.
    ...(state.holder.kind === "operator" ? { holder_operator_id: state.holder.operatorId } : {}),
    ...(state.requestId === null ? {} : { request_id: state.requestId }),
  };
}

function numbers(change: Change, lastSeq: number): Numbered {
  const { organizationId, startedAt, answeredAt } = change.state;
  return { organizationId, startedAt, answeredAt, lastSeq };
}

async function addRest(tx: Tx, change: Change, lastSeq: number, version: number): Promise<Saved> {
  const { state } = change;
  const [events, effects] = await Promise.all([
    addFacts(tx, state.id, numbers(change, lastSeq), change.facts, change.at),
    addEffects(tx, change),
    addLegs(tx, state, change.legs),
    change.reply === undefined
      ? undefined
      : tx`insert into public.carrier_replies (key, organization_id, body)
           values (${change.reply.key}, ${state.organizationId}, ${change.reply.body}) on conflict do nothing`,
  ]);
  return { events, effects, version };
}

async function addEffects(tx: Tx, change: Change): Promise<StoredEffect[]> {
  if (change.effects.length === 0) return [];
  const rows = await tx<{ id: string }[]>`
    insert into public.effects ${tx(
      change.effects.map((effect) => ({
        organization_id: change.state.organizationId,
        call_id: change.state.id,
        epoch: change.state.epoch,
        kind: effect.kind,
        payload: tx.json(effect as never),
      })),
    )} returning id::text`;
  return change.effects.map((effect, index) => ({
    id: rows[index]?.id ?? "",
    callId: change.state.id,
    effect,
    attempts: 0,
  }));
}

async function addLegs(tx: Tx, state: CallState, legs: readonly Leg[]): Promise<void> {
  if (legs.length === 0) return;
  await tx`insert into public.legs ${tx(
    legs.map((leg) => ({
      organization_id: state.organizationId,
      call_id: state.id,
      carrier_sid: leg.sid,
      kind: leg.kind,
      operator_id: leg.operatorId,
      epoch: leg.epoch,
      label: leg.label,
      state: leg.state,
      ended_at: leg.state === "left" || leg.state === "superseded" ? new Date() : null,
    })),
  )} on conflict (carrier_sid) do update set
    epoch = excluded.epoch, label = excluded.label, state = excluded.state, ended_at = excluded.ended_at`;
}

export async function loadCall(sql: Sql, callId: string): Promise<Stored | undefined> {
  const [row] = await ask(
    sql,
    () => sql<{ state: CallState; version: number }[]>`
      select state, version from public.calls where id = ${callId}`,
  );
  // Rows of the seed have a story but no life.
  return row === undefined || row.state.id === undefined ? undefined : row;
}

/** A caller waits for this; a call that cannot be written in time begins without its row. */
const CREATE_MS = 1500;

export async function createCall(sql: Sql, change: Change): Promise<Saved | undefined> {
  const { state } = change;
  return inTransaction(
    sql,
    async (tx) => {
      const rows = await tx`insert into public.calls ${tx({
        id: state.id,
        organization_id: state.organizationId,
        number_id: state.numberId,
        bot_id: state.botId,
        direction: state.direction,
        from_number: state.fromNumber,
        to_number: state.toNumber,
        language: state.language,
        demo: state.demo,
        started_at: new Date(state.startedAt),
        last_seq: change.facts.length,
        ...columns(tx, state),
      })} on conflict (id) do nothing returning 1`;
      if (rows.length === 1) return addRest(tx, change, change.facts.length, 0);
      return undefined;
    },
    CREATE_MS,
  ).catch(rethrowTaken);
}

export async function saveCall(
  sql: Sql,
  change: Change,
  version: number,
): Promise<Saved | undefined> {
  const { state } = change;
  return inTransaction(sql, async (tx) => {
    const [row] = await tx<{ last_seq: number }[]>`
      update public.calls set ${tx(columns(tx, state))},
        version = version + 1, last_seq = last_seq + ${change.facts.length}
      where id = ${state.id} and version = ${version} returning last_seq`;
    return row === undefined ? undefined : addRest(tx, change, row.last_seq, version + 1);
  }).catch(rethrowTaken);
}

function rethrowTaken(error: unknown): never {
  if (violatedConstraint(error) === "calls_one_per_operator") throw new AppError("already_on_call");
  throw error;
}
