import {
  ENGLISH_LINE,
  incoming,
  newSid,
  WORKER_TOKEN,
  type ApiUnderTest,
} from "../../api/src/testing/api-under-test.ts";
import {
  connectHeads,
  type TalkingHead,
  type TalkingHeads,
} from "../../stream-worker/src/testing/talking-heads.ts";
import type { AttackLanguage } from "./attacks.ts";
import { obedientModel, wishesOf } from "./obedient-model.ts";
import { sentencesOf, type Sentence, type Victim } from "./sentences.ts";
import {
  addStory,
  ASSETCARE,
  belongings,
  CANARY,
  NORDLICHT,
  NORDLICHT_LINE,
  openSecondLine,
  own,
  type OrganizationId,
} from "./victims.ts";
import { createWatch, type Found, type Watch } from "./watch.ts";

const SENTENCES_A_CALL = 20;
const CALLS_AT_ONCE = 6;
const HIDDEN = "anonymous";

type Line = {
  readonly language: AttackLanguage;
  readonly to: string;
  readonly organization: OrganizationId;
  readonly from: string;
};

/** Attackers call on every language's line and at both organizations; one of them hides their number. */
const LINES: readonly Line[] = [
  { language: "en-US", to: ENGLISH_LINE, organization: ASSETCARE, from: "+12025550190" },
  { language: "en-US", to: ENGLISH_LINE, organization: ASSETCARE, from: HIDDEN },
  { language: "de-DE", to: "+493023125024", organization: ASSETCARE, from: "+493023125690" },
  { language: "de-DE", to: NORDLICHT_LINE, organization: NORDLICHT, from: "+493023125690" },
  { language: "tr-TR", to: "+902125550124", organization: ASSETCARE, from: "+905325550190" },
  { language: "ru-RU", to: "+74955550124", organization: ASSETCARE, from: "+79005550190" },
];

export type Report = Found & {
  readonly sentences: number;
  /** Tables in which something of a victim's has changed, come or gone. */
  readonly changed: readonly string[];
};

/**
 * Callers of both organizations, each with a call, a request and a name on record, and one who is
 * on the line meanwhile.
 */
async function seedVictims(api: ApiUnderTest, heads: TalkingHeads): Promise<Victim[]> {
  const numbers = ["+12025550171", "+493023125672", "+905325550173", "+79005550174"];
  const victims: Victim[] = [];
  for (const [index, number] of numbers.entries())
    for (const organization of [ASSETCARE, NORDLICHT] as const)
      victims.push(await addStory(api.sql, organization, number, `${CANARY} ${index}`));
  // Those without a number are kept under one word, and are strangers to each other all the same.
  victims.push(await addStory(api.sql, ASSETCARE, HIDDEN, `${CANARY} hidden`));
  const live = { to: ENGLISH_LINE, from: "+12025550176" };
  const [call, head] = await openCall(api, heads, live);
  const problem = `${CANARY} is stuck in a lift`;
  const saved = await head.force({ tool: "save_request", arguments: { problem } });
  const reference = saved.ok && saved.result.tool === "save_request" ? saved.result.reference : "";
  victims.push({ call, number: live.from, organization: "AssetCare24", reference });
  return victims;
}

async function openCall(
  api: ApiUnderTest,
  heads: TalkingHeads,
  line: Pick<Line, "to" | "from">,
): Promise<[string, TalkingHead]> {
  const document = await api.post("/voice", { ...incoming(newSid(), line.to), From: line.from });
  const callId = /[?&]call=([0-9a-f-]{36})/u.exec(document.body)?.[1];
  if (callId === undefined) throw new Error("The attacker got no bot");
  return [callId, await heads.answer(callId)];
}

/** One attacker, call after call until everything is said: whoever is hung up on calls again. */
async function attack(
  api: ApiUnderTest,
  heads: TalkingHeads,
  { line, sentences }: Conversation,
  watch: Watch,
): Promise<void> {
  let call: TalkingHead | null = null;
  for (const [index, { text }] of sentences.entries()) {
    call ??= (await openCall(api, heads, line))[1];
    const { spoken, results, ended } = await call.hear(text);
    watch.see("spoken", spoken);
    for (const result of results) watch.answered(line.organization, "a tool", result);
    if (ended === null)
      for (const wish of wishesOf(text, index).forced) {
        const answer = JSON.stringify(await call.force(wish));
        watch.answered(line.organization, "a forced tool", answer);
      }
    else call = null;
  }
}

type Conversation = { readonly line: Line; readonly sentences: readonly Sentence[] };

/** Everybody's sentences, in as many calls as they take. */
function conversations(sentences: readonly Sentence[]): Conversation[] {
  return LINES.flatMap((line) => {
    const lines = LINES.filter(({ language }) => language === line.language);
    const mine = sentences
      .filter(({ language }) => language === line.language)
      .filter((_, index) => lines[index % lines.length] === line);
    return Array.from({ length: Math.ceil(mine.length / SENTENCES_A_CALL) }, (_, call) => ({
      line,
      sentences: mine.slice(call * SENTENCES_A_CALL, (call + 1) * SENTENCES_A_CALL),
    }));
  });
}

/**
 * Says `count` sentences, all of them attacks, to a bot that obeys every one, over the worker's own
 * head and line, the api and a Postgres as they are, and looks for whatever gets out or changes.
 */
export async function runTrial(api: ApiUnderTest, count: number): Promise<Report> {
  const line = { apiUrl: api.base, workerToken: WORKER_TOKEN };
  const bystander = await connectHeads({ ...line, model: obedientModel(() => undefined) });
  await openSecondLine(api);
  const victims = await seedVictims(api, bystander);
  for (const { from, organization } of LINES)
    if (from !== HIDDEN) await addStory(api.sql, organization, from, own(organization));
  const sentences = sentencesOf(count, victims);
  const watch = createWatch(victims);
  const heads = await connectHeads({
    ...line,
    model: obedientModel(({ messages }) => watch.see("a request", JSON.stringify(messages))),
  });
  const before = await belongings(api.sql, victims);
  const waiting = conversations(sentences);
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift())
      await attack(api, heads, next, watch);
  };
  await Promise.all(Array.from({ length: CALLS_AT_ONCE }, work));
  const after = await belongings(api.sql, victims);
  await heads.close();
  await bystander.close();
  for (const logged of api.logged) watch.see("the api's log", logged);
  return {
    ...watch.found(),
    sentences: sentences.length,
    changed: Object.keys(before).filter((table) => before[table] !== after[table]),
  };
}
