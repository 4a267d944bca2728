import type { CallEvent, Hint, Utterance } from "@patchbay/contracts";
import type { Fact } from "../../domain/call-effects.ts";
import type { KeptFields, ModelUsage, Receipt } from "../../ports.ts";
import { inTransaction, type Sql, type Tx } from "./connection.ts";
import { addFacts, keepReceipt, mustBeThere, takeNumbers } from "./story.ts";

/** What workers and the carrier's recogniser deliver: stored once, however often it comes. */

async function tell(tx: Tx, callId: string, facts: Fact[], at = Date.now()): Promise<CallEvent[]> {
  const numbered = await takeNumbers(tx, callId, facts.length);
  return numbered === undefined ? [] : addFacts(tx, callId, numbered, facts, at);
}

export async function addUtterance(
  sql: Sql,
  callId: string,
  receipt: Receipt,
  said: Utterance,
): Promise<CallEvent[]> {
  return inTransaction(sql, async (tx) => {
    const rows = await tx`
      insert into public.utterances (id, organization_id, call_id, session_id, sequence, speaker, speaker_name, text,
        language, started_ms, ended_ms, heard, interrupted, confidence, untranscribed)
      select ${said.id}, c.organization_id, c.id, ${receipt.sessionId}, ${receipt.sequence}, ${said.speaker},
        ${said.speakerName}, ${said.text}, ${said.language}, ${said.startedMs},
        ${Math.max(said.startedMs, said.endedMs)}, ${said.heard}, ${said.interrupted}, ${said.confidence}, ${said.untranscribed}
      from public.calls c where c.id = ${callId}
      on conflict do nothing returning 1`;
    if (rows.length === 1)
      return tell(tx, callId, [{ type: "utterance.finalised", utterance: said }]);
    await mustBeThere(tx, callId);
    return [];
  });
}

/** One card at a time: the one before is replaced. */
export async function addHint(
  sql: Sql,
  callId: string,
  receipt: Receipt,
  hint: Omit<Hint, "state">,
): Promise<CallEvent[]> {
  return inTransaction(sql, async (tx) => {
    if (!(await keepReceipt(tx, callId, receipt))) return [];
    const replaced = await tx<{ id: string }[]>`
      update public.hints set state = 'replaced' where call_id = ${callId} and state = 'shown' returning id`;
    await tx`
      insert into public.hints (id, organization_id, call_id, kind, title, say, rests_on, source, at_ms)
      select ${hint.id}, c.organization_id, c.id, ${hint.kind}, ${hint.title}, ${hint.say},
        ${tx.json(hint.restsOn)}, ${hint.source}, ${hint.atMs}
      from public.calls c where c.id = ${callId} on conflict do nothing`;
    return tell(tx, callId, [
      ...replaced.map(({ id }): Fact => ({ type: "hint.cleared", hintId: id, state: "replaced" })),
      { type: "hint.shown", hint: { ...hint, state: "shown" } },
    ]);
  });
}

export async function markHint(
  sql: Sql,
  callId: string,
  hintId: string,
  state: "used" | "dismissed",
): Promise<CallEvent[]> {
  return inTransaction(sql, async (tx) => {
    const rows = await tx`
      update public.hints set state = ${state}
      where id = ${hintId} and call_id = ${callId} and state = 'shown' returning 1`;
    return rows.length === 1 ? tell(tx, callId, [{ type: "hint.cleared", hintId, state }]) : [];
  });
}

export async function addNote(
  sql: Sql,
  callId: string,
  receipt: Receipt,
  facts: Fact[],
): Promise<CallEvent[]> {
  return inTransaction(sql, async (tx) =>
    (await keepReceipt(tx, callId, receipt)) ? tell(tx, callId, facts) : [],
  );
}

/** Adds to a call's story what must be there once; `key` is the fact's own. */
export async function announceOnce(
  sql: Sql,
  callId: string,
  key: string,
  fact: Fact,
): Promise<CallEvent[]> {
  return addNote(sql, callId, { sessionId: key.slice(0, 64), sequence: 0 }, [fact]);
}

export async function addUsage(
  sql: Sql,
  callId: string,
  receipt: Receipt,
  usage: ModelUsage,
): Promise<void> {
  await inTransaction(sql, async (tx) => {
    if (!(await keepReceipt(tx, callId, receipt))) return;
    const key = `call:${callId}:${receipt.sessionId}:${receipt.sequence}`;
    await tx`
      insert into public.usage_ledger (organization_id, call_id, kind, quantity, natural_key)
      select c.organization_id, c.id, u.kind, u.quantity, ${key} || ':' || u.kind
      from public.calls c, (values ('model_input', ${usage.inputTokens}::numeric), ('model_output', ${usage.outputTokens}::numeric)) as u (kind, quantity)
      where c.id = ${callId} on conflict do nothing`;
  });
}

export async function keepFields(
  sql: Sql,
  callId: string,
  receipt: Receipt,
  kept: KeptFields,
): Promise<CallEvent[]> {
  return inTransaction(sql, async (tx) => {
    if (!(await keepReceipt(tx, callId, receipt))) return [];
    const [row] = await tx<{ is_news: boolean }[]>`
      update public.calls c set collected = ${tx.json(kept.fields)},
        intake_state = ${tx.json((kept.intakeState ?? null) as never)}
      from (select id, collected from public.calls where id = ${callId} for update) as before
      where c.id = before.id returning before.collected is distinct from c.collected as is_news`;
    // The intake's state changes with every turn; consoles hear only of fields.
    return row?.is_news === true
      ? tell(tx, callId, [{ type: "fields.collected", fields: kept.fields }])
      : [];
  });
}
