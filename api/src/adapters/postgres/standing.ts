import { ask, type Sql } from "./connection.ts";

/** What active members may do at this moment; who is missing is no member any more. */
export async function standingOf(
  sql: Sql,
  userIds: readonly string[],
): Promise<Map<string, { organizationId: string; grants: string[] }>> {
  const rows = await ask(
    sql,
    () => sql<{ user_id: string; organization_id: string; grants: string[] }[]>`
      select m.user_id, m.organization_id, array(
        select g.name from (
          select rg.grant_name as name from public.role_grants rg where rg.role = m.role
          union select unnest(m.extra_grants)
        ) g where not (g.name = any (m.denied_grants))) as grants
      from public.members m where m.active and m.user_id = any (${[...userIds]})`,
  );
  return new Map(
    rows.map((row) => [
      row.user_id,
      { organizationId: row.organization_id, grants: [...row.grants] },
    ]),
  );
}
