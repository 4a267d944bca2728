import { ask, type Sql } from "./connection.ts";

/** Who may be entered with one click; only asked for where the demo is switched on. */
export async function demoPeople(
  sql: Sql,
): Promise<{ email: string; name: string; role: string; organization: string }[]> {
  return ask(
    sql,
    () => sql<{ email: string; name: string; role: string; organization: string }[]>`
      select u.email, m.name, m.role, o.name as organization
      from public.members m join auth.users u on u.id = m.user_id
      join public.organizations o on o.id = m.organization_id
      where m.active and u.email like '%.example' order by o.created_at, m.role, u.created_at, u.email limit 20`,
  );
}
