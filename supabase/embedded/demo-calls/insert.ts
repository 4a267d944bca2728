import type { Sql, TransactionSql } from "postgres";
import { callEvent } from "@patchbay/contracts";
import { demoId, planDemoCalls, type PlannedCall } from "./plan.ts";
import { tell, type Story, type Surroundings } from "./story.ts";

const ORGANIZATION = "a55e7000-0000-4000-8000-000000000001";

async function insertCall(
  tx: TransactionSql,
  call: PlannedCall,
  story: Story,
  around: Surroundings,
  numberId: string | null,
): Promise<void> {
  const { view } = story;
  await tx`
    insert into calls (id, organization_id, number_id, carrier_sid, direction, status, from_number, to_number, caller_name, language, engine,
      holder, phase, epoch, state, last_seq, taken_over, recording, outcome, cost, cost_lines, demo, started_at, answered_at, ended_at, duration_seconds)
    values (${view.id}, ${ORGANIZATION}, ${numberId}, ${call.carrierSid}, 'inbound', 'ended', ${view.fromNumber}, ${view.toNumber}, ${view.callerName},
      ${view.language}, ${view.engine}, 'nobody', 'connected', ${view.epoch}, '{}', ${story.events.length}, ${view.takenOver}, 'off', ${view.outcome},
      ${story.cost.total}, ${tx.json(story.cost)}, true, ${view.startedAt}, ${view.answeredAt}, ${view.endedAt}, ${view.durationSeconds})`;
  if (story.request) {
    const { request } = story;
    await tx`
      insert into requests (id, organization_id, reference, call_id, kind, caller_number, caller_name, language, problem, address, urgency,
        callback_number, status, demo, created_at)
      values (${request.id}, ${ORGANIZATION}, ${request.reference}, ${view.id}, ${request.kind}, ${request.callerNumber}, ${request.callerName},
        ${request.language}, ${request.problem}, ${request.address}, ${request.urgency}, ${request.callbackNumber}, ${request.status}, true, ${request.createdAt})`;
    await tx`update calls set request_id = ${request.id} where id = ${view.id}`;
  }
  await insertParts(tx, call, story, around);
}

async function insertParts(
  tx: TransactionSql,
  call: PlannedCall,
  story: Story,
  around: Surroundings,
): Promise<void> {
  const callId = call.id;
  for (const [at, said] of story.utterances.entries()) {
    await tx`
      insert into utterances (id, organization_id, call_id, session_id, sequence, speaker, speaker_name, text, language, started_ms, ended_ms, heard, interrupted, confidence)
      values (${said.id}, ${ORGANIZATION}, ${callId}, ${`demo-${call.index}`}, ${at}, ${said.speaker}, ${said.speakerName}, ${said.text},
        ${said.language}, ${said.startedMs}, ${said.endedMs}, ${said.heard}, ${said.interrupted}, ${said.confidence})`;
  }
  if (story.hint) {
    const { hint } = story;
    await tx`
      insert into hints (id, organization_id, call_id, kind, title, say, rests_on, source, at_ms, state)
      values (${hint.id}, ${ORGANIZATION}, ${callId}, ${hint.kind}, ${hint.title}, ${hint.say}, ${tx.json(hint.restsOn)}, ${hint.source}, ${hint.atMs}, ${hint.state})`;
  }
  for (const event of story.events.map((one) => callEvent.parse(one))) {
    const { callId: _callId, seq, at, atMs, type, ...data } = event;
    await tx`insert into call_events (call_id, seq, organization_id, type, at, at_ms, data) values (${callId}, ${seq}, ${ORGANIZATION}, ${type}, ${at}, ${atMs}, ${tx.json(data as never)})`;
  }
  if (call.takenOverMs !== null) {
    await tx`
      insert into legs (id, organization_id, call_id, carrier_sid, kind, operator_id, epoch, label, state)
      values (${demoId(`operator leg ${call.index}`)}, ${ORGANIZATION}, ${callId}, ${`${call.carrierSid.slice(0, 30)}0p`}, 'operator', ${around.operator.id}, 1, ${`demo-${call.index}`}, 'left')`;
  }
  if (call.recordingSid) {
    await tx`
      insert into recordings (id, organization_id, call_id, carrier_call_sid, recording_sid, status, started_ms)
      values (${demoId(`recording ${call.index}`)}, ${ORGANIZATION}, ${callId}, ${call.carrierSid}, ${call.recordingSid}, 'pending', 0)`;
  }
}

/** Puts two weeks of labelled demo calls in place, once; later starts change nothing. */
export async function insertDemoCalls(sql: Sql, now = new Date()): Promise<number> {
  const [known] = await sql`select 1 from calls where demo limit 1`;
  if (known) return 0;
  const [operator] = await sql<
    { id: string; name: string }[]
  >`select user_id as id, name from members where organization_id = ${ORGANIZATION} and role = 'operator' order by name desc limit 1`;
  if (!operator) return 0;
  const numbers = await sql<
    { id: string; e164: string; language: string; engine: string }[]
  >`select id, e164, language, engine from numbers where organization_id = ${ORGANIZATION} order by created_at`;
  const prices = Object.fromEntries(
    (
      await sql<
        { kind: string; amount: string }[]
      >`select kind, amount from prices where organization_id = ${ORGANIZATION}`
    ).map((row) => [row.kind, Number(row.amount)]),
  );
  const plan = planDemoCalls(now);
  await sql.begin(async (tx) => {
    for (const call of plan) {
      const own = numbers.filter((one) => one.language === call.scenario.language);
      const isStream = call.scenario.stream !== undefined;
      const number = own.find((one) => (one.engine === "stream") === isStream) ?? own[0];
      const around: Surroundings = {
        operator: { id: operator.id, name: operator.name },
        toNumber: number?.e164 ?? numbers[0]?.e164 ?? "",
        prices: {
          inbound: prices["inbound"] ?? 0,
          recording: prices["recording"] ?? 0,
          storage: prices["storage"] ?? 0,
        },
      };
      await insertCall(tx, call, tell(call, around), around, number?.id ?? null);
    }
  });
  return plan.length;
}
