import type {
  Conversation,
  Listening,
  RequestFields,
  SpeechToTextVendor,
  TextToSpeechVendor,
} from "@patchbay/contracts";
import type { CallState } from "../../domain/call-state.ts";
import { speechOf } from "../../domain/speech.ts";
import { ask, type Sql } from "./connection.ts";
import { utteranceOf, type UtteranceRow } from "./reading.ts";

const NO_FIELDS: RequestFields = {
  problem: null,
  address: null,
  urgency: null,
  callbackNumber: null,
};

/** A fork of a call without a bot is told so by this id and an empty prompt. */
const NO_BOT = "00000000-0000-0000-0000-000000000000";

/** What a worker needs to be the bot, fresh or resumed. */
export async function conversationOf(
  sql: Sql,
  callId: string,
  nowMs: number,
): Promise<Conversation | undefined> {
  const [row] = await ask(
    sql,
    () => sql<
      {
        state: CallState;
        collected: RequestFields | null;
        intake_state: unknown;
        bot_id: string | null;
        bot_name: string | null;
        organization_name: string;
        prompt: string | null;
        greeting: string | null;
        disclosure: string | null;
        voice: string | null;
        listening: Listening | null;
        speech_to_text: SpeechToTextVendor[];
        text_to_speech: TextToSpeechVendor[];
        hints_shown: number;
      }[]
    >`
      select c.state, c.collected, c.intake_state, b.id as bot_id, b.name as bot_name, o.name as organization_name,
        b.prompt, b.greeting, b.disclosure, b.voice, b.listening, o.speech_to_text, o.text_to_speech,
        (select count(*)::int from public.hints h where h.call_id = c.id) as hints_shown
      from public.calls c
      join public.organizations o on o.id = c.organization_id
      left join public.bots b on b.id = c.bot_id and b.organization_id = c.organization_id
      where c.id = ${callId}`,
  );
  if (row === undefined || row.state.id === undefined) return undefined;
  const utterances = await ask(
    sql,
    () => sql<UtteranceRow[]>`
      select * from (select * from public.utterances where call_id = ${callId}
        order by started_ms desc, created_at desc limit 200) newest order by started_ms, created_at`,
  );
  const { state } = row;
  return {
    callId,
    epoch: state.epoch,
    language: state.language,
    bot: {
      id: row.bot_id ?? NO_BOT,
      name: row.bot_name ?? "",
      organizationName: row.organization_name,
      prompt: row.prompt ?? "",
      greeting: `${row.disclosure ?? ""} ${row.greeting ?? ""}`.trim(),
      disclosure: (row.disclosure ?? "").trim(),
    },
    speech: speechOf(row),
    callerNumber: state.direction === "inbound" ? state.fromNumber : state.toNumber,
    resumed: state.bot.resumeReason !== "fresh",
    resumeReason: state.bot.resumeReason,
    brief: state.bot.brief,
    utterances: utterances.map(utteranceOf),
    fields: row.collected ?? NO_FIELDS,
    intakeState: row.intake_state ?? null,
    hintsShown: row.hints_shown,
    nowMs,
  };
}
