import { ask, type Sql } from "./connection.ts";

/**
 * Forgets what only made repetitions harmless, once nothing can be repeated any more: carriers
 * retry for minutes, a worker may bring its journal after days. At most 5,000 rows of a kind at once.
 */
export async function tidy(sql: Sql): Promise<void> {
  await ask(
    sql,
    () => sql`delete from public.carrier_replies where key in (
      select key from public.carrier_replies where created_at < now() - interval '2 days' limit 5000)`,
  );
  await ask(
    sql,
    () => sql`delete from public.tickets where token_hash in (
      select token_hash from public.tickets where expires_at < now() - interval '1 day' limit 5000)`,
  );
  await ask(
    sql,
    () => sql`delete from public.worker_receipts where (session_id, sequence) in (
      select session_id, sequence from public.worker_receipts where created_at < now() - interval '14 days' limit 5000)`,
  );
  await ask(
    sql,
    () => sql`delete from public.effects where id in (
      select id from public.effects where state <> 'pending' and created_at < now() - interval '14 days' limit 5000)`,
  );
}
