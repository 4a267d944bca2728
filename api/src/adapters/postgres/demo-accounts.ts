import type { Sql } from "postgres";
import { role, type ConsoleConfig } from "@patchbay/contracts";

/** Accounts of the seed carry addresses under a name nobody can own (RFC 2606). */
const DEMO_ADDRESS = "%.example";

/** The accounts a visitor may enter with one click; only asked for in demo mode. */
export async function demoAccounts(
  sql: Sql,
  password: string,
): Promise<NonNullable<ConsoleConfig["demo"]>["accounts"]> {
  const rows = await sql<{ role: string; name: string; email: string; organization: string }[]>`
    select m.role::text, m.name, u.email, o.name as organization
    from members m join auth.users u on u.id = m.user_id join organizations o on o.id = m.organization_id
    where u.email like ${DEMO_ADDRESS} and m.active and o.id = (select id from organizations order by created_at limit 1)
    order by o.created_at, m.role, m.name limit 20`;
  return rows.map((row) => ({ ...row, role: role.parse(row.role), password }));
}
