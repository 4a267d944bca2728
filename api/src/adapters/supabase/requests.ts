import type { SupabaseClient } from "@supabase/supabase-js";
import type { RequestPatch, RequestsPage, RequestsQuery, RequestView } from "@patchbay/contracts";
import { AppError } from "../../domain/errors.ts";
import { decodeCursor, encodeCursor } from "./cursor.ts";
import { rowsOf } from "./history.ts";
import { REQUEST_COLUMNS, requestViewOf } from "./rows.ts";

const COUNT_CAP = 1001;

export async function listRequests(
  client: SupabaseClient,
  query: RequestsQuery,
): Promise<RequestsPage> {
  let select = client.from("requests").select(REQUEST_COLUMNS);
  let counted = client.from("requests").select("id");
  if (query.status) {
    select = select.eq("status", query.status);
    counted = counted.eq("status", query.status);
  }
  if (query.cursor) {
    const after = decodeCursor(query.cursor);
    if (!after) throw new AppError("bad_request");
    select = select.or(
      `created_at.lt.${after.at},and(created_at.eq.${after.at},id.lt.${after.id})`,
    );
  }
  const [rows, all] = await Promise.all([
    select
      .order("created_at", { ascending: false })
      .order("id", { ascending: false })
      .limit(query.limit + 1),
    counted.limit(COUNT_CAP),
  ]);
  const requests = rowsOf<unknown[]>(rows).map(requestViewOf);
  const shown = requests.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    requests: shown,
    nextCursor:
      requests.length > query.limit && last ? encodeCursor(last.createdAt, last.id) : null,
    total: rowsOf<unknown[]>(all).length,
  };
}

/** undefined: no such request for this person, or not theirs to edit. */
export async function patchRequest(
  client: SupabaseClient,
  id: string,
  patch: RequestPatch,
): Promise<RequestView | undefined> {
  const columns = Object.entries({
    problem: patch.problem,
    address: patch.address,
    urgency: patch.urgency,
    callback_number: patch.callbackNumber,
    status: patch.status,
    assignee_id: patch.assigneeId,
  }).filter(([, value]) => value !== undefined);
  if (columns.length === 0) throw new AppError("bad_request");
  const answer = await client
    .from("requests")
    .update(Object.fromEntries(columns))
    .eq("id", id)
    .select(REQUEST_COLUMNS);
  if (answer.error && ["23514", "42501", "SUP"].includes(answer.error.code))
    throw new AppError("bad_request", { cause: answer.error });
  const row = rowsOf<unknown[]>(answer)[0];
  return row ? requestViewOf(row) : undefined;
}
