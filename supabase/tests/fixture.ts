import type { Sql } from "postgres";

export const ASSETCARE = "a55e7000-0000-4000-8000-000000000001";
export const NORDLICHT = "a55e7000-0000-4000-8000-000000000002";

/** Puts one row of everything into an organization; rows of the seed are there already. */
export async function fillOrganization(
  sql: Sql,
  organizationId: string,
  mark: string,
): Promise<void> {
  const [member] = await sql<
    { user_id: string }[]
  >`select user_id from members where organization_id = ${organizationId} order by name limit 1`;
  const author = member?.user_id ?? null;
  const [bot] =
    await sql`insert into bots (organization_id, name, language, prompt, greeting, disclosure) values (${organizationId}, 'b', 'en-US', 'p', 'g', 'd') returning id`;
  const [call] = await sql`
    insert into calls (organization_id, bot_id, carrier_sid, direction, status, from_number, to_number, language, holder, phase, state)
    values (${organizationId}, ${bot!["id"]}, ${`CA${mark}`}, 'inbound', 'live', '+12025550100', '+12025550124', 'en-US', 'bot', 'connected', '{}') returning id`;
  const callId = call!["id"] as string;
  await sql`insert into contacts (organization_id, name, e164) values (${organizationId}, 'c', '+12025550100')`;
  await sql`insert into legs (organization_id, call_id, carrier_sid, kind, epoch, label, state) values (${organizationId}, ${callId}, ${`CAleg${mark}`}, 'caller', 0, 'l', 'joined')`;
  await sql`insert into call_events (organization_id, call_id, seq, type, at_ms, data) values (${organizationId}, ${callId}, 1, 'noted', 0, '{}')`;
  await sql`insert into utterances (id, organization_id, call_id, session_id, sequence, speaker, text, started_ms, ended_ms) values (gen_random_uuid(), ${organizationId}, ${callId}, ${mark}, 0, 'caller', 't', 0, 1)`;
  await sql`insert into hints (id, organization_id, call_id, kind, title, say, rests_on, at_ms) values (gen_random_uuid(), ${organizationId}, ${callId}, 'warning', 't', 's', '{}', 0)`;
  await sql`insert into requests (organization_id, call_id, problem) values (${organizationId}, ${callId}, 'p')`;
  await sql`insert into recordings (organization_id, call_id, recording_sid) values (${organizationId}, ${callId}, ${`RE${mark}`})`;
  await sql`insert into notes (organization_id, call_id, author_id, body) values (${organizationId}, ${callId}, ${author}, 'n')`;
  await sql`insert into flows (organization_id, name, definition) values (${organizationId}, 'f', '{}')`;
  await sql`insert into effects (organization_id, call_id, epoch, kind, payload) values (${organizationId}, ${callId}, 0, 'k', '{}')`;
  await sql`insert into tickets (token_hash, organization_id, call_id, user_id, identity, mode, epoch, expires_at) values (${mark}, ${organizationId}, ${callId}, ${author}, 'i', 'take', 0, now())`;
  await sql`insert into carrier_replies (key, organization_id, body) values (${mark}, ${organizationId}, 'b')`;
  await sql`insert into refused_calls (organization_id, carrier_sid, reason) values (${organizationId}, ${`CAno${mark}`}, 'r')`;
  await sql`insert into audit_log (organization_id, action, subject_kind) values (${organizationId}, 'a', 'k')`;
  await sql`insert into usage_ledger (organization_id, kind, quantity, natural_key) values (${organizationId}, 'minute', 1, ${mark})`;
  const [endpoint] =
    await sql`insert into webhook_endpoints (organization_id, url, secret) values (${organizationId}, 'https://example.com', 's') returning id`;
  await sql`insert into webhook_deliveries (organization_id, endpoint_id, type, body) values (${organizationId}, ${endpoint!["id"]}, 't', '{}')`;
  await sql`insert into numbers (organization_id, e164, label, language) values (${organizationId}, ${`+1202555${mark}`}, 'n', 'en-US')`;
  await sql`insert into dispositions (organization_id, code, label) values (${organizationId}, ${mark}, 'l')`;
  await sql`insert into worker_receipts (session_id, sequence, organization_id, call_id) values (${mark}, 0, ${organizationId}, ${callId})`;
}
