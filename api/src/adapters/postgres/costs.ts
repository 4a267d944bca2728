import type { CallEvent, Cost } from "@patchbay/contracts";
import { costLines, type Usage } from "../../domain/cost.ts";
import { inTransaction, type Sql } from "./connection.ts";
import { addFacts, takeNumbers } from "./story.ts";

interface CallRow {
  organization_id: string;
  direction: Usage["direction"];
  duration_seconds: number | null;
  cost_lines: Cost | null;
  currency: string;
}

/** Counts a finished call once: cost lines, ledger, minutes of the plan. undefined: done before. */
export async function countCost(
  sql: Sql,
  callId: string,
): Promise<{ cost: Cost; events: CallEvent[] } | undefined> {
  return inTransaction(sql, async (tx) => {
    const [call] = await tx<CallRow[]>`
      select c.organization_id, c.direction, c.duration_seconds, c.cost_lines, o.currency
      from public.calls c join public.organizations o on o.id = c.organization_id
      where c.id = ${callId} and c.status = 'ended' for update of c`;
    if (call === undefined || call.cost_lines !== null) return undefined;
    const [prices, recordings, tokens] = await Promise.all([
      tx<{ kind: string; amount: string }[]>`
        select kind, amount from public.prices where organization_id = ${call.organization_id}`,
      tx<
        { count: number }[]
      >`select count(*)::int as count from public.recordings where call_id = ${callId}`,
      tx<{ kind: string; quantity: string }[]>`
        select kind, sum(quantity) as quantity from public.usage_ledger
        where call_id = ${callId} and kind in ('model_input', 'model_output') group by kind`,
    ]);
    const priceOf = new Map(prices.map(({ kind, amount }) => [kind, Number(amount)]));
    const tokensOf = new Map(tokens.map(({ kind, quantity }) => [kind, Number(quantity)]));
    const usage: Usage = {
      direction: call.direction,
      durationSeconds: call.duration_seconds ?? 0,
      recordings: recordings[0]?.count ?? 0,
      inputTokens: tokensOf.get("model_input") ?? 0,
      outputTokens: tokensOf.get("model_output") ?? 0,
    };
    const cost = costLines(usage, (kind) => priceOf.get(kind) ?? 0, call.currency);
    const minutes = Math.ceil(usage.durationSeconds / 60);
    const counted = await tx`
      insert into public.usage_ledger (organization_id, call_id, kind, quantity, natural_key)
      values (${call.organization_id}, ${callId}, 'minutes', ${minutes}, ${`call:${callId}:minutes`})
      on conflict do nothing returning 1`;
    if (counted.length === 1)
      await tx`
        update public.plans set minutes_left = greatest(0, minutes_left - ${minutes})
        where organization_id = ${call.organization_id}`;
    await tx`update public.calls set cost = ${cost.total}, cost_lines = ${tx.json(cost)} where id = ${callId}`;
    const numbered = await takeNumbers(tx, callId, 1);
    if (numbered === undefined) return undefined;
    const events = await addFacts(
      tx,
      callId,
      numbered,
      [{ type: "cost.counted", cost }],
      Date.now(),
    );
    return { cost, events };
  });
}
