import type { IssuedTicket, StoredEffect, UsedTicket } from "../../ports.ts";
import type { DurableEffect } from "../../domain/call-effects.ts";
import { ask, type Sql } from "./connection.ts";

/** Replies, effects and tickets: what makes repetitions harmless. */

export async function findReply(sql: Sql, key: string): Promise<string | undefined> {
  const [row] = await ask(
    sql,
    () => sql<{ body: string }[]>`select body from public.carrier_replies where key = ${key}`,
  );
  return row?.body;
}

export async function keepReply(sql: Sql, key: string, body: string): Promise<void> {
  await ask(
    sql,
    () =>
      sql`insert into public.carrier_replies (key, body) values (${key}, ${body}) on conflict do nothing`,
  );
}

export async function effectDone(
  sql: Sql,
  id: string,
  state: "done" | "failed" | "moot",
): Promise<void> {
  await ask(
    sql,
    () =>
      sql`update public.effects set state = ${state}, done_at = now() where id = ${id} and state = 'pending'`,
  );
}

/** A try is counted before it is made, so that one that kills its runner is counted too. */
export async function effectTried(sql: Sql, id: string): Promise<void> {
  await ask(sql, () => sql`update public.effects set attempts = attempts + 1 where id = ${id}`);
}

export async function pendingEffects(sql: Sql, olderThanMs: number): Promise<StoredEffect[]> {
  const rows = await ask(
    sql,
    () => sql<{ id: string; call_id: string; payload: DurableEffect; attempts: number }[]>`
      select id::text, call_id, payload, attempts from public.effects
      where state = 'pending' and created_at < now() - make_interval(secs => ${olderThanMs / 1000})
      order by id limit 200`,
  );
  return rows.map((row) => ({
    id: row.id,
    callId: row.call_id,
    effect: row.payload,
    attempts: row.attempts,
  }));
}

export async function issueTicket(sql: Sql, ticket: IssuedTicket): Promise<void> {
  await ask(
    sql,
    () => sql`
      insert into public.tickets (token_hash, organization_id, call_id, user_id, identity, mode, epoch, expires_at)
      values (${ticket.tokenHash}, ${ticket.organizationId}, ${ticket.callId}, ${ticket.userId},
        ${ticket.identity}, ${ticket.mode}, ${ticket.epoch}, ${new Date(ticket.expiresAt)})`,
  );
}

/** The first leg that shows a ticket has it; the same leg asking again gets the same answer. */
export async function useTicket(
  sql: Sql,
  tokenHash: string,
  identity: string,
  sid: string,
): Promise<UsedTicket | undefined> {
  const [row] = await ask(
    sql,
    () => sql<{ call_id: string; user_id: string; epoch: number; mode: string }[]>`
      update public.tickets set used_by = ${sid}
      where token_hash = ${tokenHash} and identity = ${identity}
        and ((used_by is null and expires_at > now()) or used_by = ${sid})
      returning call_id, user_id, epoch, mode`,
  );
  return row === undefined
    ? undefined
    : { callId: row.call_id, userId: row.user_id, epoch: row.epoch, mode: row.mode };
}
