import type { CallEvent, RequestView } from "@patchbay/contracts";
import type { Receipt, SomeFields } from "../../ports.ts";
import { ask, inTransaction, type Sql, type Tx } from "./connection.ts";
import { addFacts, keepReceipt, takeNumbers } from "./story.ts";

interface RequestRow {
  id: string;
  reference: string;
  status: RequestView["status"];
  call_id: string | null;
  caller_number: string | null;
  caller_name: string | null;
  assignee_id: string | null;
  assignee_name: string | null;
  kind: RequestView["kind"];
  language: RequestView["language"];
  problem: string | null;
  address: string | null;
  urgency: RequestView["urgency"];
  callback_number: string | null;
  created_at: Date;
  demo: boolean;
}

const viewOf = (row: RequestRow): RequestView => ({
  id: row.id,
  reference: row.reference,
  status: row.status,
  callId: row.call_id,
  callerNumber: row.caller_number,
  callerName: row.caller_name,
  assigneeId: row.assignee_id,
  assigneeName: row.assignee_name,
  kind: row.kind,
  language: row.language,
  problem: row.problem,
  address: row.address,
  urgency: row.urgency,
  callbackNumber: row.callback_number,
  createdAt: row.created_at.toISOString(),
  demo: row.demo,
});

/** A call's one request of a kind; what is given anew replaces, the rest stays. */
async function upsert(
  tx: Tx,
  callId: string,
  kind: "request" | "callback",
  fields: SomeFields,
): Promise<{ request: RequestView; isNew: boolean } | undefined> {
  const [row] = await tx<(RequestRow & { is_new: boolean })[]>`
    insert into public.requests as r (organization_id, call_id, kind, caller_number, caller_name, language,
      problem, address, urgency, callback_number)
    select c.organization_id, c.id, ${kind},
      case when c.direction = 'inbound' then c.from_number else c.to_number end, c.caller_name, c.language,
      ${fields.problem ?? null}::text, ${fields.address ?? null}::text, ${fields.urgency ?? null}::text,
      ${fields.callbackNumber ?? null}::text
    from public.calls c where c.id = ${callId}
    on conflict (call_id, kind) do update set
      problem = coalesce(excluded.problem, r.problem),
      address = coalesce(excluded.address, r.address),
      urgency = coalesce(excluded.urgency, r.urgency),
      callback_number = coalesce(excluded.callback_number, r.callback_number)
    returning r.*, null as assignee_name, (xmax = 0) as is_new`;
  return row === undefined ? undefined : { request: viewOf(row), isNew: row.is_new };
}

/** undefined: there is no such call. `receipt` null: the caller knows that it happens once. */
export async function saveRequest(
  sql: Sql,
  callId: string,
  receipt: Receipt | null,
  wanted: { kind: "request" | "callback"; fields: SomeFields },
): Promise<{ request: RequestView; events: CallEvent[]; isNew: boolean } | undefined> {
  return inTransaction(sql, async (tx) => {
    const isFirst = receipt === null || (await keepReceipt(tx, callId, receipt));
    const saved = await upsert(tx, callId, wanted.kind, isFirst ? wanted.fields : {});
    if (saved === undefined) return undefined;
    if (!isFirst) return { ...saved, events: [] };
    const numbered = await takeNumbers(tx, callId, 1);
    if (numbered === undefined) return undefined;
    const fact = { type: "request.saved", request: saved.request } as const;
    return { ...saved, events: await addFacts(tx, callId, numbered, [fact], Date.now()) };
  });
}

/**
 * What this call's caller may hear about: requests of the same organization that came from the
 * same number; a reference alone opens nothing. Callers without a number are strangers to each
 * other, though all of them are kept under the same word.
 */
export async function findRequests(
  sql: Sql,
  callId: string,
  reference: string | null,
): Promise<RequestView[]> {
  const wanted = reference === null ? null : reference.replace(/\D/g, "");
  const rows = await ask(
    sql,
    () => sql<RequestRow[]>`
      select r.*, null as assignee_name from public.requests r
      join public.calls c on c.organization_id = r.organization_id
        and r.caller_number = case when c.direction = 'inbound' then c.from_number else c.to_number end
      where c.id = ${callId} and r.caller_number like '+%' and (r.call_id is distinct from c.id)
        and (${wanted}::text is null or regexp_replace(r.reference, '\\D', '', 'g') = ${wanted})
      order by r.created_at desc limit 3`,
  );
  return rows.map(viewOf);
}

export async function requestOf(sql: Sql, callId: string): Promise<RequestView | null> {
  const [row] = await ask(
    sql,
    () => sql<RequestRow[]>`
      select r.*, m.name as assignee_name from public.requests r
      left join public.members m on m.user_id = r.assignee_id
      where r.call_id = ${callId} order by r.kind desc limit 1`,
  );
  return row === undefined ? null : viewOf(row);
}
