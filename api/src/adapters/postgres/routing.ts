import type {
  Language,
  Listening,
  SpeechToTextVendor,
  TextToSpeechVendor,
} from "@patchbay/contracts";
import type { DialRules } from "../../domain/outbound.ts";
import { speechOf } from "../../domain/speech.ts";
import type { Route } from "../../ports/routing.ts";
import { ask, type Sql } from "./connection.ts";

interface RouteRow {
  e164: string;
  number_id: string;
  organization_id: string;
  organization_name: string;
  language: Language;
  engine: string;
  record: boolean;
  ring_seconds: number;
  is_active: boolean;
  bot_id: string | null;
  bot_name: string | null;
  greeting: string | null;
  disclosure: string | null;
  prompt: string | null;
  voice: string | null;
  listening: Listening | null;
  speech_to_text: SpeechToTextVendor[];
  text_to_speech: TextToSpeechVendor[];
}

/** What calls to our numbers need: of one number, or of all (at most 5,000), oldest first. */
export async function findRoutes(sql: Sql, e164: string | null): Promise<[string, Route][]> {
  const rows = await ask(
    sql,
    () => sql<RouteRow[]>`
      select n.e164, n.id as number_id, n.organization_id, o.name as organization_name, n.language, n.engine, n.record,
        o.ring_seconds, coalesce(p.active and p.minutes_left > 0, false) as is_active,
        b.id as bot_id, b.name as bot_name, b.greeting, b.disclosure, b.prompt, b.voice,
        b.listening, o.speech_to_text, o.text_to_speech
      from public.numbers n
      join public.organizations o on o.id = n.organization_id
      left join public.plans p on p.organization_id = n.organization_id
      left join public.bots b on b.id = n.bot_id and b.organization_id = n.organization_id
      where ${e164}::text is null or n.e164 = ${e164} order by n.created_at, n.e164 limit 5000`,
    1500,
  );
  return rows.map((row) => [row.e164, routeOf(row)]);
}

function routeOf(row: RouteRow): Route {
  return {
    numberId: row.number_id,
    organizationId: row.organization_id,
    organizationName: row.organization_name,
    language: row.language,
    engine: row.engine,
    record: row.record,
    ringMs: row.ring_seconds * 1000,
    isPlanActive: row.is_active,
    bot:
      row.bot_id === null
        ? null
        : {
            id: row.bot_id,
            name: row.bot_name ?? "",
            // The disclosure comes first: nothing is said to a caller who does not know to whom.
            greeting: `${row.disclosure ?? ""} ${row.greeting ?? ""}`.trim(),
            disclosure: (row.disclosure ?? "").trim(),
            prompt: row.prompt ?? "",
            voice: row.voice,
            speech: speechOf(row),
          },
  };
}

export async function findContactName(
  sql: Sql,
  organizationId: string,
  e164: string,
): Promise<string | null> {
  const [row] = await ask(
    sql,
    () => sql<{ name: string }[]>`
      select name from public.contacts where organization_id = ${organizationId} and e164 = ${e164}`,
    1000,
  );
  return row?.name ?? null;
}

/** An organization whose plan is over or used up may call nobody, as nobody reaches it. */
export async function findDialRules(sql: Sql, organizationId: string): Promise<DialRules> {
  const [row] = await ask(
    sql,
    () => sql<
      {
        dial_countries: string[];
        dial_number_types: string[];
        ring_seconds: number;
        number_id: string | null;
        e164: string | null;
        language: Language | null;
        record: boolean | null;
      }[]
    >`
      select case when coalesce(p.active and p.minutes_left > 0, false) then o.dial_countries else '{}' end as dial_countries,
        o.dial_number_types, o.ring_seconds, n.id as number_id, n.e164, n.language, n.record
      from public.organizations o
      left join public.plans p on p.organization_id = o.id
      left join public.numbers n on n.organization_id = o.id and n.outbound
      where o.id = ${organizationId} order by n.created_at limit 1`,
  );
  return {
    countries: row?.dial_countries ?? [],
    numberTypes: row?.dial_number_types ?? [],
    ringMs: (row?.ring_seconds ?? 20) * 1000,
    callerId:
      row?.number_id && row.e164
        ? {
            numberId: row.number_id,
            e164: row.e164,
            language: row.language ?? "en-US",
            record: row.record ?? true,
          }
        : null,
  };
}

export async function refuseCall(
  sql: Sql,
  sid: string,
  reason: string,
  organizationId: string | null,
): Promise<void> {
  await ask(
    sql,
    () => sql`
      insert into public.refused_calls (organization_id, carrier_sid, reason)
      values (${organizationId}, ${sid}, ${reason}) on conflict do nothing`,
  );
}
