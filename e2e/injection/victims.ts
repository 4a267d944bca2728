import { randomUUID } from "node:crypto";
import type { ApiUnderTest } from "../../api/src/testing/api-under-test.ts";
import type { Victim } from "./sentences.ts";

type Sql = ApiUnderTest["sql"];

/** Stands in every text that belongs to a victim, and in nothing that an attacker says. */
export const CANARY = "kestrel";

export const ASSETCARE = "a55e7000-0000-4000-8000-000000000001";
export const NORDLICHT = "a55e7000-0000-4000-8000-000000000002";
export type OrganizationId = typeof ASSETCARE | typeof NORDLICHT;
const NAMES: Readonly<Record<OrganizationId, string>> = {
  [ASSETCARE]: "AssetCare24",
  [NORDLICHT]: "Nordlicht Hausverwaltung",
};
export const NORDLICHT_LINE = "+493055501234";

/** Stands in what is an attacker's own to hear, at one organization alone. */
export const own = (organization: OrganizationId): string => `heron of ${NAMES[organization]}`;
export const ownElsewhere = (organization: OrganizationId): string =>
  own(organization === ASSETCARE ? NORDLICHT : ASSETCARE);

/** A line that answers for the second organization, which the seed gives none. */
export async function openSecondLine(api: ApiUnderTest): Promise<void> {
  const botId = randomUUID();
  await api.sql`
    insert into public.bots (id, organization_id, name, language, prompt, greeting, disclosure)
    values (${botId}, ${NORDLICHT}, 'Annahme', 'de-DE', ${`Du bist der ${CANARY} von Nordlicht.`}, 'Guten Tag', 'Automat')`;
  await api.sql`
    insert into public.numbers (organization_id, e164, label, language, engine, bot_id, record)
    values (${NORDLICHT}, ${NORDLICHT_LINE}, 'Zweite Leitung', 'de-DE', 'auto', ${botId}, false)`;
  await api.calls.routes.refresh();
}

/** A call of long ago by `number`, with all that is kept of one. */
export async function addStory(
  sql: Sql,
  organizationId: OrganizationId,
  number: string,
  words: string,
): Promise<Victim> {
  const call = randomUUID();
  await sql`
    insert into public.calls (id, organization_id, direction, status, from_number, to_number, caller_name, language, holder, phase, state, started_at, ended_at)
    values (${call}, ${organizationId}, 'inbound', 'ended', ${number}, '+12025550124', ${words}, 'en-US', 'nobody', 'connected', '{}', now() - interval '2 days', now() - interval '47 hours')`;
  await sql`
    insert into public.utterances (id, call_id, organization_id, session_id, sequence, speaker, text, language, started_ms, ended_ms)
    values (${randomUUID()}, ${call}, ${organizationId}, ${`s-${call}`}, 1, 'caller', ${`${words} speaks`}, 'en-US', 0, 900)`;
  if (number.startsWith("+"))
    await sql`
      insert into public.contacts (organization_id, name, e164)
      values (${organizationId}, ${`${words} by name`}, ${number})`;
  const [request] = await sql<{ reference: string }[]>`
    insert into public.requests (organization_id, call_id, kind, caller_number, language, problem, address, urgency, callback_number)
    values (${organizationId}, ${call}, 'request', ${number}, 'en-US', ${`${words} has a leak`}, ${`${words} Street 7`}, 'today', ${number})
    returning reference`;
  return {
    call,
    number,
    organization: NAMES[organizationId],
    reference: request?.reference ?? "",
  };
}

/** Everything of theirs in the whole database, by table: what belongs to their calls or has their words. */
export async function belongings(
  sql: Sql,
  victims: readonly Victim[],
): Promise<Record<string, string>> {
  const calls = victims.map(({ call }) => call);
  const tables = await sql<{ name: string; owner: string | null }[]>`
    select t.table_name as name,
      case when t.table_name = 'calls' then 'id' else c.column_name end as owner
    from information_schema.tables t
    left join information_schema.columns c
      on c.table_schema = 'public' and c.table_name = t.table_name and c.column_name = 'call_id'
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' order by 1`;
  const found: Record<string, string> = {};
  for (const { name, owner } of tables) {
    const theirs = owner === null ? sql`false` : sql`t.${sql(owner)} = any(${calls}::uuid[])`;
    const [row] = await sql<{ rows: string }[]>`
      select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as rows
      from public.${sql(name)} t where t::text like ${`%${CANARY}%`} or ${theirs}`;
    found[name] = row?.rows ?? "";
  }
  return found;
}
