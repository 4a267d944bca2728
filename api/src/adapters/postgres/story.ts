import type { CallEvent } from "@patchbay/contracts";
import type { Fact } from "../../domain/call-effects.ts";
import { onCallClock } from "../../domain/call-clock.ts";
import { AppError } from "../../domain/errors.ts";
import type { Receipt } from "../../ports.ts";
import type { Tx } from "./connection.ts";

/** The numbered story of a call: every entry gets the next number under the lock of the call's row. */

export interface Numbered {
  organizationId: string;
  startedAt: number;
  answeredAt: number | null;
  lastSeq: number;
}

/** Reserves `count` numbers; undefined where there is no such call. */
export async function takeNumbers(
  tx: Tx,
  callId: string,
  count: number,
): Promise<Numbered | undefined> {
  const [row] = await tx<
    { organization_id: string; started_at: Date; answered_at: Date | null; last_seq: number }[]
  >`
    update public.calls set last_seq = last_seq + ${count} where id = ${callId}
    returning organization_id, started_at, answered_at, last_seq`;
  if (row === undefined) return undefined;
  return {
    organizationId: row.organization_id,
    startedAt: row.started_at.getTime(),
    answeredAt: row.answered_at?.getTime() ?? null,
    lastSeq: row.last_seq,
  };
}

/** Where on the call's clock a fact belongs: what was said, when it was said. */
function momentOf(fact: Fact, numbered: Numbered, at: number): number {
  if (fact.type === "utterance.finalised") return fact.utterance.startedMs;
  if (fact.type === "hint.shown") return fact.hint.atMs;
  return onCallClock(numbered, at);
}

/** Stores facts under numbers taken before, the last of them `numbered.lastSeq`. */
export async function addFacts(
  tx: Tx,
  callId: string,
  numbered: Numbered,
  facts: Fact[],
  at: number,
): Promise<CallEvent[]> {
  if (facts.length === 0) return [];
  const first = numbered.lastSeq - facts.length + 1;
  const events = facts.map((fact, index) => ({
    ...fact,
    callId,
    seq: first + index,
    at: new Date(at).toISOString(),
    atMs: momentOf(fact, numbered, at),
  })) as CallEvent[];
  await tx`insert into public.call_events ${tx(
    events.map(({ callId: call_id, seq, at: when, atMs, type, ...data }) => ({
      call_id,
      seq,
      organization_id: numbered.organizationId,
      type,
      at: when,
      at_ms: atMs,
      data: tx.json(data as never),
    })),
  )}`;
  return events;
}

/** False: this was delivered before. Throws AppError `not_found` where there is no such call. */
export async function keepReceipt(
  tx: Tx,
  callId: string,
  receipt: Receipt,
  reply: unknown = null,
): Promise<boolean> {
  const rows = await tx`
    insert into public.worker_receipts (session_id, sequence, organization_id, call_id, reply)
    select ${receipt.sessionId}, ${receipt.sequence}, c.organization_id, c.id, ${tx.json(reply as never)}
    from public.calls c where c.id = ${callId}
    on conflict do nothing returning 1`;
  if (rows.length === 0) await mustBeThere(tx, callId);
  return rows.length === 1;
}

/** What has no call is stored nowhere, and must not be acknowledged. Throws AppError `not_found`. */
export async function mustBeThere(tx: Tx, callId: string): Promise<void> {
  const [call] = await tx`select 1 from public.calls where id = ${callId}`;
  if (call === undefined) throw new AppError("not_found");
}
